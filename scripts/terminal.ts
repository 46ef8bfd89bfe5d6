// Runs a command of src/cli on fresh knowledge; input, output and exit status are the command's own.
import { runNode } from './child.ts';
import { compileKnowledge } from './knowledge.ts';

const [command = '', ...args] = process.argv.slice(2);
/** Without a file, `eval` measures all the sets that the method page shows. */
const program =
  command === 'eval' && args.length === 0
    ? ['scripts/measure.ts', '--if-stale']
    : [`src/cli/${command}.ts`, ...args];
const status = await compileKnowledge(true);
process.exitCode = status === 0 ? await runNode(program) : status;
