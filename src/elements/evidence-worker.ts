/** Reads evidence off the page's thread, so that ten megabytes of anything leave the page responsive. */
import { readEvidence, type Side } from '#evidence/index.ts';

/** What the worker is asked: an id to match the answer, the text, and the side of the whole paste. */
export interface EvidenceRequest {
  readonly id: number;
  readonly text: string;
  readonly side: Side;
}

addEventListener('message', ({ data }: MessageEvent<EvidenceRequest>) => {
  const options = data.side === 'unknown' ? {} : { side: data.side };
  postMessage({ id: data.id, evidence: readEvidence(data.text, options) });
});
