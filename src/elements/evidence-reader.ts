/** Asks the worker to read a paste or a file. One worker for the page, started with the first paste. */
import type { Side } from '#evidence/index.ts';
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

/**
 * Reads a text or a file in the worker. Never rejects: the end says whether it was read, cannot be opened, was cancelled, or
 * that the worker stopped; the source is not changed and can be read again.
 */
export function readInWorker(
  source: string | Blob,
  side: Side,
  tell: (done: number, total: number) => void,
): Promise<ReadingEnd> {
  worker ??= start();
  last += 1;
  const request: EvidenceRequest = { id: last, source, side };
  return new Promise((resolve) => {
    waiting.set(request.id, { end: resolve, tell });
    worker?.postMessage(request);
  });
}

/** Stops what is being read: a worker that is busy hears nothing, so it is ended, and the next paste starts another. */
export function cancelReading(): void {
  worker?.terminate();
  endAll({ kind: 'cancelled' });
}
