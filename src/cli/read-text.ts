/** Text from a file or standard input. A capture, a directory or a missing file is bad input, named as the user named it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';

/** First four bytes of pcap (both byte orders, micro- and nanoseconds) and pcapng: see draft-ietf-opsawg-pcap, -pcapng. */
const captureMarks: ReadonlySet<string> = new Set([
  'a1b2c3d4',
  'd4c3b2a1',
  'a1b23c4d',
  '4d3cb2a1',
  '0a0d0d0a',
]);

/** npm runs a script in the project's folder and leaves where the user stands in INIT_CWD. */
function pathOf(name: string): string {
  const here = resolve(process.env.INIT_CWD ?? '.', name);
  return existsSync(here) ? here : resolve(name);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

async function readBytes(name: string): Promise<Buffer> {
  try {
    return await readFile(pathOf(name));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new BadInput(name, messages.missing);
    if (code === 'EISDIR') throw new BadInput(name, messages.directory);
    throw new BadInput(name, messages.unreadable(code));
  }
}

/** The text of a file; `-` is standard input. Bytes that are no UTF-8 are replaced: the evidence room judges them. */
export async function readText(name: string): Promise<string> {
  const bytes = name === '-' ? await buffer(process.stdin) : await readBytes(name);
  const shown = name === '-' ? messages.standardInput : name;
  if (captureMarks.has(bytes.subarray(0, 4).toString('hex'))) {
    throw new BadInput(shown, messages.capture(shown));
  }
  return new TextDecoder().decode(bytes);
}
