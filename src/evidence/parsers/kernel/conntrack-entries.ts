/**
 * Rows of the table of tracked connections (`conntrack -L`, `/proc/net/nf_conntrack`) and events (`conntrack -E`). How many of
 * which state stands in a stretch is a fact. Where an entry may point is told by the rule that translates the service address, if
 * the paste has it. Without it, an unanswered flow beside answered ones to another address shows where the service lives; an
 * answered flow shows nothing: it was answered once, perhaps by a server that is gone.
 */
import { isPrompt } from '#evidence/parsers/sockets/socket-table.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const row =
  /^(?:\[[\d.]{1,20}\]\s{1,8})?(?:\[(?:NEW|UPDATE|DESTROY)\]\s{1,8})?(?:ipv[46]\s{1,8}\d{1,2} )?(tcp|udp|icmp|icmpv6|sctp|dccp|gre|unknown)\s{1,8}\d{1,3}(?: \d{1,9})?(?: ([A-Z_]{4,12}))? src=/;
const shown =
  /^conntrack v[\d.]{3,12} \(conntrack-tools\): (\d{1,10}) flow entries have been shown/;

const ofService =
  /^(?:sudo )?conntrack -L (?:-p udp (?:--orig-dst|-d)|(?:--orig-dst|-d) \S{2,60} -p udp)(?: \S{2,60})?(?: 2>(?:\/dev\/null|&1))?$/;
const flow =
  /^udp {1,8}17 \d{1,9} src=\S{2,60} dst=(\S{2,60}) sport=\d{1,5} dport=\d{1,5} (?:packets=\d{1,15} bytes=\d{1,18} )?(\[UNREPLIED\] )?src=(\S{2,60}) dst=/;

/** Entries of one command. */
const mostFlows = 5000;

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]{3,39}|ip[46]-[a-z]{1,10}-\d{1,6})$/;
/** A column of `iptables -L` that holds an address or a network. */
const place = /^(?:anywhere|\d[\d.]{6,14}(?:\/\d{1,2})?|ip[46]-[a-z]{1,10}-\d{1,6})$/;

/** An address without port, network length and brackets; null for anything else, a range for example. */
function bareAddress(word: string | undefined): string | null {
  const bare = (word ?? '')
    .replace(/\/(?:32|128)$/, '')
    .replace(/^\[([\da-f:]{3,39})\](?::\d{1,5})?$/, '$1')
    .replace(/^([^:]{7,30}):\d{1,5}$/, '$1');
  return address.test(bare) ? bare : null;
}

/** From where to where a rule translates: nft, `iptables -S`, `iptables -L`. */
function translationIn(line: string): { readonly from: string; readonly to: string } | null {
  const words = line.split(/\s+/, 40);
  const after = (word: string): string | undefined => {
    const at = words.indexOf(word);
    return at === -1 ? undefined : words[at + 1];
  };
  const listed = words.indexOf('DNAT');
  const isListing = listed !== -1 && /^(?:udp|17)$/.test(words[listed + 1] ?? '');
  const [from, to] = isListing
    ? [words.slice(listed).filter((word) => place.test(word))[1], words.at(-1)?.replace(/^to:/, '')]
    : [after('daddr') ?? after('-d'), after('--to-destination') ?? wordAfter(words, 'dnat', 'to')];
  const [bareFrom, bareTo] = [bareAddress(from), bareAddress(to)];
  return bareFrom === null || bareTo === null ? null : { from: bareFrom, to: bareTo };
}

/** The word after two that follow each other. */
function wordAfter(words: readonly string[], first: string, second: string): string | undefined {
  const at = words.findIndex((word, index) => word === first && words[index + 1] === second);
  return at === -1 ? undefined : words[at + 2];
}

/** Where the rules of a paste send each service address; empty where none is shown. */
function targetsOf(paste: Paste, hits: readonly number[]): ReadonlyMap<string, Set<string>> {
  const targets = new Map<string, Set<string>>();
  for (const at of hits) {
    const found = translationIn(paste.line(at));
    if (found === null) continue;
    targets.set(found.from, (targets.get(found.from) ?? new Set()).add(found.to));
  }
  return targets;
}

/** One entry of a flow to the service. */
interface Flow {
  readonly to: string;
  readonly isAnswered: boolean;
  readonly line: number;
}

const finding = 'udp-entry';

/** Where the flows to one service address go (finding `udp-entry`), when the whole of them is shown. */
function service(
  paste: Paste,
  at: number,
  targets: ReadonlyMap<string, Set<string>>,
): readonly Draft[] {
  if (!ofService.test(paste.typed(at).run)) return [];
  const flows: Flow[] = [];
  const services = new Set<string>();
  let isWhole = false;
  let end = at + 1;
  for (; end < Math.min(paste.count, at + mostFlows); end += 1) {
    const found = flow.exec(paste.line(end));
    const isTotal = shown.test(paste.line(end));
    if (found === null && !isTotal) break;
    isWhole ||= isTotal;
    if (found === null) continue;
    const [, dst = '', mark, to = ''] = found;
    services.add(dst);
    flows.push({ to, isAnswered: mark === undefined, line: end });
  }
  const [address = ''] = services;
  if (services.size !== 1) return [];
  const alive = targets.get(address);
  const lost = alive === undefined ? unanswered(flows) : flows.find(({ to }) => !alive.has(to));
  isWhole ||= isPrompt(paste, end) && end < paste.count;
  if (!isWhole) return [];
  if (lost !== undefined) {
    return [{ fact: finding, finding, value: 'points-to-dead-address', from: lost.line }];
  }
  return alive === undefined
    ? []
    : [{ fact: finding, finding, value: 'current', from: at, to: end - 1 }];
}

/** A flow without an answer to another address than those with one. */
function unanswered(flows: readonly Flow[]): Flow | undefined {
  const answered = new Set(flows.filter(({ isAnswered }) => isAnswered).map(({ to }) => to));
  if (answered.size === 0) return undefined;
  return flows.find(({ to, isAnswered }) => !isAnswered && !answered.has(to));
}

/** Reads tracked connections. */
export const conntrackEntries: Parser = {
  name: 'conntrack-entries',
  clues: [' src=', 'flow entries have been shown', 'conntrack -l', 'dnat to ', ' dnat '],
  emits: ['points-to-dead-address', 'current'].map((value) => ({ finding: 'udp-entry', value })),
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let from = -1;
    let last = -2;
    let counts = new Map<string, number>();
    const close = (): void => {
      for (const [state, count] of counts) {
        const fact = `tracked ${state}`;
        drafts.push({ fact, value: count.toString(), from, to: last, many: true });
      }
      counts = new Map();
    };
    for (const at of hits) {
      const line = paste.line(at);
      const total = shown.exec(line)?.[1];
      if (total !== undefined) {
        drafts.push({ fact: 'tracked entries', value: total, from: at, many: true });
        continue;
      }
      const found = row.exec(line);
      if (found === null) continue;
      if (last !== at - 1) {
        close();
        from = at;
      }
      last = at;
      const mark = line.includes('[UNREPLIED]') ? 'unreplied' : 'replied';
      const state = `${found[1] ?? ''} ${found[2]?.toLowerCase() ?? mark}`;
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    close();
    const targets = targetsOf(paste, hits);
    return [...drafts, ...hits.flatMap((at) => service(paste, at, targets))];
  },
};
