/**
 * The limits of a shell: `ulimit -n`, `ulimit -a`. They are those of a process only if it was started from such a shell;
 * `/proc/PID/limits` says more and wins over them (`ratios.ts`).
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const single = /^ulimit -(S?n|nS|Hn|nH|u)$/;
const listed =
  /^(open files|max user processes) {1,40}\((?:[\w-]{1,12}, )?-[nu]\) {1,20}(\d{1,12}|unlimited)$/;
// zsh, then mksh, whose -p is what others call -u.
const short =
  /^-([nup]): (?:file descriptors|nofiles\(descriptors\)|processes) {1,40}(\d{1,12}|unlimited)$/;
const ksh = /^(nofile|nproc) {1,50}\(-[nu]\) {1,12}(\d{1,12}|unlimited)$/;
// dash and csh give names alone, which are told from other words by the line above.
const dash = /^(nofiles|process) {2,40}(\d{1,12}|unlimited)$/;
const csh = /^(descriptors|maxproc) {2,20}(\d{1,12}|unlimited)$/;
const aboveDash =
  /^(?:process|nofiles|locked memory\(kbytes\)|memory\(kbytes\)|coredump\(blocks\)) {1,40}(?:\d{1,12}|unlimited)$/;
const aboveCsh =
  /^(?:vmemoryuse|memoryuse|memorylocked|coredumpsize) {1,20}(?:unlimited|\d{1,12} kbytes)$/;
const anyRow =
  /^(?:[a-z][a-z -]{1,40}(?:\([\w ,-]{1,40}\) {1,40}){1,2}|-[a-z](?: \d{1,2})?: [\w ()/-]{3,40} {1,40}|[a-z]{4,12}(?: memory)?(?:\([a-z]{5,8}\))? {1,20})(?:\d{1,20}(?: kbytes)?|unlimited|not supported)$/i;
const amount = /^(?:\d{1,12}|unlimited)$/;

function limitDraft(option: string, value: string, from: number, to: number): Draft {
  const fact = option.includes('u') ? 'nproc' : option.includes('H') ? 'nofile hard' : 'nofile';
  // "unlimited" is no number: the kernel allows no unlimited nofile, so it says nothing of a bin.
  const isAnswer = fact === 'nofile' && value !== 'unlimited';
  return { fact, value, from, to, ...(isAnswer ? { finding: 'nofile-limit' } : {}) };
}

/** A row of dash or csh, told by the row above it. */
function named(paste: Paste, at: number): RegExpExecArray | null {
  const above = paste.line(at - 1);
  const line = paste.line(at);
  if (aboveDash.test(above)) return dash.exec(line);
  return aboveCsh.test(above) ? csh.exec(line) : null;
}

/** Rows of a whole listing around the one that was read. */
const longestListing = 24;

/** Listings of one paste. */
const mostListings = 100;

/** The rows around a limit, so that the listing counts as read. */
function listing(paste: Paste, at: number): readonly Draft[] {
  let [from, to] = [at, at];
  while (from > 0 && from > at - longestListing && anyRow.test(paste.line(from - 1))) from -= 1;
  while (to < at + longestListing && anyRow.test(paste.line(to + 1))) to += 1;
  if (from === to) return [];
  if (/\bulimit -\w{0,2}a\b|\blimit$/.test(paste.typed(from - 1).run)) from -= 1;
  return [{ fact: 'limits of the shell', value: 'listed', from, to, many: true }];
}

function read(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  const row = listed.exec(line);
  if (row !== null) {
    return [limitDraft(row[1] === 'open files' ? 'n' : 'u', row[2] ?? '', at, at)];
  }
  const other = short.exec(line) ?? ksh.exec(line) ?? named(paste, at);
  if (other !== null) {
    const option = /^n|^descriptors/.test(other[1] ?? '') && other[1] !== 'nproc' ? 'n' : 'u';
    return [limitDraft(option, other[2] ?? '', at, at)];
  }
  const asked = single.exec(paste.typed(at).run)?.[1];
  const value = paste.line(at + 1);
  return asked === undefined || !amount.test(value) ? [] : [limitDraft(asked, value, at, at + 1)];
}

/** Reads the limits of a shell. */
export const ulimit: Parser = {
  name: 'ulimit',
  clues: [
    'ulimit -',
    'open files',
    'max user processes',
    'file descriptors',
    '-u: processes',
    '-p: processes',
    'nofile',
    'descriptors ',
    'maxproc ',
    'nproc ',
    'process  ',
  ],
  emits: [{ finding: 'nofile-limit', kind: 'number' }],
  read: (paste, hits) => {
    let listings = 0;
    return hits.flatMap((at) => {
      const drafts = read(paste, at);
      const isRow = drafts.some(({ from, to, fact }) => from === to && fact === 'nofile');
      if (!isRow || listings === mostListings) return drafts;
      listings += 1;
      return [...drafts, ...listing(paste, at)];
    });
  },
};
