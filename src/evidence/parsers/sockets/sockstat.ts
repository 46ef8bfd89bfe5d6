/** `/proc/net/sockstat` and `ss -s`: how many sockets there are, in which state, and their memory. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const proc =
  /^TCP: inuse (\d{1,12}) orphan (\d{1,12}) tw (\d{1,12}) alloc (\d{1,12}) mem (\d{1,12})$/;
const procNames = ['inuse', 'orphan', 'tw', 'alloc', 'mem'];
const summary =
  /^TCP: {1,20}(\d{1,12}) \(estab (\d{1,12}), closed (\d{1,12}), orphaned (\d{1,12}),(?: synrecv \d{1,12},)? timewait (\d{1,12})/;
const summaryNames = ['total', 'estab', 'closed', 'orphaned', 'timewait'];

function drafts(
  tool: string,
  names: readonly string[],
  found: RegExpExecArray,
  from: number,
): readonly Draft[] {
  return names.map((name, place) => ({
    fact: `${tool} ${name}`,
    value: found[place + 1] ?? '',
    from,
    many: true,
  }));
}

/** Lines beside those of TCP, which name their protocol as well. */
const others =
  /^(?:(?:sockets: used|(?:TCP6|UDP6?|UDPLITE6?|RAW6?|FRAG6?): inuse) \d{1,12}(?: (?:mem|memory) \d{1,15})?|Total: \d{1,12}(?: \(kernel \d{1,12}\))?)$/;
const heading = /^Transport Total {1,8}IP(?:v4)? {1,12}IPv6$/i;
const transport =
  /^(?:\*|RAW|UDP|TCP|INET|FRAG)\s{1,8}\d{1,12}\s{1,12}(?:\d{1,12}|-)\s{1,12}(?:\d{1,12}|-)$/;

/** Rows of the second table of `ss -s`. */
const transports = 8;

/** What is understood and answers nothing by itself. */
function rest(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  if (others.test(line)) {
    const [name = '', value = ''] = line.split(/ (?=\d)/);
    return [{ fact: `sockstat ${name}`, value: value.split(' ')[0] ?? '', from: at, many: true }];
  }
  if (!heading.test(line)) return [];
  let to = at;
  while (to < at + transports && transport.test(paste.line(to + 1))) to += 1;
  return [{ fact: 'ss transports', value: String(to - at), from: at, to, many: true }];
}

/** Reads counts of TCP sockets. `mem` is in pages, as `tcp_mem` is. */
export const sockstat: Parser = {
  name: 'sockstat',
  clues: ['tcp: ', 'inuse ', 'sockets: used', 'total: ', 'transport total'],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const found = proc.exec(line);
      if (found !== null) return drafts('sockstat', procNames, found, at);
      const short = summary.exec(line);
      return short === null ? rest(paste, at) : drafts('ss', summaryNames, short, at);
    }),
};
