/**
 * What two runs of `openssl s_client` to one address say together: whether the server name made the difference, and which of
 * them is the failing one. `-noservername` sends no name, nor does a run that was given an address and no `-servername`
 * (openssl-s_client(1)).
 */

/** What a run was asked to do. */
export interface Asked {
  /** `-connect`. */
  readonly target: string;
  /** `-servername`; null when no name was sent; undefined when that depends on the version of OpenSSL. */
  readonly name: string | null | undefined;
  /** The version that the run was held to: `tls1_2`. */
  readonly version: string;
  /** Everything else that it was told. */
  readonly rest: string;
}

/** How a run ended. */
export interface Ended {
  readonly asked: Asked | null;
  /** An alert, a reset or an end before any certificate. */
  readonly hasFailed: boolean;
  /** Alert 70: the version. */
  readonly isVersion: boolean;
  /** The certificate is for another name, or for none that is known. */
  readonly isMismatch: boolean;
  /** Handshake and verification succeeded. */
  readonly isDone: boolean;
  /** Of the first certificate, empty when none was seen. */
  readonly subject: string;
}

const address =
  /^(?:\[[0-9a-f:.]{2,45}\]|\d{1,3}(?:\.\d{1,3}){3}|ip[46]-\w{1,10}-\d{1,6}):\S{1,20}$/i;
const versions = /(?:^| )-(tls1(?:_[123])?|ssl3)(?= |$)/;

const loop = /^for (\w{1,10}) in -noservername ["']-servername (\S{1,260})["']; ?do (.{1,400})$/;

/** A loop over both ways: what its two runs ask; null when a command is none. */
export function askedInTurn(run: string): readonly [Asked, Asked] | null {
  const [, variable = '', name = '', body = ''] = loop.exec(run) ?? [];
  const asked = variable !== '' && body.includes(`$${variable}`) ? askedOf(body) : null;
  return asked === null
    ? null
    : [
        { ...asked, name: null },
        { ...asked, name },
      ];
}

/** What a command asks of `s_client`; null when it is another, or names no address. */
export function askedOf(run: string): Asked | null {
  const start = /\bs_client\b/.exec(run);
  if (start === null) return null;
  // What follows a pipe or a redirection is not s_client's.
  const options = (run.slice(start.index).split(/[|<>;]/, 1)[0] ?? '').replace(/ 2$/, '');
  const target = / -connect (\S{1,260})/.exec(options)?.[1];
  if (target === undefined) return null;
  const given = / -servername (\S{1,260})/.exec(options)?.[1];
  const hasNone = / -noservername(?= |$)/.test(options) || address.test(target);
  const rest = options
    .replace(/ -servername \S{1,260}/, '')
    .replace(/ -noservername(?= |$)/, '')
    .trim();
  return {
    target,
    name: given ?? (hasNone ? null : undefined),
    version: versions.exec(options)?.[1] ?? '',
    rest: rest.replace(/ {2,10}/g, ' '),
  };
}

/**
 * Whether the name made the difference between two runs that differ in nothing else; null when they do not tell.
 *
 * @param without the run that sent no name
 * @param named the run that sent one
 */
export function nameCures(without: Ended, named: Ended): boolean | null {
  const [one, other] = [without.asked, named.asked];
  if (one === null || other === null || typeof other.name !== 'string') return null;
  if (one.target !== other.target || one.rest !== other.rest || typeof one.name === 'string') {
    return null;
  }
  if (without.isVersion || named.hasFailed) return null;
  // Some name was sent by default, unless OpenSSL is old: then only a failure shows that it was not.
  const isSure = one.name === null || other.target.startsWith(`${other.name}:`);
  if (without.hasFailed) return isSure && named.subject !== '' ? true : null;
  if (without.isMismatch) return isSure && named.isDone ? true : null;
  const isSame = without.subject !== '' && without.subject === named.subject;
  return one.name === null && isSame && without.isDone === named.isDone ? false : null;
}

/** Whether the second run is the first with a version that the server takes. */
export function versionCures(failed: Ended, other: Ended): boolean {
  if (failed.asked === null || other.asked === null) return false;
  const isOther = other.asked.version !== '' && other.asked.version !== failed.asked.version;
  return failed.isVersion && other.isDone && isOther && failed.asked.target === other.asked.target;
}
