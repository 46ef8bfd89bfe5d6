/** Network namespaces with names that say which process made them, so that what a killed run left can be swept away. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, runProgram } from './program.ts';

const prefix = 'halfopen-lab-';
const folder = '/run/netns';
/** What lies here in a folder of a namespace's name, `ip netns exec` shows in /etc. */
const ownFiles = '/etc/netns';
const nameForm = /^halfopen-lab-(\d{1,10})-[a-z0-9-]{1,40}$/;

/** The full name of a namespace of this process; benches are numbered. */
export function namespaceName(bench: number, host: string): string {
  return `${prefix}${process.pid}-${bench}-${host}`;
}

function listNamespaces(): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => nameForm.test(name)) : [];
}

/** Kills what runs in a namespace and removes it; only for names that this file has given. */
export async function removeNamespace(name: string): Promise<void> {
  if (!nameForm.test(name)) throw new Error(`${name} is no namespace of a lab`);
  const { stdout } = await runProgram(['ip', 'netns', 'pids', name]);
  for (const pid of stdout.split(/\s+/).filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  await runProgram(['ip', 'netns', 'delete', name]);
  rmSync(join(ownFiles, name), { recursive: true, force: true });
}

/** Writes the resolv.conf that programs of a namespace see from now on. */
export function writeResolver(name: string, text: string): void {
  if (!nameForm.test(name)) throw new Error(`${name} is no namespace of a lab`);
  mkdirSync(join(ownFiles, name), { recursive: true });
  writeFileSync(join(ownFiles, name, 'resolv.conf'), text);
}

/** Makes a namespace with its loopback up. */
export async function addNamespace(name: string): Promise<void> {
  await mustRun(['ip', 'netns', 'add', name]);
  await mustRun(['ip', '-n', name, 'link', 'set', 'lo', 'up']);
}

/** Removes the namespaces of this process. */
export async function removeOwnNamespaces(): Promise<void> {
  const own = listNamespaces().filter((name) => name.startsWith(`${prefix}${process.pid}-`));
  for (const name of own) await removeNamespace(name);
}

/** Removes what a run that was killed has left: namespaces whose process is gone. Returns their names. */
export async function sweepNamespaces(): Promise<readonly string[]> {
  const left = listNamespaces().filter((name) => !existsSync(`/proc/${nameForm.exec(name)?.[1]}`));
  for (const name of left) await removeNamespace(name);
  return left;
}
