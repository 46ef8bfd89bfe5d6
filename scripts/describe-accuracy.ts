// The measured accuracy as a table in the terminal: what `npm run -s eval` prints without a file.
import type { MeasuredSet, Rate } from '#catalog/accuracy.ts';
import { median } from '#cli/score.ts';

const percent = (value: number): string => String(Math.round(value * 100));

function share({ rate, low, high }: Rate): string {
  return `${percent(rate)} % (${percent(low)}-${percent(high)})`;
}

/** Median number of questions of the vignettes whose paste gave at least one reading; null when there is none. */
export function medianAfterPaste({ result }: MeasuredSet): number | null {
  const pasted = result.rows.filter(({ read }) => read > 0);
  return pasted.length === 0 ? null : median(pasted.map(({ questions }) => questions));
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function mainTable(sets: readonly MeasuredSet[]): string {
  const rows = sets.map((set) => {
    const { name, expecting, none, result } = set;
    const after = medianAfterPaste(set);
    const confirmed = result.rows.filter(
      ({ rank, verdict }) => rank === null && verdict === 'confirmed',
    ).length;
    return [
      name,
      String(expecting + none),
      expecting > 0 ? share(result.top1) : '',
      expecting > 0 ? share(result.top3) : '',
      share(result.inconclusive),
      String(result.questions.median),
      after === null ? '' : String(after),
      none > 0 ? `${String(confirmed)} confirmed` : '',
    ];
  });
  const heads = ['set', 'n', 'top 1', 'top 3', 'inconclusive', 'questions', 'after paste', 'wrong'];
  return alignColumns([heads, ...rows]);
}

/** The table: sets, baselines, policies; Wilson 95 % intervals in brackets; questions are medians. */
export function describeAccuracy(sets: readonly MeasuredSet[]): string {
  const [first] = sets;
  if (first === undefined) return '';
  const { knowledge, causes } = first.result;
  const baselines = sets
    .filter(({ expecting, name }) => expecting > 0 && !name.startsWith('cases-'))
    .flatMap(({ name, result }) =>
      Object.entries(result.baselines).map(([baseline, { top1, top3 }]) => [
        name,
        baseline,
        share(top1),
        share(top3),
      ]),
    );
  const policies = sets.flatMap(({ name, policies: compared }) =>
    compared.map(({ policy, top1, top3, median: questions }) => [
      name,
      policy,
      share(top1),
      share(top3),
      String(questions),
    ]),
  );
  return [
    `knowledge ${knowledge}, ${String(causes)} causes; chance: top 1 ${(100 / causes).toFixed(1)} %, top 3 ${(300 / causes).toFixed(1)} %`,
    '',
    mainTable(sets),
    '',
    alignColumns([['set', 'baseline', 'top 1', 'top 3'], ...baselines]),
    '',
    alignColumns([['set', 'policy', 'top 1', 'top 3', 'questions'], ...policies]),
    '',
  ].join('\n');
}
