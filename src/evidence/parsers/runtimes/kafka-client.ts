/** Kafka's network threads that end for want of memory: the error stands on the line of the thread, or on the next. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'client-error';
const ended =
  /\bUncaught exception in (?:thread ')?kafka-(?:producer-network|admin-client|coordinator-heartbeat)-thread \| /;
const heap = /\bjava\.lang\.OutOfMemoryError: (?:Java heap space|Direct buffer memory)$/;

function read(paste: Paste, from: number): readonly Draft[] {
  if (!ended.test(paste.line(from))) return [];
  const to = [from, from + 1].find((at) => heap.test(paste.line(at)));
  if (to === undefined) return [];
  return [{ fact: 'error', finding, value: 'out-of-memory', from, to, side: 'client', many: true }];
}

/** Reads the end of Kafka's network threads. */
export const kafkaClient: Parser = {
  name: 'kafka-client',
  clues: ['uncaught exception in '],
  emits: [{ finding, value: 'out-of-memory' }],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
