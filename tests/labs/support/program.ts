/** Programs that a lab starts: with a time limit, in a group of their own, ended for certain. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a program that has ended left behind. */
export interface Output {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is started. */
export interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds after which it is killed; 30 for `run`, none for `start`. */
  readonly limit?: number;
  /** Text for its standard input. */
  readonly input?: string;
  /** Working folder. */
  readonly cwd?: string;
}

/** A program that runs. */
export interface Program {
  /** Process id of the program itself: namespaces are entered by exec, so no shell is in between. */
  readonly pid: number;
  /** What it has written to both outputs so far, in the order that it came. */
  readonly output: () => string;
  /** Resolves with the output when it matches; rejects when the program ends first or after `seconds` (10). */
  readonly says: (pattern: RegExp, seconds?: number) => Promise<string>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<Output>;
  /** Ends it: SIGTERM, after two seconds SIGKILL to its whole group. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Output>;
}

const running = new Set<Program>();

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Starts a program with the given words; nothing is read by a shell. */
export function startProgram(words: readonly string[], settings: Settings = {}): Program {
  const [file = '', ...args] = words;
  const child = spawn(file, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...settings.env },
    ...(settings.cwd === undefined ? {} : { cwd: settings.cwd }),
  });
  const pid = child.pid ?? 0;
  let stdout = '';
  let stderr = '';
  let both = '';
  let hasEnded = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    both += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    both += chunk;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(settings.input ?? '');
  const timer =
    settings.limit === undefined
      ? undefined
      : setTimeout(() => {
          signalGroup(pid, 'SIGKILL');
        }, settings.limit * 1000);
  const ended = new Promise<Output>((resolve) => {
    const finish = (status: number | null) => {
      hasEnded = true;
      clearTimeout(timer);
      running.delete(program);
      resolve({ status, stdout, stderr });
    };
    child.on('error', (error) => {
      stderr += error.message;
      both += error.message;
      finish(127);
    });
    // Children of its own may hold the pipes after it has ended.
    child.on('exit', (status) => {
      void sleep(50).then(() => {
        finish(status);
      });
    });
  });
  const program: Program = {
    pid,
    output: () => both,
    says: async (pattern, seconds = 10) => {
      const deadline = performance.now() + seconds * 1000;
      for (;;) {
        if (pattern.test(both)) return both;
        if (hasEnded || performance.now() > deadline) {
          const how = hasEnded ? 'ended' : `ran ${seconds} s`;
          throw new Error(`${words.join(' ')} ${how} without saying ${String(pattern)}: ${both}`);
        }
        await sleep(20);
      }
    },
    ended,
    stop: async (signal = 'SIGTERM') => {
      if (hasEnded) return ended;
      signalGroup(pid, signal);
      const first = await Promise.race([ended, sleep(2000, undefined, { ref: false })]);
      if (first !== undefined) return first;
      signalGroup(pid, 'SIGKILL');
      return ended;
    },
  };
  running.add(program);
  return program;
}

/** Runs a program to its end and returns what it left; a status that is not 0 is no error. */
export function runProgram(words: readonly string[], settings: Settings = {}): Promise<Output> {
  return startProgram(words, { limit: 30, ...settings }).ended;
}

/** Runs a program that has to succeed; rejects with what it said otherwise. */
export async function mustRun(words: readonly string[], settings: Settings = {}): Promise<string> {
  const { status, stdout, stderr } = await runProgram(words, settings);
  if (status !== 0) throw new Error(`${words.join(' ')}: ${String(status)}: ${stderr || stdout}`);
  return stdout;
}

/** Ends every program that still runs. */
export async function stopPrograms(): Promise<void> {
  await Promise.all([...running].map((program) => program.stop()));
}

/** For the end of the process, when nothing can be waited for. */
export function killPrograms(): void {
  for (const { pid } of running) signalGroup(pid, 'SIGKILL');
}
