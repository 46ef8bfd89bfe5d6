import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { root } from './root.mjs';

const stamp = join(root, 'node_modules', '.halfopen-stamp');
const pinnedNode = join(root, 'node_modules', '.bin', 'node');

/**
 * What node_modules depends on: the wanted packages, the lock file and the machine.
 * @returns {string} a hash
 */
function describeWanted() {
  /** @type {Record<string, unknown>} */
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const lockFile = join(root, 'package-lock.json');
  return createHash('sha256')
    .update(
      JSON.stringify([
        process.platform,
        process.arch,
        manifest.dependencies,
        manifest.devDependencies,
        manifest.overrides,
        manifest.allowScripts,
      ]),
    )
    .update(existsSync(lockFile) ? readFileSync(lockFile) : '')
    .digest('hex');
}

/** @returns {boolean} whether node_modules holds what is wanted */
function isSetUp() {
  return (
    existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === describeWanted()
  );
}

/** Runs `npm install` with the machine's own Node; everything it says goes to standard error. */
function install() {
  console.error('halfopen: setting up (npm install), about a minute the first time ...');
  const args = [
    'install',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=false',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  const env = { ...process.env };
  delete env.npm_config_json;
  const options = {
    cwd: root,
    env,
    stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 2, 2]),
  };
  const done =
    npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)
      ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, options);
  if (done.error) throw new Error(`could not run npm: ${done.error.message}`);
  if (done.status !== 0) {
    throw new Error(
      `npm install failed (exit ${String(done.status ?? done.signal)}); its messages are above`,
    );
  }
}

/**
 * Makes sure that every package is installed as the lock file says. Safe when several commands start at once.
 * @returns {Promise<string>} path of the Node to run everything with
 */
export async function ensureSetUp() {
  if (!isSetUp()) {
    await withLock('set-up', () => {
      if (isSetUp()) return;
      install();
      if (!existsSync(pinnedNode)) {
        throw new Error(
          'npm install left no node_modules/.bin/node; is the install script of "node" blocked?',
        );
      }
      writeFileSync(stamp, describeWanted());
    });
  }
  return pinnedNode;
}
