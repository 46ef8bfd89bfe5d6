// Astro's development server, on knowledge that is fresh at the start.
import { runNode, tools } from './child.ts';
import { compileKnowledge } from './knowledge.ts';

// Broken content is reported but keeps nobody from working on the rest.
await compileKnowledge(true);
process.on('SIGINT', () => undefined);
process.exitCode = await runNode([tools.astro, 'dev', ...process.argv.slice(2)]);
