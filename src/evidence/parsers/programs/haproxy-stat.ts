/**
 * `show stat` of HAProxy as it prints it, in comma-separated values: sessions of each frontend and server against its own limit
 * (`scur` and `slim`, management.txt 9.1). The fullest row answers.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'connection-cap-usage';

/** Rows of one table, and tables of one paste, that are looked at. */
const [mostRows, mostTables] = [500, 50];

/** Fields of a row that are looked for: the columns meant here are among the first, and quoted texts are behind them. */
const mostFields = 40;

interface Row {
  readonly at: number;
  readonly current: number;
  readonly limit: number;
}

function whole(field: string | undefined): number {
  return /^\d{1,9}$/.test(field ?? '') ? Number(field) : Number.NaN;
}

/**
 * One row. The `slim` of a backend is its fullconn: where dynamic limits of its servers end, not where it stops; so its row
 * counts for nothing.
 */
function rowAt(paste: Paste, at: number, columns: readonly string[]): Row | null {
  const fields = paste.line(at).split(',', mostFields);
  if (fields[columns.indexOf('svname')] === 'BACKEND') return null;
  const current = whole(fields[columns.indexOf('scur')]);
  const limit = whole(fields[columns.indexOf('slim')]);
  return current >= 0 && limit > 0 ? { at, current, limit } : null;
}

function read(paste: Paste, head: number): readonly Draft[] {
  const columns = paste.line(head).replace(/^# ?/, '').split(',', mostFields);
  const place = { from: head, side: 'proxy' as const, many: true as const };
  let [to, fullest]: [number, Row | null] = [head, null];
  for (
    let at = head + 1;
    at <= head + mostRows && /^[^,\s]{1,200},[^,]{1,200},/.test(paste.line(at));
    at += 1
  ) {
    to = at;
    const row = rowAt(paste, at, columns);
    if (row === null) continue;
    if (fullest === null || row.current / row.limit > fullest.current / fullest.limit)
      fullest = row;
  }
  const table = { fact: 'haproxy show stat', value: `${to - head} rows`, ...place, to };
  if (fullest === null) return [table];
  const value = `${fullest.current}/${fullest.limit}`;
  return [table, { fact: finding, finding, value, ...place, from: fullest.at }];
}

/** Reads HAProxy's table of statistics. */
export const haproxyStat: Parser = {
  name: 'haproxy-stat',
  clues: ['pxname,svname,'],
  emits: [{ finding, kind: 'ratio' }],
  read: (paste, hits) =>
    hits
      .filter((at) => /^(?:# ?)?pxname,svname,/.test(paste.line(at)))
      .slice(0, mostTables)
      .flatMap((at) => read(paste, at)),
};
