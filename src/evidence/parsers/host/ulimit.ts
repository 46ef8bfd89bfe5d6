/**
 * The limits of a shell: `ulimit -n`, `ulimit -a`. They are those of a process only if it was started from such a shell;
 * `/proc/PID/limits` says more and wins over them (`ratios.ts`).
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const single = /^ulimit -(S?n|nS|Hn|nH|u)$/;
const listed =
  /^(open files|max user processes) {1,40}\((?:[\w-]{1,12}, )?-[nu]\) {1,20}(\d{1,12}|unlimited)$/;
const dash = /^-(n|u): (?:file descriptors|processes) {1,40}(\d{1,12}|unlimited)$/;
const amount = /^(?:\d{1,12}|unlimited)$/;

function limitDraft(option: string, value: string, from: number, to: number): Draft {
  const fact = option.includes('u') ? 'nproc' : option.includes('H') ? 'nofile hard' : 'nofile';
  // "unlimited" is no number: the kernel allows no unlimited nofile, so it says nothing of a bin.
  const isAnswer = fact === 'nofile' && value !== 'unlimited';
  return { fact, value, from, to, ...(isAnswer ? { finding: 'nofile-limit' } : {}) };
}

function read(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  const row = listed.exec(line);
  if (row !== null) {
    return [limitDraft(row[1] === 'open files' ? 'n' : 'u', row[2] ?? '', at, at)];
  }
  const short = dash.exec(line);
  if (short !== null) return [limitDraft(short[1] ?? '', short[2] ?? '', at, at)];
  const asked = single.exec(paste.typed(at).run)?.[1];
  const value = paste.line(at + 1);
  return asked === undefined || !amount.test(value) ? [] : [limitDraft(asked, value, at, at + 1)];
}

/** Reads the limits of a shell. */
export const ulimit: Parser = {
  name: 'ulimit',
  clues: ['ulimit -', 'open files', 'max user processes', 'file descriptors', '-u: processes'],
  emits: [{ finding: 'nofile-limit', kind: 'number' }],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
