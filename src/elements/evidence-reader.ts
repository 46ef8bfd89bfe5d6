/** Asks the worker to read a paste or a file. One worker for the page, started with the first paste. */
import type { Evidence, Side } from '#evidence/index.ts';
import type { EvidenceAnswer, EvidenceRead, EvidenceRequest } from './evidence-worker.ts';

/** How a reading ended. */
export type ReadingEnd =
  | ({ readonly kind: 'read' } & EvidenceRead)
  | { readonly kind: 'unreadable' | 'stopped' | 'cancelled' };

interface Waiting {
  readonly end: (how: ReadingEnd) => void;
  readonly tell: (done: number, total: number) => void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let last = 0;

function endAll(how: ReadingEnd): void {
  for (const { end } of waiting.values()) end(how);
  waiting.clear();
  worker = undefined;
}

function take(answer: EvidenceAnswer): void {
  const one = waiting.get(answer.id);
  if (answer.kind === 'progress') {
    one?.tell(answer.done, answer.total);
    return;
  }
  waiting.delete(answer.id);
  one?.end(answer);
}

function start(): Worker {
  const started = new Worker(new URL('./evidence-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<EvidenceAnswer>) => {
    take(data);
  });
  started.addEventListener('error', () => {
    endAll({ kind: 'stopped' });
  });
  return started;
}

function ask(
  request: Omit<EvidenceRequest, 'id'>,
  tell: (done: number, total: number) => void,
): Promise<ReadingEnd> {
  worker ??= start();
  last += 1;
  const id = last;
  return new Promise((resolve) => {
    waiting.set(id, { end: resolve, tell });
    worker?.postMessage({ ...request, id } satisfies EvidenceRequest);
  });
}

/**
 * Reads a text or a file in the worker. Never rejects: the end says whether it was read, cannot be opened, was cancelled, or
 * that the worker stopped; the source is not changed and can be read again.
 */
export function readInWorker(
  source: string | Blob,
  side: Side,
  tell: (done: number, total: number) => void,
): Promise<ReadingEnd> {
  return ask({ source, side, isSaid: false }, tell);
}

/** Reads what the person says in their own words; null when it could not be read. Never rejects. */
export async function readSaying(words: string): Promise<Evidence | null> {
  const nothingToTell = (): void => undefined;
  const end = await ask({ source: words, side: 'unknown', isSaid: true }, nothingToTell);
  return end.kind === 'read' && !('format' in end.evidence) ? end.evidence : null;
}

/** Stops what is being read: a worker that is busy hears nothing, so it is ended, and the next paste starts another. */
export function cancelReading(): void {
  worker?.terminate();
  endAll({ kind: 'cancelled' });
}
