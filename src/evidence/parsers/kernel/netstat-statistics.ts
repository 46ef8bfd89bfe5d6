/**
 * Counters as `netstat -s` prints them: in sections, a figure within a sentence or a name with a figure. A line that a grep
 * left without its section is read by its sentence.
 */
import { bareNames, knownCounters, sentences } from '#evidence/counters.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const heading = /^(Ip6?|Icmp6?|IcmpMsg|Tcp|Udp6?|UdpLite6?|TcpExt|IpExt|MPTcpExt|Sctp):$/;
const figure = /^(\D{0,90})(\d{1,20})(\D{0,90})$/;
const named = /^([A-Z][A-Z0-9]{2,40}): (\d{1,20})$/i;

/** Lines of one section. Linux 6.18 has some 150 counters in TcpExt. */
const longestSection = 250;

function sentenceDraft(line: string, from: number): Draft | null {
  const found = figure.exec(line);
  if (found === null) return null;
  // `received.` and `received` are one sentence.
  const text = `${found[1] ?? ''}#${(found[3] ?? '').replace(/\.$/, '')}`;
  const name = sentences.get(text);
  if (name === undefined) return null;
  return { fact: `counter ${name}`, value: found[2] ?? '', from, many: true };
}

function namedDraft(line: string, section: string, from: number): Draft | null {
  const found = named.exec(line);
  const short = found?.[1] ?? '';
  const name = section === '' && bareNames.has(short) ? `TcpExt${short}` : `${section}${short}`;
  if (!knownCounters.has(name)) return null;
  return { fact: `counter ${name}`, value: found?.[2] ?? '', from, many: true };
}

function udpDraft(line: string, from: number): Draft | null {
  const found = figure.exec(line);
  if (found?.[3] !== ' receive buffer errors') return null;
  return { fact: 'counter UdpRcvbufErrors', value: found[2] ?? '', from, many: true };
}

/** Reads one section; a line without a figure ends it, unless it names a histogram. */
function readSection(paste: Paste, at: number, section: string, out: Draft[]): number {
  let end = at + 1;
  for (; end < at + longestSection; end += 1) {
    const line = paste.line(end);
    // A blank line inside a section is a web page's.
    if (line === '' && figure.test(paste.line(end + 1))) continue;
    const isTitle = line.length < 60 && /histo|ヒストグラム/i.test(line);
    if (line === '' || heading.test(line) || !(isTitle || /\d$|\d |[\u3000-\u9fff]/.test(line))) {
      break;
    }
    const draft =
      sentenceDraft(line, end) ??
      namedDraft(line, section, end) ??
      (section === 'Udp' ? udpDraft(line, end) : null);
    if (draft !== null) out.push(draft);
  }
  if (end > at + 1) {
    out.push({ fact: 'netstat -s', value: section, from: at, to: end - 1, many: true });
  }
  return end;
}

const english = [...sentences.keys()].filter((text) => /^[\w# ]+$/.test(text));

/** Reads counters of `netstat -s`. */
export const netstatStatistics: Parser = {
  name: 'netstat-statistics',
  clues: [
    ...english.map((text) => text.replace(/^# | # times$/g, '').toLowerCase()),
    'tcp:',
    'udp:',
    'tcpext:',
    'ip:',
    'ipext:',
    'icmp:',
    'icmpmsg:',
    'tcpreqqfull',
    'tcptimewaitoverflow',
    'tcpaborton',
    'tcpmemorypressures',
    'tcpbacklogdrop',
  ],
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let next = 0;
    for (const at of hits) {
      if (at < next) continue;
      const line = paste.line(at);
      const section = heading.exec(line)?.[1];
      if (section !== undefined) {
        next = readSection(paste, at, section, drafts);
        continue;
      }
      const draft = sentenceDraft(line, at) ?? namedDraft(line, '', at);
      if (draft !== null) drafts.push(draft);
    }
    return drafts;
  },
};
