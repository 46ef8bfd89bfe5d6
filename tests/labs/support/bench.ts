/** The bench that a lab works at: hosts, wires between them, and the pile of what was collected. All of it is taken down after. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeHost, type Host } from './host.ts';
import { addNamespace, namespaceName, removeNamespace } from './namespaces.ts';
import { textPiece, type Piece, type PieceSide } from './pieces.ts';
import { mustRun, type Program } from './program.ts';
import { findTool, type ToolName } from './tools.ts';

/** What a lab builds with. */
export interface Bench {
  /** Whether this run has the fault. */
  readonly fault: boolean;
  /** An empty folder of this run, for configurations and logs. */
  readonly folder: string;
  /** Makes a host: a network namespace. `name` is what its prompt says. */
  readonly host: (name: string, side: PieceSide) => Promise<Host>;
  /** Joins two hosts by a wire. Each end: device name and address with prefix length. */
  readonly wire: (a: End, b: End) => Promise<void>;
  /** Client 10.0.0.1 and server 10.0.0.2, both on eth0. */
  readonly pair: () => Promise<{ readonly client: Host; readonly server: Host }>;
  /** Client 10.0.1.2, router 10.0.1.1 (eth0) and 10.0.2.1 (eth1), server 10.0.2.2. */
  readonly routed: () => Promise<{
    readonly client: Host;
    readonly router: Host;
    readonly server: Host;
  }>;
  /** Adds text that a person could have copied: an error of the client, a log. */
  readonly paste: (side: PieceSide, name: string, text: string) => void;
  /** Changes a setting that the whole machine shares; put back after. Only for labs with `touches: 'host'`. */
  readonly setHost: (setting: string, value: string | number) => void;
  /** Writes a file into the folder and returns its path. */
  readonly write: (name: string, text: string) => string;
  /** Path of a program of the lab's `tools`. */
  readonly tool: (name: ToolName) => string;
  /** Absolute path of a program in tests/labs/programs. */
  readonly program: (name: string) => string;
  readonly wait: (seconds: number) => Promise<void>;
  /** Waits until the check holds; rejects after `seconds` (10). */
  readonly until: (
    check: () => boolean | Promise<boolean>,
    what: string,
    seconds?: number,
  ) => Promise<void>;
}

/** One end of a wire. */
export interface End {
  readonly host: Host;
  readonly device: string;
  readonly address: string;
}

/** A bench with what belongs to its keeper. */
export interface BenchKeeping {
  readonly bench: Bench;
  readonly pieces: () => readonly Piece[];
  /** Takes everything down; never rejects half-way. */
  readonly takeDown: () => Promise<void>;
}

let benches = 0;
let wires = 0;

const programs = join(import.meta.dirname, '..', 'programs');

/**
 * Commands that show the kernel log show only what was logged since the run began: another run's lines are another host's.
 * The kernel's own stamps are compared, as its log clock drifts from the clock of the machine.
 */
