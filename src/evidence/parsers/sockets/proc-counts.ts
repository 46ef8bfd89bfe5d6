/**
 * Counts that a command gives as one number on the next line: open descriptors, the highest descriptor, threads, memory
 * maps, tasks of a control group.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const directory = '/proc/[^|/]{1,60}/fd/?';
const options = '(?:-[a-zA-Z1]{1,6} ){0,3}';
const count = new RegExp(`^(?:sudo )?ls (${options})${directory} ?\\| ?wc -l$`);
const highest = new RegExp(
  `^(?:sudo )?ls ${options}${directory} ?\\| ?sort -n ?\\| ?tail (?:-1|-n ?1)$`,
);
const both =
  /^echo \$\((?:sudo )?ls \/proc\/[^|/]{1,60}\/fd\/? ?\| ?wc -l\) \$\([^()]{0,60}open files[^()]{0,60}\/limits\)$/;
const tasks = /^(?:sudo )?ls (?:-\w{1,4} )?\/proc\/[^|/]{1,60}\/task\/? ?\| ?wc -l$/;
const maps =
  /^(?:sudo )?(?:wc -l <? ?\/proc\/[^|/]{1,60}\/maps|cat \/proc\/[^|/]{1,60}\/maps ?\| ?wc -l)$/;
const pids = /^cat \S{0,200}\/pids\.(current|max|\{current,max\})$/;
const number = /^(\d{1,12})(?: \/proc\/\d{1,10}\/maps)?$/;
const pair = /^(\d{1,12}) (\d{1,12})$/;

/** Lines that `ls` prints beside one for each descriptor: the total of `-l`, the two dots of `-a` and `-f`. */
function extraLines(flags: string): number {
  return (flags.includes('l') ? 1 : 0) + (/[af]/.test(flags) ? 2 : 0);
}

function answer(paste: Paste, at: number): number | null {
  const found = number.exec(paste.line(at))?.[1];
  return found === undefined ? null : Number(found);
}

function single(
  fact: string,
  value: number | null,
  from: number,
  finding?: string,
): readonly Draft[] {
  if (value === null || value < 0) return [];
  const lines = { from, to: from + 1, many: true as const };
  return [
    { fact, value: value.toString(), ...lines, ...(finding === undefined ? {} : { finding }) },
  ];
}

function controlGroup(paste: Paste, at: number, which: string): readonly Draft[] {
  const names = which === '{current,max}' ? ['current', 'max'] : [which];
  return names.flatMap((name, place) => {
    const value = answer(paste, at + 1 + place);
    return value === null
      ? []
      : [{ fact: `pids.${name}`, value: value.toString(), from: at, to: at + 1 + place }];
  });
}

function read(paste: Paste, at: number): readonly Draft[] {
  const { run } = paste.typed(at);
  const value = answer(paste, at + 1);
  const open = count.exec(run);
  if (open !== null && value !== null) {
    return single('fd-count', value - extraLines(open[1] ?? ''), at, 'fd-count');
  }
  if (highest.test(run)) return single('fd-highest', value, at, 'fd-highest');
  if (tasks.test(run)) return single('threads', value, at);
  if (maps.test(run)) return single('maps', value, at);
  const group = pids.exec(run)?.[1];
  if (group !== undefined) return controlGroup(paste, at, group);
  const two = both.test(run) ? pair.exec(paste.line(at + 1)) : null;
  if (two === null) return [];
  return [
    ...single('fd-count', Number(two[1]), at, 'fd-count'),
    { fact: 'process nofile', value: two[2] ?? '', finding: 'nofile-limit', from: at, to: at + 1 },
  ];
}

/** Reads counts of descriptors, threads and maps. */
export const procCounts: Parser = {
  name: 'proc-counts',
  clues: ['/fd', '/task', '/maps', '/pids.'],
  emits: [
    { finding: 'fd-count', kind: 'number' },
    { finding: 'fd-highest', kind: 'number' },
    { finding: 'nofile-limit', kind: 'number' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
