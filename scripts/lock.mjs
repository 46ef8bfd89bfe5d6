// One process at a time: a lock by the atomic creation of a hard link, which holds the owner's process number, so that
// the lock of a process that died is taken over.
import { createHash, randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';

// Outside the project, so that a copy of the project never carries somebody else's lock.
const folder = join(
  tmpdir(),
  `halfopen-${userInfo().uid}-${createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16)}`,
);

/**
 * @param {string} path a lock file
 * @returns {number | undefined} the process that owns it, or undefined when there is none
 */
function readOwner(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {number} owner a process number
 * @returns {boolean} whether that process is running
 */
function isRunning(owner) {
  if (!Number.isInteger(owner) || owner <= 0) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {string} lock path of the lock
 * @returns {boolean} whether this process owns the lock now
 */
function tryLock(lock) {
  const own = `${lock}.${randomUUID()}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Removes the lock of a process that died. It is moved aside first, and put back should it turn out to be a new one.
 * @param {string} lock path of the lock
 */
function removeStale(lock) {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    const owner = readOwner(aside);
    if (owner !== undefined && isRunning(owner)) linkSync(aside, lock);
  } catch {
    // Another process was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Runs `work` while no other process of this project holds the lock of that name.
 * @template T
 * @param {string} name what is guarded, for example "build"
 * @param {() => T | Promise<T>} work what to do meanwhile
 * @returns {Promise<T>} what `work` returns
 */
export async function withLock(name, work) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = join(folder, name);
  let announced = false;
  while (!tryLock(lock)) {
    const owner = readOwner(lock);
    if (owner === undefined) continue;
    if (!isRunning(owner)) {
      removeStale(lock);
      continue;
    }
    if (!announced) console.error(`halfopen: waiting for process ${owner} (${name})`);
    announced = true;
    await sleep(150);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
