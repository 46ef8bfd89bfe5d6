/**
 * How long 200 MB of capture take, beside `tshark -q -z conv,tcp` on the same file when it is installed. The capture is made in a
 * temporary folder: 2,000 connections at a time, requests and answers of mixed sizes, and one failure in fifty. Prints a table;
 * asserts nothing. Run: `node_modules/.bin/node tests/bench/capture.ts [MEGABYTES]`.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaptureReader } from '#evidence/index.ts';
import type { CaptureEvidence } from '#evidence/index.ts';

const megabytes = Number(process.argv[2] ?? 200);
const chunkBytes = 2 * 1024 * 1024;

/** Flags of TCP. */
const [fin, syn, rst, psh, ack] = [1, 2, 4, 8, 16];

/** A generator of numbers below 1 that is the same in each run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Open {
  readonly port: number;
  readonly host: number;
  readonly fails: boolean;
  sequence: [number, number];
  stage: number;
  left: number;
}

/** Writes frames until the file has its size. */
function writeCapture(path: string): number {
  const random = randomFrom(1);
  const file = openSync(path, 'w');
  const buffer = Buffer.alloc(1 << 20);
  let used = 0;
  let written = 0;
  let frames = 0;
  let clock = 0;
  const flush = (): void => {
    written += writeSync(file, buffer, 0, used);
    used = 0;
  };
  const frame = (open: Open, isBack: boolean, flags: number, length: number): void => {
    if (used + 1700 > buffer.length) flush();
    const size = 14 + 20 + 32 + length;
    clock += 0.00002;
    buffer.fill(0, used, used + 16 + size);
    buffer.writeUInt32LE(1_700_000_000 + Math.floor(clock), used);
    buffer.writeUInt32LE(Math.floor((clock % 1) * 1e6), used + 4);
    buffer.writeUInt32LE(size, used + 8);
    buffer.writeUInt32LE(size, used + 12);
    const at = used + 16;
    buffer[at] = 2;
    buffer.writeUInt16BE(0x0800, at + 12);
    buffer[at + 14] = 0x45;
    buffer.writeUInt16BE(size - 14, at + 16);
    buffer.writeUInt16BE(frames & 0xffff, at + 18);
    buffer[at + 22] = 64;
    buffer[at + 23] = 6;
    const [client, server] = [0x0a000000 + open.host, 0x0a010001];
    buffer.writeUInt32BE(isBack ? server : client, at + 26);
    buffer.writeUInt32BE(isBack ? client : server, at + 30);
    buffer.writeUInt16BE(isBack ? 443 : open.port, at + 34);
    buffer.writeUInt16BE(isBack ? open.port : 443, at + 36);
    const [own, other] = isBack ? [1, 0] : [0, 1];
    buffer.writeUInt32BE(open.sequence[own] ?? 0, at + 38);
    if (flags & ack) buffer.writeUInt32BE(open.sequence[other] ?? 0, at + 42);
    buffer[at + 46] = 0x80;
    buffer[at + 47] = flags;
    buffer.writeUInt16BE(500, at + 48);
    buffer.writeUInt16BE(0x1234, at + 50);
    buffer.writeUInt32BE(0x0101080a, at + 54);
    buffer.writeUInt32BE(Math.floor(clock * 1000), at + 58);
    const space = length + ((flags & (syn | fin)) === 0 ? 0 : 1);
    open.sequence[own] = ((open.sequence[own] ?? 0) + space) >>> 0;
    used += 16 + size;
    frames += 1;
  };
  const begin = (): Open => ({
    port: 1024 + Math.floor(random() * 60_000),
    host: 1 + Math.floor(random() * 5000),
    fails: random() < 0.02,
    sequence: [Math.floor(random() * 2 ** 32), Math.floor(random() * 2 ** 32)],
    stage: 0,
    left: 1 + Math.floor(random() * 20),
  });
  const step = (open: Open): boolean => {
    open.stage += 1;
    if (open.stage === 1) frame(open, false, syn, 0);
    else if (open.stage === 2) frame(open, true, syn | ack, 0);
    else if (open.stage === 3) frame(open, false, ack, 0);
    else if (open.stage === 4) frame(open, false, psh | ack, 200 + Math.floor(random() * 600));
    else if (open.fails && open.left < 10) {
      frame(open, true, rst | ack, 0);
      return false;
    } else if (open.left > 0) {
      open.left -= 1;
      frame(open, true, psh | ack, random() < 0.5 ? 1448 : Math.floor(random() * 1448));
      if (random() < 0.5) frame(open, false, ack, 0);
    } else {
      frame(open, true, fin | ack, 0);
      frame(open, false, fin | ack, 0);
      frame(open, true, ack, 0);
      return false;
    }
    return true;
  };
  const head = Buffer.alloc(24);
  [0xa1b2c3d4, 0x00040002, 0, 0, 262_144, 1].forEach((word, at) =>
    head.writeUInt32LE(word, at * 4),
  );
  written += writeSync(file, head);
  const open = Array.from({ length: 2000 }, begin);
  while (written + used < megabytes * 1e6) {
    const at = Math.floor(random() * open.length);
    const one = open[at];
    if (one !== undefined && !step(one)) open[at] = begin();
  }
  flush();
  closeSync(file);
  return frames;
}

