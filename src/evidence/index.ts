/** The door of the evidence room: pasted text or a capture in, readings with provenance out. */
import { captureEmissions } from './capture/emissions.ts';
import type { Emission } from './parser.ts';
import { rateEmissions } from './rates.ts';
import { ratioEmissions } from './ratios.ts';
import { stackEmissions } from './stacks.ts';
import { parsers } from './registry.ts';
import { wordEmissions } from './words.ts';

export { compareCaptures } from './capture/compare.ts';
export type { ComparedReading, Comparison, OtherFrames } from './capture/compare.ts';
export type { CaptureGist } from './capture/gist.ts';
export { createCaptureReader, isCapture, isGzip } from './capture/reader.ts';
export type {
  CaptureConnection,
  CaptureElision,
  CaptureEnd,
  CaptureEvidence,
  CaptureFormat,
  CaptureReader,
  CaptureSegment,
  LadderRow,
  NoteKey,
  WorthKey,
} from './capture/report.ts';
export { noteMessages, troubleMessages, worthMessages } from './messages.ts';
export type { Emission } from './parser.ts';
export { maskText } from './mask.ts';
export { readEvidence } from './read.ts';
export { readWords } from './words.ts';
export type { Conflict, Evidence, Reading, Side, Trouble, Unread } from './reading.ts';

/**
 * Everything that the room can say of a finding, each once: a fixed value, or any value of a kind. A scenario test checks it
 * against the catalog.
 */
export const vocabulary: readonly Emission[] = [
  ...new Map(
    [
      ...parsers.flatMap(({ emits }) => emits),
      ...ratioEmissions,
      ...rateEmissions,
      ...captureEmissions,
      ...stackEmissions,
      ...wordEmissions,
    ].map((one) => [JSON.stringify(one), one]),
  ).values(),
];
