/** From collected pieces to a verdict, by the doors that the wizard and `diagnose` use, and whether a lab has passed. */
import { fileURLToPath } from 'node:url';
import { checkCatalog } from '#catalog/check.ts';
import { compileKnowledgeOf } from '#catalog/compile-knowledge.ts';
import type { Verdict, VerdictLevel } from '#engine/index.ts';
import { readEvidence, type CaptureEvidence, type Evidence } from '#evidence/index.ts';
import {
  assessSession,
  emptySession,
  takeIn,
  type Knowledge,
  type Session,
} from '#wizard/index.ts';
import { readCapture } from './capture.ts';
import { fileNameOf, textOf, type Piece } from './pieces.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let compiled: Knowledge | undefined;

/** The knowledge of `content/` as it is now; compiled once. */
export function knowledgeNow(): Knowledge {
  compiled ??= compileKnowledgeOf(checkCatalog(root).catalog);
  return compiled;
}

/** What was concluded from the pieces of one run. */
export interface Diagnosis {
  readonly session: Session;
  readonly verdict: Verdict;
  /** Best first. */
  readonly ranking: readonly { readonly cause: string; readonly posterior: number }[];
}

function read(piece: Piece): Evidence | CaptureEvidence {
  const side = piece.side === 'path' ? undefined : piece.side;
  if (piece.isCapture) return readCapture(piece.bytes, side);
  return readEvidence(textOf(piece), side === undefined ? {} : { side });
}

/** Diagnoses with nothing but the pieces. The side of each is what the person who collected it would state. */
export function diagnosePieces(pieces: readonly Piece[]): Diagnosis {
  const knowledge = knowledgeNow();
  const session = pieces.reduce(
    (before, piece) => takeIn(knowledge, before, read(piece), fileNameOf(piece)),
    emptySession,
  );
  const { belief, verdict } = assessSession(knowledge, session);
  return { session, verdict, ranking: belief.ranking };
}

/** One run as the table shows it. */
export interface Judged {
  readonly level: VerdictLevel;
  /** The cause that came first. */
  readonly leader: string;
  /** Of the lab's cause, or of its best equal. */
  readonly posterior: number;
  /** 1 is first; 0 when it is ruled out altogether. */
  readonly rank: number;
  readonly isPassed: boolean;
}

/**
 * The rule: with the fault the cause comes first and is confirmed or likely; without it the cause is not concluded,
 * not even as possible.
 */
export function judge(
  { verdict, ranking }: Diagnosis,
  fault: boolean,
  accepted: readonly string[],
): Judged {
  const place = ranking.findIndex(({ cause }) => accepted.includes(cause));
  const { level, cause } = verdict;
  return {
    level,
    leader: ranking[0]?.cause ?? '',
    posterior: ranking[place]?.posterior ?? 0,
    rank: place + 1,
    isPassed: fault
      ? place === 0 && (level === 'confirmed' || level === 'likely')
      : level === 'inconclusive' || cause === null || !accepted.includes(cause),
  };
}
