/** Runs `collect.sh` under the shells and awks that are there. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The script under test. */
export const script = join(import.meta.dirname, '..', '..', '..', 'public', 'collect.sh');

/** Path of a command, or null when it is not installed. */
export function pathOf(command: string): string | null {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' });
  return stdout.trim().startsWith('/') ? stdout.trim() : null;
}

function present(commands: readonly string[]): readonly string[] {
  return commands.filter((command) => pathOf(command.split(' ')[0] ?? '') !== null);
}

/** Shells that are there; the one that the system calls sh is among them. */
export const shells = present(['sh', 'dash', 'bash --posix', 'busybox ash']);

/** Awks that are there. */
export const awks = present(['awk', 'mawk', 'gawk', 'original-awk', 'busybox awk']);

/** What a run printed. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/**
 * Runs the script.
 *
 * @param shell the shell with its options
 * @param path PATH of the script; that of the tests when left out
 */
export function runScript(
  shell: string,
  options: readonly string[],
  input = '',
  path = process.env['PATH'] ?? '',
  file = script,
): Run {
  const [command = 'sh', ...words] = shell.split(' ');
  const { stdout, stderr, status } = spawnSync(
    pathOf(command) ?? command,
    [...words, file, ...options],
    { encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, PATH: path } },
  );
  return { stdout, stderr, status };
}

/** A folder that is gone when the work with it is done. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'collect-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a command of a test's own into a folder. */
export function addCommand(folder: string, name: string, body: string): void {
  rmSync(join(folder, name), { force: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** Puts links to commands into a folder, so that a PATH can be made of it. */
export function addLinks(folder: string, commands: readonly string[]): void {
  for (const command of commands) {
    const path = pathOf(command) ?? pathOf(`/usr/bin/${command}`);
    if (path !== null) symlinkSync(path, join(folder, command));
  }
}

/** Runs the script with another awk in the place of awk. */
export function runWithAwk(awk: string, options: readonly string[], input = ''): Run {
  if (awk === 'awk') return runScript('sh', options, input);
  return inFolder((folder) => {
    addCommand(folder, 'awk', `exec ${awk} "$@"`);
    return runScript('sh', options, input, `${folder}:${process.env['PATH'] ?? ''}`);
  });
}
