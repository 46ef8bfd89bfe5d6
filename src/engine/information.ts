/**
 * What an answer is worth before it is known, in bits. The gain of a question is the mutual information between the
 * hypothesis (causes that are not ruled out, and something-else) and its answer:
 *
 *   I = H(answer) - sum over hypotheses of P(hypothesis) x H(answer | hypothesis)
 *
 * which equals the expected fall of the posterior's entropy and is never negative. Answer probabilities carry the
 * floor, the version ranges and the damping of a cluster that has been seen already, each row scaled to sum to 1.
 * Worked number: two causes at 1/2, a test that tells them apart with certainty: 1 - 0 = 1 bit.
 */
import type { Model, Observed } from './model.ts';
import type { Replay } from './replay.ts';
import { countedWeight, isStronger, replay, rowsOf } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { entropyOf, expectsVendor, tablesOf } from './tables.ts';

/** How the causes that mention a finding predict its answer: rows as in `FindingTable.predicted`. */
export interface Channel {
  readonly rows: Float64Array;
  /** Entropy of each row in bits. */
  readonly entropy: Float64Array;
}

/** An answer foreseen. */
export interface Prediction {
  /** Probability of each outcome. */
  readonly probability: Float64Array;
  readonly gainInBits: number;
}

/** Shannon entropy of a probability distribution in bits: 0 for certainty, log2 n for n equal chances. */
export function entropyInBits(probabilities: readonly number[]): number {
  return entropyOf(Float64Array.from(probabilities), 0, probabilities.length);
}

/** Predicted answers given what has been seen. Internal to the room. */
export function channelOf(session: Replay, table: FindingTable): Channel {
  const sum = session.clusterSums.get(table.cluster);
  if (sum === undefined) return { rows: table.predicted, entropy: table.predictedEntropy };
  const own = session.tables.findingIndex.get(table.finding.id) ?? -1;
  const { weight } = rowsOf(table, expectsVendor(table.finding));
  const rows = new Float64Array(table.predicted.length);
  const entropy = new Float64Array(table.mentions.length);
  table.mentions.forEach((cause, row) => {
    const strongest = sum.strongest[cause] ?? 0;
    const total = sum.total[cause] ?? 0;
    const before = countedWeight(strongest, total);
    let mass = 0;
    for (let outcome = 0; outcome < table.width; outcome += 1) {
      const at = row * table.width + outcome;
      const added = weight[at] ?? 0;
      const takesOver = isStronger(added, own, strongest, sum.strongestBy[cause] ?? -1);
      const change = countedWeight(takesOver ? added : strongest, total + added) - before;
      const value = (table.base[outcome] ?? 0) * Math.exp(change);
      rows[at] = value;
      mass += value;
    }
    for (let at = row * table.width; at < (row + 1) * table.width; at += 1) {
      rows[at] = (rows[at] ?? 0) / mass;
    }
    entropy[row] = entropyOf(rows, row * table.width, table.width);
  });
  return { rows, entropy };
}

/** Probabilities of the answers to a finding and the expected gain of asking for it. Internal to the room. */
export function predict(session: Replay, table: FindingTable): Prediction {
  const { rows, entropy } = channelOf(session, table);
  const { active } = session;
  const probability = new Float64Array(table.width);
  let rest = 1;
  let remaining = 0;
  for (let row = 0; row < table.mentions.length; row += 1) {
    const mass = active[table.mentions[row] ?? 0] ?? 0;
    if (mass === 0) continue;
    rest -= mass;
    remaining += mass * (entropy[row] ?? 0);
    const start = row * table.width;
    for (let outcome = 0; outcome < table.width; outcome += 1) {
      probability[outcome] = (probability[outcome] ?? 0) + mass * (rows[start + outcome] ?? 0);
    }
  }
  rest = Math.max(0, rest);
  remaining += rest * table.baseEntropy;
  for (let outcome = 0; outcome < table.width; outcome += 1) {
    probability[outcome] = (probability[outcome] ?? 0) + rest * (table.base[outcome] ?? 0);
  }
  const gainInBits = Math.max(0, entropyOf(probability, 0, table.width) - remaining);
  return { probability, gainInBits };
}

/**
 * Expected information gain in bits of learning a finding's value, given the observations. 0 for a finding that is
 * already believed and for an id that the model does not know.
 */
export function expectedGain(
  model: Model,
  observations: readonly Observed[],
  finding: string,
): number {
  const session = replay(tablesOf(model), observations);
  const index = session.tables.findingIndex.get(finding) ?? -1;
  const table = session.tables.findings[index];
  return table === undefined || session.seen.has(index) ? 0 : predict(session, table).gainInBits;
}
