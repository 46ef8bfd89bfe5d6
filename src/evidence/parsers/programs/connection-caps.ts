/** Connections against a cap, where one text shows both: `INFO clients` of Redis, the status and variables of MySQL. */
import type { Draft, Parser, PlainSide } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'connection-cap-usage';

/** Lines behind the count, or before it, in which the cap stands. */
const reach = 40;

/** Counts that are looked at; samples of a whole day are not read. */
const mostHits = 200;

interface Pair {
  readonly clue: string;
  readonly count: RegExp;
  readonly cap: RegExp;
  readonly side: PlainSide;
}

const pairs: readonly Pair[] = [
  {
    clue: 'connected_clients:',
    count: /^connected_clients:(\d{1,9})$/,
    cap: /^maxclients:(\d{1,9})$/,
    side: 'server',
  },
  {
    clue: 'threads_connected',
    count: /^(?:\| )?Threads_connected(?: {1,40}\||\t) {0,40}(\d{1,9})(?: {1,40}\|)?$/,
    cap: /^(?:\| )?max_connections(?: {1,40}\||\t) {0,40}(\d{1,9})(?: {1,40}\|)?$/,
    side: 'server',
  },
];

function capNear(paste: Paste, at: number, cap: RegExp): { at: number; value: string } | null {
  for (let step = 1; step <= reach; step += 1) {
    for (const near of [at + step, at - step]) {
      const value = cap.exec(paste.line(near))?.[1];
      if (value !== undefined) return { at: near, value };
    }
  }
  return null;
}

function read(paste: Paste, at: number): readonly Draft[] {
  return pairs.flatMap(({ count, cap, side }) => {
    const open = count.exec(paste.line(at))?.[1];
    if (open === undefined) return [];
    const found = capNear(paste, at, cap);
    if (found === null || Number(found.value) === 0) {
      return [{ fact: 'connections', value: open, from: at, side, many: true as const }];
    }
    const [from, to] = [Math.min(at, found.at), Math.max(at, found.at)];
    return [
      {
        fact: finding,
        finding,
        value: `${open}/${found.value}`,
        from,
        to,
        side,
        many: true as const,
      },
    ];
  });
}

/** Reads connections against caps. */
export const connectionCaps: Parser = {
  name: 'connection-caps',
  clues: pairs.map(({ clue }) => clue),
  emits: [{ finding, kind: 'ratio' }],
  read: (paste, hits) => hits.slice(0, mostHits).flatMap((at) => read(paste, at)),
};
