/** Text or a capture from a file or standard input. A directory, a missing file or a damaged capture is bad input, named as the user named it. */
import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { createCaptureReader, isCapture, isGzip } from '#evidence/index.ts';
import type { CaptureEvidence, Side } from '#evidence/index.ts';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';

/** What a file holds. */
export type Source =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'capture'; readonly evidence: CaptureEvidence };

/** Bytes that tell what a file is. */
const enough = 4;

/** npm runs a script in the project's folder and leaves where the user stands in INIT_CWD. */
function pathOf(name: string): string {
  const here = resolve(process.env.INIT_CWD ?? '.', name);
  return existsSync(here) ? here : resolve(name);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** The stream once more, from its beginning, with its first bytes. */
async function peek(
  stream: Readable,
): Promise<{ readonly head: Buffer; readonly chunks: AsyncIterable<Buffer> }> {
  const pieces: Buffer[] = [];
  const iterator = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let size = 0;
  while (size < enough) {
    const next = await iterator.next();
    if (next.done === true) break;
    pieces.push(next.value);
    size += next.value.length;
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* pieces;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: Buffer.concat(pieces), chunks: whole() };
}

async function* unpack(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const feed = (async () => {
    for await (const chunk of chunks) {
      if (!gunzip.write(chunk)) await new Promise((done) => gunzip.once('drain', done));
    }
    gunzip.end();
  })();
  feed.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : undefined));
  yield* gunzip as AsyncIterable<Buffer>;
}

async function readChunks(chunks: AsyncIterable<Buffer>, side?: Side): Promise<CaptureEvidence> {
  const reader = createCaptureReader(side === undefined ? {} : { side });
  for await (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

async function readStream(stream: Readable, side?: Side): Promise<Source> {
  let { head, chunks } = await peek(stream);
  if (isGzip(head)) ({ head, chunks } = await peek(Readable.from(unpack(chunks))));
  if (isCapture(head)) return { kind: 'capture', evidence: await readChunks(chunks, side) };
  return { kind: 'text', text: new TextDecoder().decode(await buffer(chunks)) };
}

/** The content of a file; `-` is standard input. Unpacks what gzip packed. Bytes that are no UTF-8 are replaced: the evidence room judges them. */
export async function readSource(name: string, side?: Side): Promise<Source> {
  if (name === '-') return readStream(process.stdin, side);
  try {
    return await readStream(createReadStream(pathOf(name)), side);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new BadInput(name, messages.missing);
    if (code === 'EISDIR') throw new BadInput(name, messages.directory);
    throw new BadInput(name, messages.unreadable(code));
  }
}

/** The text of a file; a capture is none. */
export async function readText(name: string): Promise<string> {
  const source = await readSource(name);
  if (source.kind === 'text') return source.text;
  const shown = name === '-' ? messages.standardInput : name;
  throw new BadInput(shown, messages.capture);
}
