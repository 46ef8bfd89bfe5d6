/** `/proc/net/sockstat` and `ss -s`: how many sockets there are, in which state, and their memory. */
import type { Draft, Parser } from '#evidence/parser.ts';

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

/** Reads counts of TCP sockets. `mem` is in pages, as `tcp_mem` is. */
export const sockstat: Parser = {
  name: 'sockstat',
  clues: ['tcp: '],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const found = proc.exec(line);
      if (found !== null) return drafts('sockstat', procNames, found, at);
      const short = summary.exec(line);
      return short === null ? [] : drafts('ss', summaryNames, short, at);
    }),
};
