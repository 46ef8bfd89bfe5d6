/** Asks the worker to read a paste. One worker for the page, started with the first paste. */
import type { Evidence, Side } from '#evidence/index.ts';
import type { EvidenceRequest } from './evidence-worker.ts';

interface EvidenceAnswer {
  readonly id: number;
  readonly evidence: Evidence;
}

const waiting = new Map<number, { take: (evidence: Evidence) => void; fail: () => void }>();
let worker: Worker | undefined;
let last = 0;

function start(): Worker {
  const started = new Worker(new URL('./evidence-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<EvidenceAnswer>) => {
    waiting.get(data.id)?.take(data.evidence);
    waiting.delete(data.id);
  });
  started.addEventListener('error', () => {
    for (const { fail } of waiting.values()) fail();
    waiting.clear();
    worker = undefined;
  });
  return started;
}

/** Reads a paste in the worker. Rejects when the worker cannot run; the text is not changed and can be read again. */
export function readInWorker(text: string, side: Side): Promise<Evidence> {
  worker ??= start();
  last += 1;
  const request: EvidenceRequest = { id: last, text, side };
  return new Promise((resolve, reject) => {
    waiting.set(request.id, {
      take: resolve,
      fail: () => {
        reject(new Error('the evidence worker stopped'));
      },
    });
    worker?.postMessage(request);
  });
}
