import { spawn, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The command-line programs of the installed packages, as files: a shebang would pick the machine's Node. */
export const tools = {
  astro: 'node_modules/astro/bin/astro.mjs',
  cspell: 'node_modules/cspell/bin.mjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  playwright: 'node_modules/@playwright/test/cli.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
} as const;

/**
 * Runs a program under this very Node, in the project's root.
 * @param args program, relative to the root, and its arguments
 * @param settings extra environment variables, and where input and output go ("inherit" when not given)
 * @returns its exit status; a program that a signal ended counts as 1
 */
export function runNode(
  args: readonly string[],
  settings: { env?: Record<string, string>; stdio?: StdioOptions } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: settings.stdio ?? 'inherit',
      env: { ...process.env, ...settings.env },
    });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.once('SIGTERM', pass).once('SIGHUP', pass);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a program as `runNode` does, shows what it prints, and also returns it.
 * @returns exit status and everything that it wrote to standard output and standard error
 */
export function runNodeAndRead(
  args: readonly string[],
): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stderr.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ status: code ?? 1, output });
    });
  });
}

/**
 * Runs a program as `runNode` does and returns what it writes to standard output; its standard error is shown.
 * Rejects when the program does not end well.
 */
export function readNode(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${args.join(' ')} ended with ${String(code)}`));
    });
  });
}

/** An absolute path inside the project. */
export function inProject(...parts: string[]): string {
  return join(root, ...parts);
}
