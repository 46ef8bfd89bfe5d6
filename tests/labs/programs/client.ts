/**
 * A client as people write them: connects again and again, sends a line, waits for the answer, and prints what it gets as
 * its application would log it. `node client.ts HOST PORT [--times N] [--every MS] [--timeout MS] [--hold] [--bytes N] [--silent] [--http]`.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect, parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Connections, one after another. */
    times: { type: 'string', default: '1' },
    /** Milliseconds between their beginnings. */
    every: { type: 'string', default: '100' },
    /** Milliseconds that a connect, and then an answer, may take. */
    timeout: { type: 'string', default: '3000' },
    /** Keep every connection open until killed. */
    hold: { type: 'boolean', default: false },
    /** Bytes that are sent; 0 for none. */
    bytes: { type: 'string', default: '16' },
    /** Do not wait for an answer. */
    silent: { type: 'boolean', default: false },
    /** Send an HTTP request instead of a line. */
    http: { type: 'boolean', default: false },
  },
});
const [host = '127.0.0.1', port = '8080'] = positionals;
const kept = new Set<Socket>();

function once(): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    kept.add(socket);
    const finish = (line: string): void => {
      clearTimeout(timer);
      if (!values.hold) {
        kept.delete(socket);
        socket.destroy();
      }
      resolve(line);
    };
    let isConnected = false;
    const timer = setTimeout(() => {
      // As the request library says it: timers of the program's own, not the kernel's.
      const code = isConnected ? 'ESOCKETTIMEDOUT' : 'ETIMEDOUT';
      const message = isConnected ? code : `connect ETIMEDOUT ${host}:${port}`;
      const error = Object.assign(new Error(message), { code, connect: !isConnected });
      finish(isConnected ? inspect(error) : `Error: ${message}`);
      if (!isConnected) socket.destroy();
    }, Number(values.timeout));
    socket.on('connect', () => {
      isConnected = true;
      const bytes = Number(values.bytes);
      if (values.http) {
        socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
        return;
      }
      if (bytes > 0) socket.write(`${'x'.repeat(bytes - 1)}\n`);
      if (values.silent) finish('connected');
    });
    socket.on('data', (chunk) => {
      finish(`answer: ${chunk.toString().trim().slice(0, 60)}`);
    });
    socket.on('end', () => {
      finish('closed by the server');
    });
    socket.on('error', (error) => {
      finish(`Error: ${error.message}`);
    });
  });
}

const pending: Promise<void>[] = [];
for (let count = 0; count < Number(values.times); count += 1) {
  pending.push(
    once().then((line) => {
      console.log(line);
    }),
  );
  await sleep(Number(values.every));
}
await Promise.all(pending);
if (values.hold) {
  console.log('holding');
  setInterval(() => undefined, 60_000);
}
