/**
 * DNS in the text of tcpdump: which questions of one client were answered. A question that was asked again from the same port
 * is one that its client never saw answered; what a cut listing does not show proves nothing.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const question =
  /(?:^|\s)(\S{2,60}\.\d{1,5}) > (\S{2,60})\.(?:53|domain): (?:\[.{1,40}\] )?(\d{1,5})\+?%?(?: \[\S{1,20}\])? (A|AAAA)\? (\S{1,255})\.? \(\d{1,5}\)$/;
const answer =
  /(?:^|\s)\S{2,60}\.(?:53|domain) > (\S{2,60}\.\d{1,5}): (?:\[.{1,40}\] )?(\d{1,5})([*\-|$]{0,4})( NXDomain| ServFail| Refused)?[*\-|$]{0,4}(?: q: [A-Z]{1,8}\? \S{1,255})? \d{1,4}\/\d{1,4}\/\d{1,4}/;

/** A capture that would show TCP, too: what the filter leaves out proves nothing. */
const anyPort53 = /^(?:sudo )?(?:timeout \d{1,5} )?(?:sudo )?tcpdump [^|]{0,200}["']?port 53["']?$/;

interface Asked {
  readonly port: string;
  readonly server: string;
  readonly kind: string;
  readonly name: string;
  readonly at: number;
  times: number;
  isAnswered: boolean;
  isMissing: boolean;
  /** Asked again although answered: what glibc does when the other of two questions was not. */
  isRepeated: boolean;
  /** Truncated: the answer proper comes over TCP, if it comes. */
  isCut: boolean;
}

/** Names that a search list made: a suffix of the cluster stands behind the whole name. */
const suffixed = /\.svc\.cluster\.local\.?$|\.cluster\.local\.?$/;

/** Any packet from a server, of whatever form. */
const reply = /\.(?:53|domain) > /;

/**
 * Whether one port alone gets no answer, while the same server answers each question of others: its flow goes elsewhere. Loss or
 * a server under load would not choose so.
 */
function isAloneUnanswered(first: Asked, all: readonly Asked[]): boolean {
  const own = all.filter(({ port }) => port === first.port);
  const others = all.filter(({ port, server }) => port !== first.port && server === first.server);
  const later = others.filter(({ at }) => at > first.at);
  return (
    own.every(({ isAnswered }) => !isAnswered) &&
    others.every(({ isAnswered }) => isAnswered) &&
    new Set(later.map(({ port }) => port)).size >= 2
  );
}

/** A truncated answer that is not followed by TCP, in a capture that shows what came after it. */
function truncated(
  paste: Paste,
  hits: readonly number[],
  all: readonly Asked[],
): Asked | undefined {
  const [first = 0] = hits;
  const isAll = [1, 2, 3, 4].some((up) => {
    const { run } = paste.typed(first - up);
    return anyPort53.test(run) && !/\budp\b/.test(run);
  });
  const hasTcp = hits.some((at) => paste.line(at).includes(': Flags ['));
  const last = all.at(-1);
  if (!isAll || hasTcp || last?.isAnswered !== true || last.isCut) return undefined;
  return all.find(({ isCut }) => isCut);
}

function judge(
  all: readonly Asked[],
  isSilent: boolean,
): { readonly value: string; readonly at: number } | null {
  const lost = all.filter(({ isAnswered, times }) => !isAnswered && times >= 2);
  const [first] = lost;
  if (first !== undefined) {
    const pair = all.find(({ port, kind, name }) => {
      return port === first.port && name === first.name && kind !== first.kind;
    });
    if (pair?.isAnswered === true) return { value: 'one-of-two-missing', at: first.at };
    if (isAloneUnanswered(first, all)) return { value: 'to-dead-server', at: first.at };
    // One port without answers may be one flow that goes to a dead server.
    const isWide = new Set(all.map(({ port }) => port)).size > 1;
    return isSilent && isWide ? { value: 'no-answer', at: first.at } : null;
  }
  const repeated = all.find(({ isRepeated }) => isRepeated);
  const other = all.find(({ port, kind, isAnswered }) => {
    return port === repeated?.port && kind !== repeated.kind && !isAnswered;
  });
  if (other !== undefined) return { value: 'one-of-two-missing', at: other.at };
  const again = all.find(({ times, isAnswered }) => times >= 2 && isAnswered);
  if (again !== undefined || all.some(({ isAnswered, isCut }) => !isAnswered || isCut)) return null;
  const missing = all.filter(({ isMissing, name }) => isMissing && suffixed.test(name));
  const [suffix] = missing;
  if (suffix !== undefined && missing.length >= 2) {
    return { value: 'search-list-nxdomain', at: suffix.at };
  }
  const [one] = all;
  return one === undefined ? null : { value: 'answered', at: one.at };
}

/** Reads DNS exchanges. The side is the client's: whose questions they are is plain. */
export const dnsCapture: Parser = {
  name: 'dns-capture',
  clues: ['.53: ', '.domain: ', '.53 > ', '.domain > '],
  emits: [
    'one-of-two-missing',
    'no-answer',
    'to-dead-server',
    'truncated-no-tcp',
    'search-list-nxdomain',
    'answered',
  ].map((value) => ({ finding: 'dns-exchange', value })),
  read: (paste, hits) => {
    const asked = new Map<string, Asked>();
    const drafts: Draft[] = [];
    for (const at of hits) {
      const line = paste.line(at);
      const one = question.exec(line);
      if (one !== null) {
        const [, port = '', server = '', id = '', kind = '', name = ''] = one;
        const key = `${port} ${id}`;
        const known = asked.get(key);
        if (known !== undefined) {
          known.times += 1;
          known.isRepeated ||= known.isAnswered;
        } else {
          const fresh = {
            port,
            server,
            kind,
            name,
            at,
            times: 1,
            isAnswered: false,
            isMissing: false,
            isRepeated: false,
            isCut: false,
          };
          asked.set(key, fresh);
        }
        drafts.push({ fact: 'dns question', value: `${kind} ${name}`, from: at, many: true });
        continue;
      }
      const back = answer.exec(line);
      if (back === null) continue;
      const [, port = '', id = '', flags = '', error] = back;
      const known = asked.get(`${port} ${id}`);
      if (known !== undefined) {
        known.isAnswered = true;
        known.isCut = flags.includes('|');
        known.isMissing = error === ' NXDomain';
      }
      const value = error?.trim() ?? 'answered';
      drafts.push({ fact: 'dns answer', value, from: at, many: true });
    }
    const isSilent = !hits.some((at) => reply.test(paste.line(at)));
    const cut = truncated(paste, hits, [...asked.values()]);
    const found =
      judge([...asked.values()], isSilent) ??
      (cut === undefined ? null : { value: 'truncated-no-tcp', at: cut.at });
    const finding = 'dns-exchange';
    if (found === null) return drafts;
    return [
      ...drafts,
      { fact: finding, finding, value: found.value, from: found.at, side: 'client' },
    ];
  },
};
