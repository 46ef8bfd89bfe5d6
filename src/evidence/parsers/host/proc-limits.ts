/** The limits of a process: `/proc/PID/limits`, prlimit, and what systemd gives a unit. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const row =
  /^Max (open files|processes) {2,40}(\d{1,20}|unlimited) {1,30}(\d{1,20}|unlimited)(?: |$)/;
const prlimit =
  /^(NOFILE|NPROC) {2,20}[a-z ]{5,60} (\d{1,20}|unlimited) {1,20}(\d{1,20}|unlimited)(?: |$)/;
const unit =
  /^(LimitNOFILE|LimitNOFILESoft|LimitNPROC|LimitNPROCSoft|TasksMax|TasksCurrent)=(\d{1,20}|infinity)$/;
const status = /^Tasks: (\d{1,9}) \(limit: (\d{1,9})\)/;
// The rest of what `systemctl show` is asked for: said, and no question of ours.
const property =
  /^(Accept|DefaultTasksMax|FragmentPath|MainPID|MaxConnections|MaxConnectionsPerSource|Backlog|TriggerLimitBurst|TriggerLimitIntervalSec|Restart|Result|SubState|ActiveState|NRestarts|TasksAccounting|CPUQuotaPerSecUSec)=(\S{0,120})$/;
const heading = /^Limit {5,40}Soft Limit {5,20}Hard Limit {5,20}Units$/;
const anyLimit =
  /^Max [a-z -]{5,24} {1,30}(?:\d{1,20}|unlimited) {1,30}(?:\d{1,20}|unlimited)(?: {1,30}[a-z]{2,10})?$/;
const prlimitHeading = /^RESOURCE {1,8}DESCRIPTION {5,60}SOFT {1,20}HARD UNITS$/;
const anyResource =
  /^[A-Z]{2,10} {1,12}[a-z][a-zA-Z /-]{5,60} (?:\d{1,20}|unlimited) {1,20}(?:\d{1,20}|unlimited)(?: [a-z]{2,12})?$/;
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
  const limit = unit.exec(line);
  if (limit !== null) {
    return [{ fact: `systemd ${limit[1] ?? ''}`, value: limit[2] ?? '', from }];
  }
  const other = property.exec(line);
  if (other !== null)
    return [{ fact: `systemd ${other[1] ?? ''}`, value: other[2] ?? '', from, many: true }];
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

/** Rows of a whole listing. */
const longestListing = 20;

/** The rows below a heading, so that the listing counts as read. */
function listing(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  const form = heading.test(line) ? anyLimit : prlimitHeading.test(line) ? anyResource : null;
  if (form === null) return [];
  let to = at;
  while (to < at + longestListing && form.test(paste.line(to + 1))) to += 1;
  return [{ fact: 'limits of the process', value: 'listed', from: at, to, many: true }];
}

/** Lines between the two limits that the command of `limit-raised-after-start` prints together. */
const near = 6;

/**
 * Whether the hard limit of a live process is above that of its unit: it was raised after the start. Only where the command
 * asks for the unit of that very process, so that no other unit's limit is compared.
 */
function raised(paste: Paste, at: number): readonly Draft[] {
  const hard = row.exec(paste.line(at));
  if (hard === null || hard[1] !== 'open files') return [];
  for (let line = Math.max(0, at - near); line <= at + near; line += 1) {
    const given = /^LimitNOFILE=(\d{1,12})$/.exec(paste.line(line))?.[1];
    if (given === undefined || !asksUnit(paste, Math.min(at, line))) continue;
    const [live, unitLimit] = [Number(hard[3]), Number(given)];
    if (!(live >= unitLimit)) return [];
    const value = live > unitLimit ? 'yes' : 'no';
    const finding = 'limit-raised-after-start';
    return [{ fact: finding, finding, value, from: Math.min(at, line), to: Math.max(at, line) }];
  }
  return [];
}

/** The same in a collection, whose sections ask for the limits and the unit of one process. */
function collected(paste: Paste, hits: readonly number[]): readonly Draft[] {
  const hard = new Map<string, number>();
  const units = new Map<string, number>();
  for (const at of hits) {
    const found = row.exec(paste.line(at));
    if (found?.[1] === 'open files') hard.set(found[3] ?? '', at);
    const given = /^LimitNOFILE=(\d{1,12})$/.exec(paste.line(at))?.[1];
    const asked = paste.line(at - 1);
    if (given !== undefined && /^== halfopen run unit: .{1,200}ps -o unit= -p/.test(asked))
      units.set(given, at);
  }
  const [[live, from] = ['', 0], ...otherLimits] = [...hard];
  const [[given, to] = ['', 0], ...otherUnits] = [...units];
  if (live === '' || given === '' || otherLimits.length + otherUnits.length > 0) return [];
  if (!(Number(live) >= Number(given))) return [];
  const value = Number(live) > Number(given) ? 'yes' : 'no';
  const finding = 'limit-raised-after-start';
  return [{ fact: finding, finding, value, from: Math.max(from, to) }];
}

/** Whether the line above asks for the unit by the process's own number. */
function asksUnit(paste: Paste, at: number): boolean {
  const { run } = paste.typed(at - 1);
  return /open files/.test(run) && /systemctl show\b.{1,80}\bps -o unit= -p\b/.test(run);
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
    'soft limit',
    'resource ',
    'accept=',
    'triggerlimit',
    'mainpid=',
    'maxconnections',
    'backlog=',
    'activestate=',
    'substate=',
    'nrestarts=',
  ],
  emits: [
    { finding: 'nofile-limit', kind: 'number' },
    { finding: 'nofile-hard', kind: 'number' },
    ...['yes', 'no'].map((value) => ({ finding: 'limit-raised-after-start', value })),
  ],
  read: (paste, hits) => [
    ...hits.flatMap((at) => [
      ...read(paste.line(at), at),
      ...listing(paste, at),
      ...raised(paste, at),
    ]),
    ...collected(paste, hits),
  ],
};
