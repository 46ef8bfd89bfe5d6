/** One host of a lab: a network namespace in which programs run, settings are made and a person collects. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeResolver } from './namespaces.ts';
import { textPiece, type Piece, type PieceSide } from './pieces.ts';
import { toolPath } from './tools.ts';
import {
  mustRun,
  runProgram,
  startProgram,
  type Output,
  type Program,
  type Settings,
} from './program.ts';

const collectScript = fileURLToPath(new URL('../../../public/collect.sh', import.meta.url));

/** What `collect.sh` is asked for. */
export interface Collection {
  /** Name of the piece; `collect` unless stated. */
  readonly name?: string;
  /** The program that is looked at. */
  readonly pid?: number;
  readonly port?: number;
  /** Takes thread dumps of the JVM, too. */
  readonly jvm?: boolean;
  /** The other end's address. */
  readonly peer?: string;
  /** Log files whose ends are collected. */
  readonly logs?: readonly string[];
  /** Seconds between the two samples of the counters; 3 unless stated. The failure must go on in them. */
  readonly seconds?: number;
}

/** A capture that runs. */
export interface Capturing {
  /** Ends it and adds the piece. */
  readonly stop: () => Promise<void>;
}

/** One host. */
export interface Host {
  readonly name: string;
  readonly side: PieceSide;
  readonly namespace: string;
  /** Runs a program to its end (30 s at most); a status that is not 0 is no error. */
  readonly run: (words: readonly string[], settings?: Settings) => Promise<Output>;
  /** Runs a program that has to succeed and returns its standard output. */
  readonly must: (words: readonly string[], settings?: Settings) => Promise<string>;
  /** Starts a program that goes on; it is ended with the bench. */
  readonly start: (words: readonly string[], settings?: Settings) => Program;
  /** Changes a setting of this namespace. */
  readonly sysctl: (setting: string, value: string | number) => Promise<void>;
  /** Makes an address the name server of what starts on this host from now on. */
  readonly asks: (nameServer: string) => void;
  /** Loads nftables rules. */
  readonly nft: (rules: string) => Promise<void>;
  /** Types a command line, as a person does: it and its output are collected. Returns the output. */
  readonly show: (commandLine: string) => Promise<string>;
  /** Runs our `collect.sh` as the person of this side. */
  readonly collect: (what?: Collection) => Promise<void>;
  /** Begins a capture; the piece is `<side>-<name>.pcap`. */
  readonly capture: (what: {
    readonly name?: string;
    readonly device?: string;
    readonly filter?: string;
    /** Packets after which it ends by itself; 300 unless stated. */
    readonly count?: number;
  }) => Promise<Capturing>;
  /** What was typed so far. */
  readonly terminal: () => readonly Piece[];
}

/** What `makeHost` needs. */
interface Making {
  readonly name: string;
  readonly side: PieceSide;
  readonly namespace: string;
  /** Folder with commands that come before those of the machine. */
  readonly bin: string;
  readonly folder: string;
  readonly add: (piece: Piece) => void;
  /** Is told of each program that is started, to end it. */
  readonly note: (program: Program) => void;
}

/** Bytes of each packet that are kept: headers with options, and the first of the payload. */
const snapLength = '128';

/** Makes the host of a namespace that exists. */
export function makeHost({ name, side, namespace, bin, folder, add, note }: Making): Host {
  const typed: string[] = [];
  const inside = (words: readonly string[]) => ['ip', 'netns', 'exec', namespace, ...words];
  const withPath = (settings: Settings = {}): Settings => ({
    ...settings,
    env: { PATH: `${bin}:${toolPath}`, ...settings.env },
  });
  const run = (words: readonly string[], settings?: Settings) =>
    runProgram(inside(words), withPath(settings));
  const must = (words: readonly string[], settings?: Settings) =>
    mustRun(inside(words), withPath(settings));
  const start = (words: readonly string[], settings?: Settings) => {
    const program = startProgram(inside(words), withPath(settings));
    note(program);
    return program;
  };
  const show = async (commandLine: string) => {
    // Both streams in the order of a terminal.
    const { stdout: output } = await run(['sh', '-c', `exec 2>&1\n${commandLine}`]);
    const end = output === '' || output.endsWith('\n') ? '' : '\n';
    typed.push(`root@${name}:~# ${commandLine}\n${output}${end}`);
    return output;
  };
  return {
    name,
    side,
    namespace,
    run,
    must,
    start,
    show,
    sysctl: async (setting, value) => {
      await must(['sysctl', '-qw', `${setting}=${value}`]);
    },
    asks: (nameServer) => {
      writeResolver(namespace, `nameserver ${nameServer}\noptions timeout:2 attempts:2\n`);
    },
    nft: async (rules) => {
      await must(['nft', '-f', '-'], { input: rules });
    },
    collect: async ({
      name: piece = 'collect',
      pid,
      port,
      jvm,
      peer,
      logs = [],
      seconds = 3,
    } = {}) => {
      const words = [
        ...['sh', collectScript, '--side', side === 'path' ? 'proxy' : side],
        ...['--seconds', String(seconds)],
        ...(pid === undefined ? [] : ['--pid', String(pid)]),
        ...(port === undefined ? [] : ['--port', String(port)]),
        ...(jvm === true ? ['--jvm'] : []),
        ...(peer === undefined ? [] : ['--peer', peer]),
        ...logs.flatMap((log) => ['--log', log]),
      ];
      const { status, stdout, stderr } = await run(words, { limit: 50 });
      if (status !== 0) throw new Error(`collect.sh ended with ${String(status)}: ${stderr}`);
      add(textPiece(side, piece, stdout));
    },
    capture: async ({ name: piece = 'wire', device = 'eth0', filter = 'tcp', count = 300 }) => {
      const file = join(folder, `${namespace}-${piece}.pcap`);
      const program = start([
        ...['tcpdump', '-i', device, '-U', '-n', '-Z', 'root', '--immediate-mode'],
        ...['-s', snapLength, '-c', String(count), '-w', file, filter],
      ]);
      await program.says(/listening on/);
      return {
        stop: async () => {
          await program.stop('SIGINT');
          if (!existsSync(file)) throw new Error(`no capture: ${program.output()}`);
          const bytes = new Uint8Array(readFileSync(file));
          add({ side, name: piece, bytes, isCapture: true });
        },
      };
    },
    terminal: () => (typed.length === 0 ? [] : [textPiece(side, 'terminal', typed.join(''))]),
  };
}
