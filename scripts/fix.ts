// Formats every file and corrects what the linter can correct by itself.
import { runNode, tools } from './child.ts';

const formatted = await runNode([tools.prettier, '--write', '--log-level', 'warn', '.']);
const linted = await runNode([tools.eslint, '--fix', '.']);
process.exitCode = formatted || linted;
