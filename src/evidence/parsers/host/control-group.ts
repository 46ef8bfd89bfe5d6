/**
 * Control groups: `cpu.stat` and `cpu.max` (finding `cpu-throttled`, the CPUs that a quota leaves), and tasks per level of the
 * hierarchy as the command of `thread-usage` prints them. Both versions: `throttled_usec` is of v2, `throttled_time` of v1.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const statRow = /^([a-z_.]{4,24}) (\d{1,20})$/;
const quota = /^(?:max|(\d{1,12})) (\d{3,9})$/;
const asksQuota = /^(?:sudo )?cat .{0,300}\/cpu\.max"?(?:;| \||$)/;
const allowed = /^Cpus_allowed_list:\s{1,8}(\d[\d,-]{0,80})$/;
const level = /^(\/[\w./:@\\-]{1,240}) (\d{1,9})\/(max|\d{1,9})$/;

/** Lines of one `cpu.stat`. */
const longestStat = 16;

interface Stat {
  readonly at: number;
  readonly to: number;
  readonly throttled: number;
  readonly periods: number;
  readonly host: string;
  readonly keys: string;
}

/** First figures of a block: those of v2 begin with times, those of v1 with periods. */
const head =
  /^(?:usage_usec|user_usec|system_usec|nice_usec|core_sched\.force_idle_usec|nr_periods) /;

/** The block of figures around a line with `nr_throttled`; the next block may follow without a line between. */
function statAt(paste: Paste, at: number): Stat | null {
  const values = new Map<string, number>();
  let [from, to] = [at, at];
  while (from > 0 && from > at - longestStat && head.test(paste.line(from - 1))) {
    from -= 1;
    if (/^usage_usec /.test(paste.line(from))) break;
  }
  for (let line = from; line < from + longestStat; line += 1) {
    const found = statRow.exec(paste.line(line));
    if (found === null || values.has(found[1] ?? '')) break;
    if (line > at && head.test(paste.line(line))) break;
    values.set(found[1] ?? '', Number(found[2]));
    to = line;
  }
  const [throttled, periods] = [values.get('nr_throttled'), values.get('nr_periods')];
  if (throttled === undefined || periods === undefined) return null;
  const keys = [...values.keys()].join(' ');
  return { at: from, to, throttled, periods, host: paste.typed(from - 1).host, keys };
}

/** Two samples of one group: the same figures in the same order, none lower than before, no other command between. */
function throttling(paste: Paste, stats: readonly Stat[]): readonly Draft[] {
  const facts = stats.map((stat): Draft => {
    const value = `${stat.throttled}/${stat.periods}`;
    return { fact: 'cpu periods throttled', value, from: stat.at, to: stat.to, many: true };
  });
  const [first] = stats;
  const last = stats.at(-1);
  if (first === undefined || last === undefined || first === last) return facts;
  const isOne = stats.every((stat, place) => {
    const before = stats[place - 1];
    if (before === undefined) return true;
    if (stat.keys !== before.keys || stat.periods < before.periods) return false;
    return stat.throttled >= before.throttled && isSameCommand(paste, before, stat, first);
  });
  // A group that did not run for a single period between the samples was not observed.
  const isObserved = last.throttled > first.throttled || last.periods > first.periods;
  if (!isOne || !isObserved) return facts;
  const value = last.throttled > first.throttled ? 'rising' : 'flat';
  return [
    ...facts,
    { fact: 'cpu-throttled', finding: 'cpu-throttled', value, from: last.at, to: last.to },
  ];
}

/** Whether nothing stands between two samples, or the very command that stands above the first. */
function isSameCommand(paste: Paste, before: Stat, stat: Stat, first: Stat): boolean {
  const above = paste.typed(first.at - 1).run;
  if (/cpu\.stat.{0,200}cpu\.stat/.test(above) && !above.includes('2>/dev/null')) return false;
  if (above.includes('cpu.stat') && paste.typed(stat.at - 1).run === above) return true;
  for (let line = before.to + 1; line < stat.at; line += 1) {
    if (line > before.to + longestStat) return false;
    const { run } = paste.typed(line);
    if (run !== '' && run !== above && !/^(?:\d\d:\d\d:\d\d|sleep \d{1,4}|--)$/.test(run))
      return false;
  }
  return first.at > 0 && above.includes('cpu.stat');
}

function countList(list: string): number {
  return list.split(',').reduce((sum, part) => {
    const [low = '', high = low] = part.split('-');
    return sum + Number(high) - Number(low) + 1;
  }, 0);
}

/** CPUs by quota, or by the list of `Cpus_allowed_list` where the quota is known to be none (finding `cpus-seen`). */
function cpus(paste: Paste, at: number): readonly Draft[] {
  if (!asksQuota.test(paste.typed(at).run)) return [];
  const found = quota.exec(paste.line(at + 1));
  if (found === null) return [];
  const place = { from: at, to: at + 1 };
  const fact: Draft = { fact: 'cpu.max', value: found[0], ...place, many: true };
  const list = allowed.exec(paste.line(at + 2))?.[1] ?? allowed.exec(paste.line(at + 3))?.[1];
  const byList = list === undefined ? null : countList(list);
  const limit = found[1] === undefined ? null : Math.ceil(Number(found[1]) / Number(found[2]));
  const seen = limit ?? byList;
  if (seen === null || !(seen > 0)) return [fact];
  return [fact, { fact: 'cpus-seen', finding: 'cpus-seen', value: String(seen), ...place }];
}

/** Levels of the hierarchy, from the process's group up; the fullest counts. */
function tasks(paste: Paste, at: number): readonly Draft[] {
  const rows: { share: number; value: string }[] = [];
  let to = at;
  for (let line = at + 1; line < at + longestStat; line += 1) {
    const found = level.exec(paste.line(line));
    if (found === null) break;
    to = line;
    const [, , current, most] = found;
    if (most !== 'max')
      rows.push({ share: Number(current) / Number(most), value: `${current}/${most}` });
  }
  if (to === at) return [];
  const read: Draft = { fact: 'task levels', value: String(to - at), from: at, to, many: true };
  const top = rows
    .filter(({ share }) => Number.isFinite(share))
    .sort((a, b) => b.share - a.share)[0];
  if (top === undefined) return [read];
  return [read, { fact: 'thread-usage', finding: 'thread-usage', value: top.value, from: at, to }];
}

/** Reads what control groups allow and count. */
export const controlGroup: Parser = {
  name: 'control-group',
  clues: ['nr_throttled', 'cpu.max', 'pids.current)/$('],
  emits: [
    ...['rising', 'flat'].map((value) => ({ finding: 'cpu-throttled', value })),
    { finding: 'cpus-seen', kind: 'number' },
    { finding: 'thread-usage', kind: 'ratio' },
  ],
  read: (paste, hits) => {
    const stats = hits.flatMap((at) =>
      paste.line(at).startsWith('nr_throttled') ? (statAt(paste, at) ?? []) : [],
    );
    // A block without a prompt of its own is from the host of the block before.
    let current = '';
    const byHost = Map.groupBy(stats, ({ host }) => {
      if (host !== '') current = host;
      return current;
    });
    return [
      ...[...byHost.values()].flatMap((one) => throttling(paste, one)),
      ...hits.flatMap((at) => [
        ...cpus(paste, at),
        ...(paste.typed(at).run.includes('pids.current)/$(') ? tasks(paste, at) : []),
      ]),
    ];
  },
};
