/**
 * Counters of network cards: `ip -s link`, `ifconfig` old and new, `ethtool -S`, and the allowances of EC2. Two samples become
 * a rate. Virtual interfaces are left out, and so is RX "dropped", which also counts unknown protocols.
 */
import { isAllowance } from '#evidence/counters.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const columns = /^(?:RX|TX):? {1,4}(?:bytes|errors:) {1,4}/;
const link = /^\d{1,6}: (\S{1,40}): </;
const flags = /^(\S{1,40}): flags=\d/;
const encap = /^(\S{1,40}) {1,12}Link encap:/;
const newErrors =
  /^(RX|TX) errors (\d{1,18}) {1,4}dropped (\d{1,18}) {1,4}overruns (\d{1,18}) {1,4}(?:frame|carrier) (\d{1,18})/;
const oldErrors =
  /^(RX|TX) packets:\d{1,18} errors:(\d{1,18}) dropped:(\d{1,18}) overruns:(\d{1,18}) (?:frame|carrier):(\d{1,18})/;
const asked = /\bethtool (?:-S|--statistics) (\S{1,40})/;
const heading = 'NIC statistics:';
const statistic = /^([\w.[\]-]{2,60}(?: [\w.[\]-]{1,40})?): (\d{1,20})$/;
/** Names of physical cards and what is bound of them; `eth0@if7` is one end of a pair. */
const card = /^(?:eth|em|ib|bond|team|en[opsx]|p\d)\w{1,14}$/;

const missed = /missed|no_?buf|no_dma|nodesc|out_of_buffer|rx_fifo_err|rx_discards_phy/i;
const failed = /tx_timeouts?$|tx_hang|tx_errors|tx_aborted|tx_carrier/i;

/** Lines of `ethtool -S`: cards with many queues print some thousands. */
const longestTable = 4000;

/** Lines between an interface's name and its counters. */
const reach = 9;

function interfaceAbove(paste: Paste, at: number): string {
  for (let above = at; above >= Math.max(0, at - reach); above -= 1) {
    const line = paste.line(above);
    const found = link.exec(line) ?? flags.exec(line) ?? encap.exec(line);
    if (found !== null) return found[1] ?? '';
  }
  return 'an interface';
}

function sample(name: string, value: number | string, from: number): Draft {
  return { fact: `counter nic ${name}`, value: value.toString(), from, many: true };
}

function readColumns(paste: Paste, at: number, name: string): readonly Draft[] {
  const names = paste.line(at).split(/\s+/, 12);
  const cells = paste.line(at + 1).split(/\s+/, 12);
  if (!cells.every((cell) => /^\d{1,20}$/.test(cell))) return [];
  // The direction, and in the second table `errors:`, stand before the names.
  const words = names.slice(names[1] === 'errors:' ? 2 : 1);
  const figure = (word: string): number => Number(cells[words.indexOf(word)] ?? 0);
  const mark: Draft = { fact: 'link counters', value: name, from: at, to: at + 1, many: true };
  if (!card.test(name)) return [mark];
  if (names[0]?.startsWith('RX') === true) {
    const word = words.includes('missed') ? 'missed' : 'overrun';
    return words.includes(word)
      ? [mark, sample(`rx-missed ${name} ${word}`, figure(word), at + 1)]
      : [mark];
  }
  if (!words.includes('carrier')) return [mark];
  const sum = figure('errors') + figure('dropped') + figure('carrier');
  return [mark, sample(`tx-errors ${name}`, sum, at + 1)];
}

function readErrors(name: string, found: RegExpExecArray, at: number): readonly Draft[] {
  const [, direction, errors, , overruns, last] = found;
  const mark: Draft = { fact: 'link counters', value: name, from: at, many: true };
  if (!card.test(name)) return [mark];
  return direction === 'RX'
    ? [mark, sample(`rx-missed ${name} overruns`, overruns ?? '', at)]
    : [mark, sample(`tx-errors ${name}`, Number(errors) + Number(last), at)];
}

function readStatistic(line: string, name: string, at: number): readonly Draft[] {
  const [, key = '', value = ''] = statistic.exec(line) ?? [];
  if (key === '') return [];
  if (isAllowance(key)) {
    return [{ fact: `counter ena ${key} ${name}`, value, from: at, many: true }];
  }
  if (/^[rt]x\d{0,3}_\w{0,20}drops?$/.test(key)) {
    return [{ fact: `card ${key} ${name}`, value, from: at, many: true }];
  }
  if (missed.test(key)) return [sample(`rx-missed ${name} ${key}`, value, at)];
  return failed.test(key) ? [sample(`tx-errors ${name} ${key}`, value, at)] : [];
}

/** Reads the statistics that follow a heading or a command. */
function readStatistics(paste: Paste, at: number, name: string, out: Draft[]): number {
  let end = at + 1;
  for (; end < at + longestTable; end += 1) {
    const line = paste.line(end);
    if (!statistic.test(line)) break;
    out.push(...readStatistic(line, name, end));
  }
  if (end > at + 1 || paste.line(at) === heading) {
    out.push({ fact: 'card statistics', value: name, from: at, to: end - 1, many: true });
  }
  return end;
}

/** Reads counters of network cards. */
export const linkCounters: Parser = {
  name: 'link-counters',
  clues: [
    'rx: ',
    'tx: ',
    'rx errors',
    'tx errors',
    'rx packets:',
    'tx packets:',
    'ethtool -s',
    'ethtool --statistics',
    'nic statistics:',
    'allowance_exceeded',
    '_errors: ',
    '_drops: ',
    '_dropped: ',
    '_timeouts: ',
    '_missed',
    'no_buf',
    'no_dma',
    'nodesc',
    'out_of_buffer',
    'tx_hang',
    'tx_timeout',
  ],
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let name = 'the card';
    let next = 0;
    for (const at of hits) {
      if (at < next) continue;
      const line = paste.line(at);
      const errors = newErrors.exec(line) ?? oldErrors.exec(line);
      const typed = asked.exec(paste.typed(at).run)?.[1];
      if (errors !== null) drafts.push(...readErrors(interfaceAbove(paste, at), errors, at));
      else if (columns.test(line)) {
        drafts.push(...readColumns(paste, at, interfaceAbove(paste, at).replace(/@NONE$/, '')));
      } else if (typed !== undefined) {
        name = typed;
        next = readStatistics(paste, at, name, drafts);
      } else if (line === heading) next = readStatistics(paste, at, name, drafts);
      else drafts.push(...readStatistic(line, name, at));
    }
    return drafts;
  },
};
