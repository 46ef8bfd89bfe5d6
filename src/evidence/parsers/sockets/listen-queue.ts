/**
 * Accept queues: the LISTEN rows of `ss -ltn`, where Recv-Q is the number of finished handshakes that wait for accept() and
 * Send-Q the most that may wait (ss(8)). In netstat's rows Send-Q is always 0, so these give a listener and no queue.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const ss =
  /^(?:tcp {1,10})?LISTEN {1,10}(\d{1,9}) {1,10}(\d{1,9}) {1,40}\S{1,80}[:.](\d{1,5}|[a-z][\w-]{0,30})(?: |$)/;
const netstat =
  /^tcp[46]? {1,10}\d{1,9} {1,10}\d{1,9} \S{1,80}[:.](\d{1,5}|[a-z][\w-]{0,30}) {1,40}\S{1,80} {1,40}LISTEN\b/;

interface Row {
  readonly at: number;
  readonly port: string;
  readonly waiting: number;
  readonly limit: number;
}

/** The fuller first; of equally full ones that with more waiting, then the smaller limit. */
function byFullness(a: Row, b: Row): number {
  const [left, right] = [a.waiting / a.limit, b.waiting / b.limit];
  return right - left || b.waiting - a.waiting || a.limit - b.limit;
}

/** The fullest listener answers the question: if none is near its limit, the failing one is not either. */
function drafts(rows: readonly Row[]): readonly Draft[] {
  const fullest = rows.filter(({ limit }) => limit > 0).sort(byFullness)[0];
  const queues = rows.map((row) => ({
    fact: `listen-queue port ${row.port}`,
    value: `${row.waiting}/${row.limit}`,
    from: row.at,
    many: true as const,
    ...(row === fullest ? { finding: 'listen-queue' } : {}),
  }));
  // Which of several listeners is the failing one is not said; a single one, or a single one of limit 0, is.
  const isOne = new Set(rows.map(({ port }) => port)).size === 1;
  const [only, ...others] = isOne
    ? rows.toSorted((a, b) => a.limit - b.limit)
    : rows.filter(({ limit }) => limit === 0);
  if (only === undefined || (others.length > 0 && !isOne)) return queues;
  const limit = { fact: 'listen-limit', finding: 'listen-limit', value: String(only.limit) };
  return [...queues, { ...limit, from: only.at }];
}

/** Reads listeners and their accept queues. */
export const listenQueue: Parser = {
  name: 'listen-queue',
  clues: ['listen', '== halfopen collect'],
  emits: [
    { finding: 'listen-queue', kind: 'ratio' },
    { finding: 'listen-limit', kind: 'number' },
  ],
  read: (paste, hits) => {
    let rows: Row[] = [];
    // Each collection is of one host: the queues of one never stand for those of another.
    const hosts = [rows];
    const others: Draft[] = [];
    for (const at of hits) {
      const line = paste.line(at);
      if (line.startsWith('== halfopen collect ')) hosts.push((rows = []));
      const found = ss.exec(line);
      const port = netstat.exec(line)?.[1];
      if (found !== null) {
        const [, waiting, limit, name = ''] = found;
        rows.push({ at, port: name, waiting: Number(waiting), limit: Number(limit) });
      } else if (port !== undefined) {
        others.push({ fact: 'listener', value: `port ${port}`, from: at, many: true });
      }
    }
    return [...hosts.flatMap(drafts), ...others];
  },
};
