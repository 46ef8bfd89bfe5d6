/** The limits of a process: `/proc/PID/limits`, prlimit, and what systemd gives a unit. */
import type { Draft, Parser } from '#evidence/parser.ts';

const row =
  /^Max (open files|processes) {2,40}(\d{1,20}|unlimited) {1,30}(\d{1,20}|unlimited)(?: |$)/;
const prlimit =
  /^(NOFILE|NPROC) {2,20}[a-z ]{5,60} (\d{1,20}|unlimited) {1,20}(\d{1,20}|unlimited)(?: |$)/;
const unit =
  /^(LimitNOFILE|LimitNOFILESoft|LimitNPROC|LimitNPROCSoft|TasksMax|TasksCurrent)=(\d{1,20}|infinity)$/;
const status = /^Tasks: (\d{1,9}) \(limit: (\d{1,9})\)/;
const threads = /^Threads:\s{1,8}(\d{1,9})$/;

function limitDrafts(what: string, soft: string, hard: string, from: number): readonly Draft[] {
  const fact = /^(?:open files|NOFILE)$/.test(what) ? 'process nofile' : 'process nproc';
  const isAnswer = fact === 'process nofile' && soft !== 'unlimited';
  return [
    { fact, value: soft, from, ...(isAnswer ? { finding: 'nofile-limit' } : {}) },
    {
      fact: `${fact} hard`,
      value: hard,
      from,
      ...(fact === 'process nofile' && hard !== 'unlimited' ? { finding: 'nofile-hard' } : {}),
    },
  ];
}

function read(line: string, from: number): readonly Draft[] {
  const found = row.exec(line) ?? prlimit.exec(line);
  if (found !== null) return limitDrafts(found[1] ?? '', found[2] ?? '', found[3] ?? '', from);
  const property = unit.exec(line);
  if (property !== null) {
    return [{ fact: `systemd ${property[1] ?? ''}`, value: property[2] ?? '', from }];
  }
  const tasks = status.exec(line);
  if (tasks !== null) {
    return [
      { fact: 'systemd TasksCurrent', value: tasks[1] ?? '', from, many: true },
      { fact: 'systemd TasksMax', value: tasks[2] ?? '', from },
    ];
  }
  const count = threads.exec(line)?.[1];
  return count === undefined ? [] : [{ fact: 'threads', value: count, from, many: true }];
}

/** Reads the limits of a process or unit. */
export const procLimits: Parser = {
  name: 'proc-limits',
  clues: [
    'max open files',
    'max processes',
    'nofile',
    'nproc',
    'tasksmax=',
    'taskscurrent=',
    'tasks: ',
    'threads:',
  ],
  emits: [
    { finding: 'nofile-limit', kind: 'number' },
    { finding: 'nofile-hard', kind: 'number' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};
