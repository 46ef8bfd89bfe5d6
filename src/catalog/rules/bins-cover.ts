/** The bins of a finding stand in rising order, without overlap and without gap: every value has exactly one. */
import { compareVersions, parseVersion } from '#engine/index.ts';
import type { FindingItem, FindingOutcome } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import { isUnbounded } from '#catalog/ranges.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'bins-cover';

type Bound = string | number | undefined;

/** The ends of a bin, in the fields that the finding's kind uses. */
function endsOf(outcome: FindingOutcome, isVersion: boolean): readonly [Bound, Bound] {
  return isVersion ? [outcome.from, outcome.before] : [outcome.min, outcome.below];
}

/** Negative when `a` comes first, NaN when one is no version. */
function compareEnds(finding: FindingItem, a: string | number, b: string | number): number {
  if (finding.kind !== 'version') return Number(a) - Number(b);
  const scheme = finding.scheme ?? 'dotted';
  const [left, right] = [parseVersion(String(a), scheme), parseVersion(String(b), scheme)];
  return left === null || right === null ? Number.NaN : compareVersions(left, right);
}

function judgeBounded(finding: FindingItem): [string, Wording][] {
  const isVersion = finding.kind === 'version';
  const [low, high] = isVersion ? (['from', 'before'] as const) : (['min', 'below'] as const);
  const wrong: [string, Wording][] = [];
  const bins = finding.outcomes
    .map((outcome, place) => ({ outcome, field: `outcomes[${place}]` }))
    .filter(({ outcome }) => !isUnbounded(outcome));
  bins.forEach(({ outcome, field }, place) => {
    const foreign = endsOf(outcome, !isVersion).some((bound) => bound !== undefined);
    if (foreign) wrong.push([field, messages.bins.foreign(finding.kind, low, high)]);
    const [start, end] = endsOf(outcome, isVersion);
    // NaN, for what is no version, fails every comparison and so is reported.
    const rises = start === undefined || end === undefined || compareEnds(finding, start, end) < 0;
    if (!rises) wrong.push([field, messages.bins.empty(low, high)]);
    const next = bins[place + 1];
    if (next === undefined) {
      if (end !== undefined) wrong.push([`${field}.${high}`, messages.bins.openTop(high)]);
      return;
    }
    const [nextStart] = endsOf(next.outcome, isVersion);
    const meets =
      end !== undefined && nextStart !== undefined && compareEnds(finding, end, nextStart) === 0;
    if (!meets) {
      const wording = messages.bins.apart(outcome.value, high, next.outcome.value, low);
      wrong.push([`${next.field}.${low}`, wording]);
    }
  });
  const [first] = bins;
  const start = first === undefined ? undefined : endsOf(first.outcome, isVersion)[0];
  // Numbers and ratios count things, so nothing lies below 0.
  if (start !== undefined && (isVersion || Number(start) > 0)) {
    wrong.push([`${first?.field ?? ''}.${low}`, messages.bins.openBottom(low)]);
  }
  if (bins.length === 0) wrong.push(['outcomes', messages.bins.none(finding.kind)]);
  return wrong;
}

function judgeChoice(finding: FindingItem): [string, Wording][] {
  return finding.outcomes.flatMap((outcome, place): [string, Wording][] =>
    isUnbounded(outcome) ? [] : [[`outcomes[${place}]`, messages.bins.onChoice]],
  );
}

/** Reports bins that overlap, leave a gap, are empty, or have bounds of another kind. */
export const binsCover: Rule = {
  name,
  why: 'A value in a gap is refused, and one in two bins is counted in the first of them.',
  check: (catalog) =>
    catalog.findings.flatMap((finding) =>
      (finding.kind === 'choice' ? judgeChoice : judgeBounded)(finding).map(
        ([field, wording]): Problem => ({ file: finding.file, field, rule: name, ...wording }),
      ),
    ),
};
