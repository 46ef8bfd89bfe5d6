// The entry of every npm script. It runs under whatever Node the machine has (20 or newer) and has no dependency: it
// makes sure that the project is set up, then hands over to the pinned Node inside node_modules.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ensureSetUp } from './set-up.mjs';
import { root } from './root.mjs';

/** What each command runs, under the pinned Node, relative to the project's root. */
const programs = {
  build: ['scripts/build.ts'],
  dev: ['scripts/dev.ts'],
  diagnose: ['scripts/terminal.ts', 'diagnose'],
  eval: ['scripts/terminal.ts', 'eval'],
  find: ['scripts/terminal.ts', 'find'],
  fix: ['scripts/fix.ts'],
  'find-browser': ['scripts/find-browser.ts'],
  fuzz: ['scripts/terminal.ts', 'fuzz'],
  knowledge: ['scripts/coverage.ts'],
  labs: ['scripts/labs.ts'],
  new: ['scripts/new.ts'],
  start: ['scripts/start.ts'],
  test: ['scripts/test.ts'],
};

/** Commands of the terminal, to which `--json` is given back when npm has taken it for its own. */
const takesJson = ['diagnose', 'eval', 'find'];

/**
 * Runs a program with our own input and output, passes signals on, and ends as it ends.
 * @param {string} node path of the Node to use
 * @param {string[]} args program and arguments
 */
function handOver(node, args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      PATH: join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? ''),
    },
  });
  const inTerminal = process.stdin.isTTY || process.stdout.isTTY;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends SIGINT to the whole group, so the child has it already.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !inTerminal) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`halfopen: could not start ${node}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else {
      process.exitCode = code ?? 1;
    }
  });
}

const [command = '', ...rest] = process.argv.slice(2);
const program = Object.hasOwn(programs, command)
  ? programs[/** @type {keyof typeof programs} */ (command)]
  : undefined;
if (program === undefined) {
  console.error(
    `halfopen: unknown command "${command}"; known: ${Object.keys(programs).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  try {
    const node = await ensureSetUp();
    const json = takesJson.includes(command) && process.env.npm_config_json === 'true';
    handOver(node, [...program, ...rest, ...(json && !rest.includes('--json') ? ['--json'] : [])]);
  } catch (error) {
    console.error(`halfopen: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
