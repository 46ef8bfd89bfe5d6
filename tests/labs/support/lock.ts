/**
 * Keeps labs apart that would disturb each other. The lock is held by a `flock` whose standard input is ours: when this
 * process dies, however it dies, the lock is free.
 */
import { spawn } from 'node:child_process';

const path = '/run/lock/halfopen-labs';

/** Waits for the lock and returns what gives it back. A lab that touches the host has it alone. */
export function lockLabs(alone: boolean): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const words = [alone ? '-x' : '-s', '-w', '900', path, 'sh', '-c', 'echo held; cat'];
    const child = spawn('flock', words, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.on('error', reject);
    child.on('exit', () => {
      reject(new Error('another run of the labs holds the lock for a quarter of an hour'));
    });
    child.stdout.once('data', () => {
      resolve(() => {
        child.stdin.end();
      });
    });
  });
}