function writeLogCommands(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const { stdout } = spawnSync('dmesg', { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const last = /^\[ *([\d.]{1,20})\]/.exec(stdout.trimEnd().split('\n').at(-1) ?? '')?.[1] ?? '0';
  const path = 'PATH=/usr/bin:/bin';
  const older = `dmesg | awk -F '[][]' -v last=${last} '$2 + 0 <= last + 0' | wc -l`;
  const dmesg = `#!/bin/sh\n${path}\ndmesg "$@" | tail -n +$(($(${older}) + 1))\n`;
  // Swedish dates are written as the command reads them, in local time.
  const since = new Date().toLocaleString('sv-SE');
  const journal = `#!/bin/sh\n${path} exec journalctl --since '${since}' "$@"\n`;
  writeFileSync(join(bin, 'dmesg'), dmesg, { mode: 0o755 });
  writeFileSync(join(bin, 'journalctl'), journal, { mode: 0o755 });
  return bin;
}

function settingPath(setting: string): string {
  return `/proc/sys/${setting.replaceAll('.', '/')}`;
}

/** Sets up a bench for one run. */
export function setUpBench(fault: boolean): BenchKeeping {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-lab-'));
  const bin = writeLogCommands(folder);
  const pieces: Piece[] = [];
  const hosts: Host[] = [];
  const started: Program[] = [];
  benches += 1;
  const number = benches;
  const restore: (() => void)[] = [];

  async function host(name: string, side: PieceSide): Promise<Host> {
    const namespace = namespaceName(number, name);
    await addNamespace(namespace);
    const made = makeHost({
      name,
      side,
      namespace,
      bin,
      folder,
      add: (piece) => pieces.push(piece),
      note: (program) => started.push(program),
    });
    hosts.push(made);
    return made;
  }

  async function wire(a: End, b: End): Promise<void> {
    wires += 1;
    const [one, two] = [a, b].map((_, at) => `ho${process.pid}.${wires}${'ab'[at] ?? ''}`);
    const add = ['ip', 'link', 'add', one ?? '', 'type', 'veth', 'peer', 'name', two ?? ''];
    await mustRun(add);
    for (const [device, end] of [
      [one ?? '', a],
      [two ?? '', b],
    ] as const) {
      const space = end.host.namespace;
      await mustRun(['ip', 'link', 'set', device, 'netns', space, 'name', end.device]);
      await mustRun(['ip', '-n', space, 'address', 'add', end.address, 'dev', end.device]);
      await mustRun(['ip', '-n', space, 'link', 'set', end.device, 'up']);
    }
  }

  const bench: Bench = {
    fault,
    folder,
    host,
    wire,
    pair: async () => {
      const client = await host('client', 'client');
      const server = await host('server', 'server');
      await wire(
        { host: client, device: 'eth0', address: '10.0.0.1/24' },
        { host: server, device: 'eth0', address: '10.0.0.2/24' },
      );
      return { client, server };
    },
    routed: async () => {
      const client = await host('client', 'client');
      const router = await host('router', 'proxy');
      const server = await host('server', 'server');
      await wire(
        { host: client, device: 'eth0', address: '10.0.1.2/24' },
        { host: router, device: 'eth0', address: '10.0.1.1/24' },
      );
      await wire(
        { host: server, device: 'eth0', address: '10.0.2.2/24' },
        { host: router, device: 'eth1', address: '10.0.2.1/24' },
      );
      await router.sysctl('net.ipv4.ip_forward', 1);
      await client.must(['ip', 'route', 'add', 'default', 'via', '10.0.1.1']);
      await server.must(['ip', 'route', 'add', 'default', 'via', '10.0.2.1']);
      return { client, router, server };
    },
    paste: (side, name, text) => {
      pieces.push(textPiece(side, name, text));
    },
    setHost: (setting, value) => {
      const path = settingPath(setting);
      const before = readFileSync(path, 'utf8').trim();
      restore.unshift(() => {
        writeFileSync(path, before);
      });
      writeFileSync(path, String(value));
    },
    write: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    tool: (name) => {
      const path = findTool(name);
      if (path === undefined) throw new Error(`${name} is not installed`);
      return path;
    },
    program: (name) => join(programs, name),
    wait: async (seconds) => {
      await sleep(seconds * 1000);
    },
    until: async (check, what, seconds = 10) => {
      const deadline = performance.now() + seconds * 1000;
      while (!(await check())) {
        if (performance.now() > deadline)
          throw new Error(`waited ${seconds} s in vain until ${what}`);
        await sleep(100);
      }
    },
  };
  return {
    bench,
    pieces: () => [...hosts.flatMap(({ terminal }) => terminal()), ...pieces],
    takeDown: async () => {
      for (const undo of restore) undo();
      await Promise.all(started.map((program) => program.stop()));
      for (const { namespace } of hosts) await removeNamespace(namespace);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