/** Reads the file in pieces, as a worker does, and takes the longest that one piece took. */
function readCapture(path: string): {
  readonly evidence: CaptureEvidence;
  readonly longest: number;
} {
  const reader = createCaptureReader();
  const file = openSync(path, 'r');
  const chunk = new Uint8Array(chunkBytes);
  let longest = 0;
  for (;;) {
    const size = readSync(file, chunk);
    if (size === 0) break;
    const begun = performance.now();
    reader.push(chunk.subarray(0, size));
    longest = Math.max(longest, performance.now() - begun);
  }
  closeSync(file);
  return { evidence: reader.end(), longest };
}

/** Seconds of processor time of a run in this process. */
function timed<T>(run: () => T): { readonly result: T; readonly seconds: number } {
  const begun = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(begun);
  return { result, seconds: (user + system) / 1e6 };
}

/** Seconds of processor time of tshark on the file, as the shell reports them; null when it is not installed. */
function timeTshark(path: string): number | null {
  const script = `TIMEFORMAT='%U %S'; time tshark -n -q -z conv,tcp -r '${path}' > /dev/null 2> /dev/null`;
  const { stderr, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  const [user, system] = stderr.trim().split(' ').map(Number);
  return status === 0 && user !== undefined && system !== undefined ? user + system : null;
}

const folder = mkdtempSync(join(tmpdir(), 'halfopen-capture-'));
try {
  const path = join(folder, 'bench.pcap');
  const frames = writeCapture(path);
  const { result, seconds } = timed(() => readCapture(path));
  const { evidence, longest } = result;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const peer = timeTshark(path);
  const rate = (time: number): string => `${(megabytes / time).toFixed(0)} MB/s`;
  console.log(`${megabytes} MB, ${frames} frames, ${evidence.total} connections`);
  console.log(`Halfopen           ${seconds.toFixed(2)} s   ${rate(seconds)}`);
  console.log(
    `  longest piece of ${chunkBytes / 2 ** 20} MB: ${longest.toFixed(0)} ms; ${memory} MB of memory at most`,
  );
  if (peer === null) console.log('tshark is not installed');
  else {
    console.log(`tshark conv,tcp    ${peer.toFixed(2)} s   ${rate(peer)}`);
    console.log(`ratio              ${(peer / seconds).toFixed(1)} times as fast`);
  }
  for (const { fact, value, side } of evidence.readings) console.log(`  ${fact}=${value}@${side}`);
} finally {
  rmSync(folder, { recursive: true });
}
