/**
 * What the certificates that a server sends say together: whether they lead to a root, whether the client has it, and whether
 * all are valid. Numbers of verification: X509_STORE_CTX_get_error(3ssl).
 */
import type { Draft } from '#evidence/parser.ts';

/** One certificate of a chain as a client lists it. Times are milliseconds since 1970, NaN where unreadable. */
export interface Chain {
  readonly subject: string;
  issuer: string;
  /** 0-based line. */
  readonly at: number;
  dates: { readonly from: number; readonly to: number } | null;
}

/** Issuers that are intermediates by their name: no root of a public authority is called so. */
const intermediate =
  /CN ?= ?[^,/]{0,80}\b(?:Issuing|Intermediate|Subordinate|Domain Validation|Organization Validation|Extended Validation|Secure Server|Secure Certificate Authority|(?:DV|OV|EV) |TLS (?:RSA|ECC|Hybrid)|R\d{1,2}$|E\d{1,2}$|WR\d$|WE\d$)/i;

/** Issuers that are roots by their name. */
const root = /CN ?= ?[^,/]{0,80}\bRoot\b/i;

function answer(finding: string, value: string, from: number, to: number): Draft {
  return { fact: finding, finding, value, from, to, side: 'client', many: true };
}

/** Certificates without those that are sent twice. */
function distinct(chain: readonly Chain[]): readonly Chain[] {
  return chain.filter(({ subject, issuer }, at) => {
    const before = chain[at - 1];
    return before?.subject !== subject || before.issuer !== issuer;
  });
}

/** Whether each certificate is followed by its issuer. */
function isLinked(certificates: readonly Chain[]): boolean {
  return certificates.every(
    ({ issuer }, at) => at + 1 === certificates.length || certificates[at + 1]?.subject === issuer,
  );
}

/** Code 19 is a root that was sent and is not trusted; 20 is one that was not sent, if the last issuer is a root by name. */
function lacksRoot(chain: readonly Chain[], code: string | null): boolean {
  if (code === '19') return true;
  const isUnknown = code === '20' || code === '21';
  return isUnknown && isLinked(distinct(chain)) && root.test(chain.at(-1)?.issuer ?? '');
}

function completeness(chain: readonly Chain[], code: string | null): string | null {
  const certificates = distinct(chain);
  // One certificate that verifies may do so by an intermediate of the client's own.
  if (code === '0' && isLinked(certificates) && certificates.length > 1) return 'yes';
  if (lacksRoot(chain, code)) return 'yes';
  const isMissing = code === '20' || code === '21';
  const isSent = certificates.some(({ subject }) => subject === certificates[0]?.issuer);
  if (!isMissing || isSent) return null;
  return intermediate.test(certificates[0]?.issuer ?? '') ? 'intermediate-missing' : null;
}

/**
 * What a chain says.
 *
 * @param code the first number of verification that is not 0, `0` when it ended well, null when it did not end
 * @param now the client's clock in the same text, null when it shows none
 */
export function chainDrafts(
  chain: readonly Chain[],
  code: string | null,
  now: number | null,
): readonly Draft[] {
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return [];
  const complete = completeness(chain, code);
  const dates = chain.flatMap((one) => one.dates ?? []);
  const hasExpired = now !== null && dates.some(({ to }) => to < now);
  const isValid =
    now !== null &&
    code === '0' &&
    dates.length === chain.length &&
    dates.every(({ from, to }) => from <= now && now <= to);
  const valid = hasExpired || code === '10' ? 'one-expired' : isValid ? 'all-valid' : null;
  return [
    ...(complete === null ? [] : [answer('chain-complete', complete, first.at, last.at)]),
    ...(lacksRoot(chain, code) ? [answer('trusted-root', 'not-in-store', first.at, last.at)] : []),
    ...(valid === null ? [] : [answer('chain-dates', valid, first.at, last.at)]),
  ];
}
