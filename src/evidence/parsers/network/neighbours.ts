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
const habets = /^\d{1,4} bytes from ([\da-f:]{17}) \((\S{2,60})\): index=/i;
const arping = /^ARPING \S/;

interface Entry {
  readonly address: string;
  readonly isDead: boolean;
  readonly state: string;
  readonly at: number;
}

function readEntry(line: string, at: number): Entry | null {
  const modern = entry.exec(line);
  if (modern !== null) {
    const state = modern[4] ?? '';
    return { address: modern[1] ?? '', isDead: /INCOMPLETE|FAILED/.test(state), state, at };
  }
  const older = arp.exec(line);
  if (older !== null) {
    const isDead = older[2] === '<incomplete>';
    return { address: older[1] ?? '', isDead, state: isDead ? 'INCOMPLETE' : 'resolved', at };
  }
  const raw = file.exec(line);
  if (raw === null) return null;
  const isDead = raw[2] === '0';
  return { address: raw[1] ?? '', isDead, state: isDead ? 'INCOMPLETE' : 'resolved', at };
}

/** Two hardware addresses that answer in one run of arping. */
function readReplies(paste: Paste, hits: readonly number[]): readonly Draft[] {
  const drafts: Draft[] = [];
  let answers = new Map<string, string>();
  for (const at of hits) {
    const line = paste.line(at);
    if (arping.test(line)) answers = new Map();
    const linux = reply.exec(line);
    const other = habets.exec(line);
    const [address = '', mac = ''] =
      linux === null ? [other?.[2], other?.[1]] : [linux[1], linux[2]];
    if (address === '') continue;
    const known = answers.get(address);
    answers.set(address, known ?? mac.toLowerCase());
    const finding = 'neighbour-entry';
    const isTwo = known !== undefined && known !== mac.toLowerCase();
    drafts.push({
      fact: isTwo ? finding : 'arp reply',
      value: isTwo ? 'two-macs-answer' : mac.toLowerCase(),
      from: at,
      ...(isTwo ? { finding } : { many: true }),
    });
  }
  return drafts;
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
  clues: [' dev ', 'ip neigh', 'ip n ', ') at ', ' 0x1 ', 'unicast reply', 'index=', 'arping '],
  emits: ['unresolved', 'two-macs-answer'].map((value) => ({
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
    return [...facts, ...dead, ...readReplies(paste, hits)];
  },
};
