/**
 * Sockets by state: counts that `sort | uniq -c` or awk made, rows of `ss -tan` and `netstat -an`, and counts of the sockets to
 * one destination. No table of sockets makes plain which end its host is.
 */
import type { Draft, Emission, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const state =
  'ESTABLISHED|ESTAB|TIME[-_]WAIT|CLOSE[-_]WAIT|SYN[-_](?:SENT|RECV)|FIN[-_]WAIT[-_]?[12]|LAST[-_]ACK|CLOSING|LISTEN';
const countFirst = new RegExp(`^(\\d{1,9}) (${state})$`);
const countLast = new RegExp(`^(${state})[ \\t]{1,20}(\\d{1,9})$`);
const oneTarget =
  /^(?:sudo )?ss -[a-zA-Z46]{1,8}(?: state ([a-z-]{4,12}))? ["']?dst ["']?[^"'|]{3,60}:(\d{1,5})["']?(?: ?\| ?(.{1,80}))?$/;
const grepCount =
  /^(?:sudo )?(?:ss|netstat) -[a-zA-Z46]{1,8} ?\|(?: ?(?:grep|egrep|fgrep) [^|]{1,80}\|){1,4} ?wc -l$/;
const anyState = new RegExp(state);
const number = /^\d{1,9}$/;

/** Ports from here on are handed out to clients by default (ip_local_port_range), so they name no service. */
const firstEphemeral = 32_768;

/** Rows of a table of counts. */
const longestTable = 12;

function nameOf(word: string): string {
  const name = word.toLowerCase().replaceAll('_', '-').replace('wait-', 'wait');
  return name === 'estab' ? 'established' : name;
}

/** Fewer sockets than this are few, whatever their state (finding `tuple-states`). */
const someSockets = 1000;

/** The state that holds most sockets, as `tuple-states` words it; null when none holds half of them. */
function mostly(counts: ReadonlyMap<string, number>): string | null {
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
  if (total < someSockets) return total === 0 ? null : 'few';
  if ((counts.get('time-wait') ?? 0) * 2 > total) return 'mostly-time-wait';
  return (counts.get('established') ?? 0) * 2 > total ? 'mostly-established' : null;
}

interface Counted {
  readonly name: string;
  readonly count: number;
}

function countedIn(line: string): Counted | null {
  const first = countFirst.exec(line);
  if (first !== null) return { name: nameOf(first[2] ?? ''), count: Number(first[1]) };
  const last = countLast.exec(line);
  return last === null ? null : { name: nameOf(last[1] ?? ''), count: Number(last[2]) };
}

/** The table of counts after a command that names one destination. */
function tupleTable(paste: Paste, at: number): readonly Draft[] {
  const counts = new Map<string, number>();
  let to = at;
  for (let line = at + 1; line <= at + longestTable; line += 1) {
    const counted = countedIn(paste.line(line));
    if (counted === null) break;
    counts.set(counted.name, (counts.get(counted.name) ?? 0) + counted.count);
    to = line;
  }
  const value = mostly(counts);
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const place = { from: at, to, many: true as const };
  if (total === 0) return [];
  return [
    { fact: 'sockets to one destination', value: total.toString(), ...place },
    ...(value === null ? [] : [{ fact: 'tuple-states', finding: 'tuple-states', value, ...place }]),
  ];
}

/** What a command on the sockets to one destination printed. */
function target(paste: Paste, at: number): readonly Draft[] | null {
  const found = oneTarget.exec(paste.typed(at).run);
  if (found === null) return null;
  const [, filter, port, pipe = ''] = found;
  if (Number(port) >= firstEphemeral) return [];
  if (pipe.includes('uniq -c') && filter === undefined) return tupleTable(paste, at);
  const value = paste.line(at + 1);
  if (pipe.trim() !== 'wc -l' || !number.test(value)) return [];
  const suffix = filter === undefined ? '' : `, ${filter}`;
  const fact = `sockets to one destination${suffix}`;
  return [{ fact, value, from: at, to: at + 1, many: true }];
}

/** `netstat -na | grep TIME_WAIT | grep 10.0.8.114:7991 | wc -l` and the like. */
function grepped(paste: Paste, at: number): readonly Draft[] {
  const { run } = paste.typed(at);
  const value = paste.line(at + 1);
  if (!grepCount.test(run) || !number.test(value)) return [];
  const named = anyState.exec(run)?.[0];
  if (named === undefined) return [];
  return [{ fact: `sockets grepped ${nameOf(named)}`, value, from: at, to: at + 1, many: true }];
}

const emits: readonly Emission[] = ['few', 'mostly-time-wait', 'mostly-established'].map(
  (value) => ({
    finding: 'tuple-states',
    value,
  }),
);

/** Reads sockets by state. */
export const socketStates: Parser = {
  name: 'socket-states',
  clues: [
    'estab',
    'time-wait',
    'time_wait',
    'close-wait',
    'close_wait',
    'syn-',
    'syn_',
    'fin-wait',
    'fin_wait',
    'last-ack',
    'last_ack',
    'dst ',
  ],
  emits,
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    for (const at of hits) {
      const line = paste.line(at);
      const counted = countedIn(line);
      if (counted !== null) {
        drafts.push({
          fact: `sockets ${counted.name}`,
          value: counted.count.toString(),
          from: at,
          many: true,
        });
      } else drafts.push(...(target(paste, at) ?? grepped(paste, at)));
    }
    return drafts;
  },
};
