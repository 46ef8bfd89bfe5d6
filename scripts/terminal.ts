// Runs a command of src/cli, or the fuzzing, on fresh knowledge; input, output and exit status are the command's own.
import { runNode } from './child.ts';
import { compileKnowledge } from './knowledge.ts';

const [command = '', ...args] = process.argv.slice(2);

/** What runs; without a file, `eval` measures all the sets that the method page shows. */
function programOf(): readonly string[] {
  if (command === 'fuzz') return ['tests/fuzz/run.ts', ...args];
  if (command === 'eval' && args.length === 0) return ['scripts/measure.ts', '--if-stale'];
  return [`src/cli/${command}.ts`, ...args];
}

const status = await compileKnowledge(true);
process.exitCode = status === 0 ? await runNode(programOf()) : status;
