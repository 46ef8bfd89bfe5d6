/**
 * Which question policy does best, and how long the wizard thinks: every policy plays the development vignettes and every
 * case (a case answers from its own observations), and each moment of the seed's session is shown once. Prints accuracy,
 * questions, Brier score and milliseconds. Never asserted: the figures are for deciding, and the machine decides the times.
 *
 *   npm run knowledge && node_modules/.bin/node tests/bench/eval.ts
 */
import { readFileSync } from 'node:fs';
import type { Played } from '#cli/evaluate.ts';
import { playAll } from '#cli/evaluate.ts';
import { readPolicy } from '#cli/policy.ts';
import { readKnowledge } from '#cli/read-knowledge.ts';
import { mean, median } from '#cli/score.ts';
import type { Vignette } from '#cli/vignette.ts';
import { readVignettes } from '#cli/vignette.ts';
import { readEvidence } from '#evidence/index.ts';
import { answer, emptySession, takeIn, viewSession } from '#wizard/index.ts';

const knowledge = await readKnowledge();
const dev = readVignettes(
  'dev.jsonl',
  readFileSync(new URL('../scenarios/dev.jsonl', import.meta.url), 'utf8'),
);
const cases = Object.entries(knowledge.cases).map(([id, { cause, observations }]): Vignette => ({
  id,
  source: '',
  query: '',
  evidence: '',
  side: null,
  facts: new Map(observations.map(({ finding, value }) => [finding, value])),
  expect: [cause],
  written: cause,
  where: id,
}));

function figures(played: readonly Played[], milliseconds: number): string {
  const expecting = played.filter(({ vignette }) => vignette.expect.length > 0);
  const first = expecting.filter(({ rank }) => rank === 1).length;
  const questions = played.map(({ play }) => play.questions);
  const asked = questions.reduce((sum, number) => sum + number, 0);
  return [
    `${first}/${expecting.length} first`.padStart(12),
    `${median(questions)} questions (mean ${mean(questions).toFixed(1)})`.padStart(26),
    `Brier ${mean(played.map(({ brier }) => brier)).toFixed(3)}`.padStart(12),
    `${(milliseconds / Math.max(1, asked)).toFixed(2)} ms a question`.padStart(20),
  ].join('');
}

for (const [name, vignettes] of [
  ['development vignettes', dev],
  ['cases by their own observations', cases],
] as const) {
  console.log(`${name}: ${vignettes.length}`);
  for (const policy of ['gain-per-cost', 'edge-cutting', 'random']) {
    const start = performance.now();
    const played = playAll(knowledge, vignettes, { policy: readPolicy(policy) });
    console.log(`  ${policy.padEnd(14)}${figures(played, performance.now() - start)}`);
  }
}

const seed = readFileSync(
  new URL('../unit/evidence/fixtures/seed-2013.txt', import.meta.url),
  'utf8',
);

/** Milliseconds of the fastest of several runs, each on a session of its own, so that nothing is remembered. */
function fastest(run: () => unknown, runs = 30): string {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return `${Math.min(...times).toFixed(2)} ms, median ${median(times).toFixed(2)} ms`;
}

const pasted = takeIn(knowledge, emptySession, readEvidence(seed));
const told = answer(knowledge, pasted, { finding: 'connection-plateau', value: '65387' });
console.log(`reading the seed: ${fastest(() => readEvidence(seed))}`);
console.log(`a view of nothing: ${fastest(() => viewSession(knowledge, { ...emptySession }))}`);
console.log(`a view of the seed: ${fastest(() => viewSession(knowledge, { ...told }))}`);
