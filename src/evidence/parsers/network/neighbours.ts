/**
 * Neighbour entries: `ip neigh`, `arp -an`, `/proc/net/arp`, and arping. An entry that failed matters only for an address that
 * was asked for by name, or for the default gateway of the same paste; one that resolved may still be another machine's.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const entry =
  /^(\S{2,60}) dev (\S{1,40})(?: lladdr (\S{4,60}))?(?: router)?(?: (?:used|ref) \S{1,40}){0,2} (?:router )?(?:extern_learn )?(PERMANENT|NOARP|REACHABLE|STALE|DELAY|PROBE|INCOMPLETE|FAILED)\b/;
const arp = /^\S{1,80} \((\S{2,60})\) at (\S{4,60}) (?:\[ether\] {1,4})?(?:PERM )?on (\S{1,40})/;
const file =
  /^(\S{2,60}) {1,16}0x[\da-f]{1,4} {1,12}0x([\da-f]) {1,12}(\S{4,60}) {1,12}\* {1,12}\S/;
const one =
  /\bip (?:-[46] )?n(?:eigh(?:bou?r)?)? (?:show|get|list)? ?(?:to )?([\da-f.:]{2,45}|ip\d-\S{1,40})(?: |$)/;
const next =
  /^(\S{2,60})(?: from \S{1,60})?(?: via (\S{1,60}))? dev \S{1,40} (?:table \S{1,20} )?src /;
const gateway = /^default via (\S{1,60}) dev /;
const reply = /^Unicast reply from (\S{2,60}) \[([\da-f:]{11,17}|mac-\S{1,20})\]/i;
const habets = /^\d{1,4} bytes from ([\da-f:]{17}|mac-\d{1,15}) \((\S{2,60})\): index=/i;
const arping = /^ARPING \S/;
/** tcpdump, with or without -e. */
const who = /\bRequest who-has (\S{2,60})(?: \(\S{1,40}\))? tell \S/;
const isAt = /\bReply (\S{2,60}) is-at (\S{4,20})(?: \(oui \S{1,40}(?: \S{1,40})?\))?, length \d/;

interface Entry {
  readonly address: string;
  readonly isDead: boolean;
  readonly state: string;
  /** Hardware address; empty where there is none. */
  readonly mac: string;
  readonly at: number;
}

function readEntry(line: string, at: number): Entry | null {
  const modern = entry.exec(line);
  if (modern !== null) {
    const state = modern[4] ?? '';
    return {
      address: modern[1] ?? '',
      isDead: /INCOMPLETE|FAILED/.test(state),
      state,
      mac: (modern[3] ?? '').toLowerCase(),
      at,
    };
  }
  const older = arp.exec(line);
  if (older !== null) {
    const isDead = older[2] === '<incomplete>';
    const mac = isDead ? '' : (older[2] ?? '').toLowerCase();
    return { address: older[1] ?? '', isDead, state: isDead ? 'INCOMPLETE' : 'resolved', mac, at };
  }
  const raw = file.exec(line);
  if (raw === null) return null;
  const isDead = raw[2] === '0';
  const mac = isDead ? '' : (raw[3] ?? '').toLowerCase();
  return { address: raw[1] ?? '', isDead, state: isDead ? 'INCOMPLETE' : 'resolved', mac, at };
}

/** One answer to a question of ARP. */
interface Answer {
  readonly address: string;
  readonly mac: string;
  readonly at: number;
}

function answerOf(line: string, at: number): Answer | null {
  const linux = reply.exec(line);
  const other = habets.exec(line);
  const seen = isAt.exec(line);
  const address = linux?.[1] ?? other?.[2] ?? seen?.[1];
  const mac = linux?.[2] ?? other?.[1] ?? seen?.[2];
  return address === undefined || mac === undefined
    ? null
    : { address, mac: mac.toLowerCase(), at };
}

