/** The table that the command prints. */
import type { Run } from './run-lab.ts';

/** What became of one lab. */
export interface Row {
  readonly id: string;
  readonly runs: readonly Run[];
  /** Why it did not run, or what went wrong. */
  readonly remark: string | null;
  readonly state: 'passed' | 'failed' | 'skipped';
}

const heads = ['cause', 'fault', 'posterior', 'rank', 'healthy', 'its leader', 'seconds', ''];

function cellsOf({ id, runs, remark, state }: Row): readonly string[] {
  const faulty = runs.find(({ fault }) => fault)?.judged;
  const healthy = runs.find(({ fault }) => !fault)?.judged;
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  const words = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' };
  return [
    id,
    faulty?.level ?? '-',
    faulty?.posterior.toFixed(3) ?? '-',
    faulty === undefined ? '-' : String(faulty.rank),
    healthy?.level ?? '-',
    healthy?.leader ?? '-',
    seconds.toFixed(1),
    `${words[state]}${remark === null ? '' : ` (${remark})`}`,
  ];
}

/** One row as a line, for while the labs run. */
export function describeRow(row: Row): string {
  return cellsOf(row).join('  ');
}

/** All rows, and how many passed. */
export function describeTable(rows: readonly Row[]): string {
  const cells = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  const skipped = count('skipped');
  const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `${lines.join('\n')}\n\n${rows.length} labs, ${count('passed')} passed, ${count('failed')} failed${tail}`;
}
