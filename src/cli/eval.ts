/** `npm run -s eval -- FILE.jsonl`: how well the wizard does on vignettes, beside the baselines. */
import { BadInput, oneLine, runCommand } from './bad-input.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { detailRows, evaluate, playAll } from './evaluate.ts';
import { messages } from './messages.ts';
import { readPolicy } from './policy.ts';
import { readArguments } from './read-arguments.ts';
import { readKnowledge, readSearchRecords } from './read-knowledge.ts';
import { readText } from './read-text.ts';
import { prepareHints } from '#search/index.ts';
import { doubtsAbout, readVignettes } from './vignette.ts';

async function evaluateFile(args: readonly string[]): Promise<string> {
  const { values, flags, rest } = readArguments(
    args,
    {
      policy: { type: 'string' },
      seed: { type: 'string' },
      'without-words': { type: 'boolean' },
      detail: { type: 'boolean' },
    },
    messages.usage.eval,
  );
  const [file] = rest;
  if (file === undefined || rest.length > 1) {
    const { vignette, usage } = messages;
    throw new BadInput('halfopen', messages.badArguments(vignette.oneFile, usage.eval));
  }
  const [name] = values.get('policy') ?? [];
  const policy = name === undefined ? undefined : readPolicy(name, values.get('seed')?.[0]);
  const vignettes = readVignettes(file, await readText(file));
  const [knowledge, records] = await Promise.all([readKnowledge(), readSearchRecords()]);
  for (const doubt of doubtsAbout(knowledge, vignettes))
    process.stderr.write(`${oneLine(doubt)}\n`);
  const hints = flags.has('without-words') ? undefined : prepareHints(records);
  const played = playAll(knowledge, vignettes, { policy, hints });
  const evaluation = evaluate(knowledge, records, played, { policy, hints });
  const rows = flags.has('detail') ? detailRows(evaluation, played) : evaluation.rows;
  return flags.has('json')
    ? `${JSON.stringify({ ...evaluation, rows })}\n`
    : describeEvaluation(evaluation, played);
}

await runCommand(() => evaluateFile(process.argv.slice(2)));