/** Two hardware addresses that answer in one run of arping, or to one question that tcpdump shows. */
function readReplies(paste: Paste, hits: readonly number[]): readonly Draft[] {
  const drafts: Draft[] = [];
  const questions = new Set<string>();
  let answers = new Map<string, string>();
  for (const at of hits) {
    const line = paste.line(at);
    if (arping.test(line)) answers = new Map();
    const asked = who.exec(line)?.[1];
    if (asked !== undefined) {
      questions.add(asked);
      answers.delete(asked);
    }
    const one = answerOf(line, at);
    if (one === null) continue;
    const { address, mac } = one;
    const known = answers.get(address);
    // What nobody asked for announces an address that moves.
    if (questions.has(address) || !isAt.test(line)) answers.set(address, known ?? mac);
    const finding = 'neighbour-entry';
    const isTwo = known !== undefined && known !== mac;
    drafts.push({
      fact: isTwo ? finding : 'arp reply',
      value: isTwo ? 'two-macs-answer' : mac,
      from: at,
      ...(isTwo ? { finding } : { many: true }),
    });
  }
  return drafts;
}

/** The host whose prompt stands above each line; empty where none does. */
function hostsOf(paste: Paste, hits: readonly number[]): ReadonlyMap<number, string> {
  const hosts = new Map<number, string>();
  let current = '';
  for (const at of hits) {
    current = paste.typed(at).host || current;
    hosts.set(at, current);
  }
  return hosts;
}

/** Entries that have another hardware address than the only one that answers for the same address on the same host. */
function readMismatch(
  entries: readonly Entry[],
  replies: readonly Answer[],
  hosts: ReadonlyMap<number, string>,
): readonly Draft[] {
  const keyOf = ({ address, at }: Entry | Answer): string => `${hosts.get(at) ?? ''} ${address}`;
  const held = Map.groupBy(entries, keyOf);
  const answered = Map.groupBy(replies, keyOf);
  return [...answered].flatMap(([key, all]): readonly Draft[] => {
    const known = held.get(key) ?? [];
    const [first] = known;
    const macs = new Set(all.map(({ mac }) => mac));
    const isOther = known.every(({ isDead, mac }) => !isDead && mac !== '' && !macs.has(mac));
    if (first === undefined || macs.size !== 1 || !isOther) return [];
    const finding = 'neighbour-entry';
    return [{ fact: finding, finding, value: 'old-or-wrong-mac', from: first.at }];
  });
}

/** Addresses that the paste itself names as the next hop. */
function findAsked(paste: Paste, hits: readonly number[]): ReadonlySet<string> {
  return new Set(
    hits.flatMap((at) => {
      const line = paste.line(at);
      const named = one.exec(paste.typed(at).run)?.[1];
      const way = next.exec(line);
      const through = gateway.exec(line)?.[1];
      return [named, way === null ? undefined : (way[2] ?? way[1]), through].filter(
        (address) => address !== undefined,
      );
    }),
  );
}

/** Reads neighbour entries. */
export const neighbours: Parser = {
  name: 'neighbours',
  clues: [
    ' dev ',
    'ip neigh',
    'ip n ',
    ') at ',
    ' 0x1 ',
    'unicast reply',
    'index=',
    'arping ',
    'request who-has',
    ' is-at ',
  ],
  emits: ['unresolved', 'two-macs-answer', 'old-or-wrong-mac'].map((value) => ({
    finding: 'neighbour-entry',
    value,
  })),
  read: (paste, hits) => {
    const asked = findAsked(paste, hits);
    const entries = hits.flatMap((at) => readEntry(paste.line(at), at) ?? []);
    const states = Map.groupBy(entries, ({ address }) => address);
    const facts = entries.map(({ address, state, at }): Draft => ({
      fact: `neighbour ${address}`,
      value: state,
      from: at,
      many: true,
    }));
    const dead = [...asked].flatMap((address): readonly Draft[] => {
      const all = states.get(address) ?? [];
      const [first] = all;
      if (first === undefined || !all.every(({ isDead }) => isDead)) return [];
      const finding = 'neighbour-entry';
      return [{ fact: finding, finding, value: 'unresolved', from: first.at }];
    });
    const replies = hits.flatMap((at) => answerOf(paste.line(at), at) ?? []);
    return [
      ...facts,
      ...dead,
      ...readReplies(paste, hits),
      ...readMismatch(entries, replies, hostsOf(paste, hits)),
    ];
  },
};
