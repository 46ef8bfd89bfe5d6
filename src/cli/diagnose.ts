/** `npm run -s diagnose -- [FILE...]`: pasted evidence in, ranking, verdict and next question out. */
import { BadInput, runCommand } from './bad-input.ts';
import { collectSession } from './collect.ts';
import { describeSession, toJson } from './describe-session.ts';
import { messages } from './messages.ts';
import { readArguments } from './read-arguments.ts';
import { readKnowledge } from './read-knowledge.ts';

async function diagnose(args: readonly string[]): Promise<string> {
  const { values, flags, rest } = readArguments(
    args,
    { side: { type: 'string', multiple: true }, set: { type: 'string', multiple: true } },
    messages.usage.diagnose,
  );
  if (rest.length === 0 && process.stdin.isTTY && !values.has('set')) {
    throw new BadInput('halfopen', messages.usage.diagnose);
  }
  const knowledge = await readKnowledge();
  const session = await collectSession(knowledge, {
    files: rest,
    sets: values.get('set') ?? [],
    sides: values.get('side') ?? [],
  });
  return flags.has('json')
    ? `${JSON.stringify(toJson(knowledge, session))}\n`
    : describeSession(knowledge, session);
}

await runCommand(() => diagnose(process.argv.slice(2)));
