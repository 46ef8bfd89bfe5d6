// Runs a command of src/cli on fresh knowledge; input, output and exit status are the command's own.
import { runNode } from './child.ts';
import { compileKnowledge } from './knowledge.ts';

const [command = '', ...args] = process.argv.slice(2);
const status = await compileKnowledge(true);
process.exitCode = status === 0 ? await runNode([`src/cli/${command}.ts`, ...args]) : status;
