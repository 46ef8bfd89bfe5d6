/** `npm run -s diagnose -- [FILE...]`: pasted evidence in, ranking, verdict and next question out. */
import { BadInput, runCommand } from './bad-input.ts';
import { collectSession } from './collect.ts';
import { describeSession, toJson } from './describe-session.ts';
import { messages } from './messages.ts';
import { readArguments } from './read-arguments.ts';
import { readWords } from '#evidence/index.ts';
import { hintsFor, prepareHints } from '#search/index.ts';
import type { Saying } from '#wizard/index.ts';
import { readKnowledge, readSearchRecords } from './read-knowledge.ts';

async function wordsOf(text: string | undefined): Promise<Saying | undefined> {
  if (text === undefined) return undefined;
  const hints = hintsFor(prepareHints(await readSearchRecords()), text);
  return { text, hints, evidence: readWords(text) };
}

async function diagnose(args: readonly string[]): Promise<string> {
  const { values, flags, rest } = readArguments(
    args,
    {
      side: { type: 'string', multiple: true },
      set: { type: 'string', multiple: true },
      words: { type: 'string' },
    },
    messages.usage.diagnose,
  );
  if (rest.length === 0 && process.stdin.isTTY && !values.has('set') && !values.has('words')) {
    throw new BadInput('halfopen', messages.usage.diagnose);
  }
  const knowledge = await readKnowledge();
  const session = await collectSession(knowledge, {
    files: rest,
    sets: values.get('set') ?? [],
    sides: values.get('side') ?? [],
    words: await wordsOf(values.get('words')?.[0]),
  });
  return flags.has('json')
    ? `${JSON.stringify(toJson(knowledge, session))}\n`
    : describeSession(knowledge, session);
}

await runCommand(() => diagnose(process.argv.slice(2)));
