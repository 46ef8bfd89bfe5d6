// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inProject, tools } from './child.ts';
import { withLock } from './lock.mjs';

const pathNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Where Playwright keeps the program inside one of its browser folders, by system. */
const cachedPrograms = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-headless-shell-linux64/chrome-headless-shell',
  'chrome-linux/headless_shell',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** Whether a file is there and may be run. */
function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the program answers as a browser does: on some systems the name is only a hint to install one. */
function isBrowser(file: string): boolean {
  if (!isProgram(file)) return false;
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return answer.status === 0 && /\d+\.\d+/.test(answer.stdout);
}

function listOnPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return pathNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function listInPlaywrightCache(): string[] {
  const given = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const folders = [
    ...(given && given !== '0' ? [given] : []),
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ].filter((folder) => existsSync(folder));
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('chromium'))
      .sort()
      .reverse()
      .flatMap((name) => cachedPrograms.map((program) => join(folder, name, program))),
  );
}

/**
 * Finds a browser without installing anything.
 * @returns the path of its program, or undefined
 * @throws when CHROME_PATH is set but names no browser
 */
export function findBrowser(): string | undefined {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (isBrowser(given)) return given;
    throw new Error(`CHROME_PATH is "${given}", which is no browser that runs`);
  }
  return [...listOnPath(), ...macApplications, ...listInPlaywrightCache()].find(isBrowser);
}

/** Runs a command with its output on standard error, and tells whether it went well. */
function run(command: string, args: string[]): boolean {
  console.error(`halfopen: ${[command, ...args].join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

/** How to run a command as root without being asked for a password: a prefix, or undefined when there is no way. */
function findRootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const canSudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return canSudo ? ['sudo', '-n'] : undefined;
}

function installByApt(): boolean {
  const prefix = findRootPrefix();
  if (!existsSync('/etc/debian_version') || !prefix) return false;
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
  ].every((step) => {
    const [command = '', ...args] = [...prefix, ...step];
    return run(command, args);
  });
}

/**
 * Finds a browser, or installs one: Debian's Chromium when that is allowed here, else Playwright's.
 * @returns the path of its program
 * @throws when there is none and none can be installed
 */
export function ensureBrowser(): Promise<string> {
  return withLock('browser', () => {
    const found = findBrowser();
    if (found) return found;
    console.error('halfopen: no Chromium or Chrome found, installing one');
    installByApt();
    let installed = findBrowser();
    if (!installed) {
      run(process.execPath, [inProject(tools.playwright), 'install', 'chromium']);
      installed = findBrowser();
    }
    if (installed) return installed;
    throw new Error(
      'no browser: install Chromium or Chrome, or set CHROME_PATH to its program; neither apt-get nor Playwright could',
    );
  });
}

if (import.meta.main) {
  try {
    console.log(await ensureBrowser());
  } catch (error) {
    console.error(`halfopen: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
