/**
 * `show stat` and `show info` of HAProxy: sessions of each frontend and server against its own limit (`scur` and `slim`,
 * management.txt 9.1), and connections of the process against its own. They are one process's; the fullest answers, once.
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

/** What one table or one listing shows. */
interface Shown {
  readonly table: Draft;
  readonly fullest: Row | null;
}

const place = { side: 'proxy', many: true } as const;

function fuller(one: Row | null, other: Row | null): Row | null {
  if (one === null || other === null) return one ?? other;
  return other.current / other.limit > one.current / one.limit ? other : one;
}

function readTable(paste: Paste, head: number): Shown {
  const columns = paste.line(head).replace(/^# ?/, '').split(',', mostFields);
  let [to, fullest]: [number, Row | null] = [head, null];
  for (
    let at = head + 1;
    at <= head + mostRows && /^[^,\s]{1,200},[^,]{1,200},/.test(paste.line(at));
    at += 1
  ) {
    to = at;
    fullest = fuller(fullest, rowAt(paste, at, columns));
  }
  const table = { fact: 'haproxy show stat', value: `${to - head} rows`, from: head, to, ...place };
  return { table, fullest };
}

/** Lines before the count in which the limit stands. */
const reach = 40;

const [count, cap] = [/^CurrConns: (\d{1,9})$/, /^Maxconn: (\d{1,9})$/];

function readInfo(paste: Paste, at: number): Shown {
  const current = Number(count.exec(paste.line(at))?.[1]);
  const table = { fact: 'connections', value: current.toString(), from: at, ...place };
  for (let above = at - 1; above >= Math.max(0, at - reach); above -= 1) {
    const limit = Number(cap.exec(paste.line(above))?.[1] ?? 0);
    if (limit > 0) return { table, fullest: { at, current, limit } };
  }
  return { table, fullest: null };
}

/** Reads HAProxy's own figures. */
export const haproxyStat: Parser = {
  name: 'haproxy-stat',
  clues: ['pxname,svname,', 'currconns: '],
  emits: [{ finding, kind: 'ratio' }],
  read: (paste, hits) => {
    const shown = hits
      .filter((at) => /^(?:# ?)?pxname,svname,|^CurrConns: \d/.test(paste.line(at)))
      .slice(0, mostTables)
      .map((at) => (count.test(paste.line(at)) ? readInfo(paste, at) : readTable(paste, at)));
    const row = shown.reduce<Row | null>((most, { fullest }) => fuller(most, fullest), null);
    const tables = shown.map(({ table }) => table);
    if (row === null) return tables;
    const value = `${row.current}/${row.limit}`;
    return [...tables, { fact: finding, finding, value, from: row.at, ...place }];
  },
};
