/**
 * What to read off in the same look. One command answers a whole group, so the question that is asked brings along those
 * group-mates that tell most now: a person who has the output on the screen is not sent back to it five times.
 */
import type { ChoiceOptions } from './choose-question.ts';
import type { Model, Observed } from './model.ts';
import { candidatesOf, decidingForLeader } from './choose-question.ts';
import { predict } from './information.ts';
import type { Replay } from './replay.ts';
import { replay } from './replay.ts';
import { compareIds, tablesOf } from './tables.ts';
import { mostCompanions } from './worth.ts';

/** Ids of the group-mates of a finding among the candidates, the most telling first. Internal to the room. */
export function companionsIn(
  session: Replay,
  finding: number,
  candidates: readonly number[],
): readonly string[] {
  const asked = session.tables.findings[finding];
  if (asked === undefined || asked.group < 0) return [];
  const deciding = decidingForLeader(session);
  return candidates
    .flatMap((index) => {
      const table = session.tables.findings[index];
      if (index === finding || table?.group !== asked.group) return [];
      const decides = deciding.has(index);
      return [{ id: table.finding.id, decides, gain: predict(session, table).gainInBits }];
    })
    .sort(
      (a, b) => Number(b.decides) - Number(a.decides) || b.gain - a.gain || compareIds(a.id, b.id),
    )
    .slice(0, mostCompanions)
    .map(({ id }) => id);
}

/**
 * Findings to be read together with this one, at most `mostCompanions`: askable, not spoken of, of some use now. Empty for
 * a finding without a group and for an id that the model does not know.
 */
export function companionsOf(
  model: Model,
  observations: readonly Observed[],
  finding: string,
  options: Pick<ChoiceOptions, 'exclude' | 'hints'> = {},
): readonly string[] {
  const session = replay(tablesOf(model), observations, options.hints);
  const index = session.tables.findingIndex.get(finding) ?? -1;
  return companionsIn(session, index, candidatesOf(session, options.exclude ?? []));
}
