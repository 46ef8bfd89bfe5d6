// Runs every part of the checks, or the parts that are named, and sums up what the test runners counted.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from './build.ts';
import { runNode, runNodeAndRead, tools } from './child.ts';
import { readLabCounts, readPlaywrightCounts, readTapCounts, type Counts } from './counts.ts';
import { ensureBrowser } from './find-browser.ts';
import { compileKnowledge } from './knowledge.ts';

/** How a part ended; `counts` only where a test runner ran. */
interface Outcome {
  readonly isPassed: boolean;
  readonly counts?: Counts;
  readonly remark?: string;
}

type Part = (args: readonly string[]) => Promise<Outcome>;

const reports = mkdtempSync(join(tmpdir(), 'halfopen-test-'));
process.on('exit', () => {
  rmSync(reports, { recursive: true, force: true });
});

let synced: Promise<number> | undefined;

/** Lets Astro write the types of the collections, which linting and type checking need; once a run. */
function sync(): Promise<number> {
  synced ??= runNode([tools.astro, 'sync', '--silent']);
  return synced;
}

async function runTool(...args: string[]): Promise<Outcome> {
  return { isPassed: (await runNode(args)) === 0 };
}

/** Judges a runner by its exit status and by its own count: a run without a test is a failure. */
function judge(status: number, counts: Counts | undefined): Outcome {
  if (!counts) return { isPassed: false, remark: 'the runner gave no count' };
  const ran = counts.passed + counts.failed;
  const remarks = [
    ...(ran === 0 ? ['not one test ran'] : []),
    ...counts.emptyFiles.map((file) => `no test in ${file}`),
  ];
  return {
    isPassed: status === 0 && counts.failed === 0 && remarks.length === 0,
    counts,
    ...(remarks.length > 0 ? { remark: remarks.join('; ') } : {}),
  };
}

async function runNodeTests(name: string, patterns: readonly string[]): Promise<Outcome> {
  const report = join(reports, `${name}.tap`);
  const status = await runNode([
    '--test',
    '--test-timeout=300000',
    '--import=./tests/unit/seed.ts',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    ...patterns,
  ]);
  const tap = existsSync(report) ? readFileSync(report, 'utf8') : '';
  return judge(status, readTapCounts(tap));
}

async function runBrowserTests(args: readonly string[]): Promise<Outcome> {
  const report = join(reports, 'browser.json');
  const status = await runNode([tools.playwright, 'test', '--reporter=list,json', ...args], {
    env: { CHROME_PATH: await ensureBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return judge(
    status,
    readPlaywrightCounts(existsSync(report) ? readFileSync(report, 'utf8') : ''),
  );
}

/** Makes the failures of the labs happen where that is possible, and counts the labs as tests. */
async function runLabs(args: readonly string[]): Promise<Outcome> {
  const { status, output } = await runNodeAndRead(['scripts/labs.ts', '--in-tests', ...args]);
  const counts = readLabCounts(output);
  if (counts) return { isPassed: status === 0 && counts.failed === 0, counts };
  const why = /^halfopen: (no lab runs here: .{1,200})/m.exec(output)?.[1];
  return { isPassed: status === 0 && why !== undefined, remark: why ?? 'the labs gave no count' };
}

/** Runs a part on the built site; without one it has failed. */
function onSite(part: Part): Part {
  return async (args) => {
    if ((await buildSite(true)) !== 0) return { isPassed: false, remark: 'there is no built site' };
    return part(args);
  };
}

/** Uses the given arguments when there are any, else the usual ones. */
function orElse(args: readonly string[], usual: readonly string[]): readonly string[] {
  return args.length > 0 ? args : usual;
}

const parts: Readonly<Record<string, Part>> = {
  format: (args) =>
    runTool(tools.prettier, '--check', '--log-level', 'warn', ...orElse(args, ['.'])),
  lint: async (args) => {
    await sync();
    return runTool(tools.eslint, '--max-warnings', '0', ...orElse(args, ['.']));
  },
  types: async () => {
    if ((await sync()) !== 0) return { isPassed: false, remark: 'astro sync failed' };
    return runTool(tools.astro, 'check', '--minimumFailingSeverity', 'warning');
  },
  spelling: (args) =>
    runTool(tools.cspell, 'lint', '--no-progress', '--no-summary', '--dot', ...orElse(args, ['.'])),
  knowledge: async () => ({ isPassed: (await compileKnowledge(false)) === 0 }),
  // The terminal's scenarios read what is compiled, so that a first run of this part alone has it too.
  unit: async (args) => {
    if ((await compileKnowledge(true)) !== 0) {
      return { isPassed: false, remark: 'the knowledge does not compile' };
    }
    return runNodeTests(
      'unit',
      orElse(args, ['tests/unit/**/*.test.ts', 'tests/scenarios/**/*.test.ts']),
    );
  },
  // Live where this machine can: with root, namespaces and the programs; what is left out is said.
  labs: async (args) => runLabs(args),
  build: async () => ({ isPassed: (await buildSite(false)) === 0 }),
  site: onSite((args) => runNodeTests('site', orElse(args, ['tests/site/**/*.test.ts']))),
  browser: onSite(runBrowserTests),
};

const [wanted = 'all', ...args] = process.argv.slice(2);
if (wanted !== 'all' && !Object.hasOwn(parts, wanted)) {
  console.error(`halfopen: no part "${wanted}"; parts: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

const rows: string[] = [];
let hasFailed = false;
let passed = 0;
let failed = 0;
for (const [name, part] of Object.entries(parts)) {
  if (wanted !== 'all' && name !== wanted) continue;
  console.log(`\n== ${name}`);
  const start = performance.now();
  const outcome = await part(wanted === 'all' ? [] : args).catch((error: unknown): Outcome => ({
    isPassed: false,
    remark: String(error),
  }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { counts } = outcome;
  rows.push(
    [
      outcome.isPassed ? 'ok    ' : 'FAILED',
      name.padEnd(10),
      `${seconds.padStart(7)} s`,
      counts ? `  ${String(counts.passed)} passed, ${String(counts.failed)} failed` : '',
      outcome.remark ? `  (${outcome.remark})` : '',
    ].join(' '),
  );
  passed += counts?.passed ?? 0;
  failed += counts?.failed ?? 0;
  hasFailed ||= !outcome.isPassed;
}

console.log(`\n${rows.join('\n')}\n\n${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = hasFailed ? 1 : 0;
