// cspell:words SFRPUW SFRPWE
/** Text of tcpdump: one line a segment, or two with `-v`; the wording since 4.0 (`Flags [S]`) and the one before. */
import type { Packet } from '#evidence/packet.ts';
import { secondsOf } from '#evidence/packet.ts';
import type { Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { wireDrafts, wireEmissions } from '#evidence/shape.ts';

const current = /^Flags \[([SFRPUWEe.]{1,9}|none)\]/;
const former =
  /^([SFRPWE]{1,4}|\.)(?: (\d{1,10}):(\d{1,10})\((\d{1,10})\))?(?: ack \d{1,10})?(?: win \d{1,9})?(?: |,|$)/;
const clockWord = /^\d{1,2}:\d{2}:\d{2}\.\d{3,9}$|^\d{1,10}\.\d{6,9}$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
const ttl = /\bttl (\d{1,3})\b/;

interface Ends {
  readonly from: string;
  readonly to: string;
  readonly rest: string;
  /** What stands before the addresses. */
  readonly head: string;
}

/** Address and port are joined by a dot: `10.0.0.1.80`, `host.example.com.http`. */
function withColon(end: string): string | null {
  const at = end.lastIndexOf('.');
  return at <= 0 || at === end.length - 1 ? null : `${end.slice(0, at)}:${end.slice(at + 1)}`;
}

/** Splits a line at ` > `: the last one before what follows the addresses (`-e` prints link addresses before). */
function endsOf(line: string): Ends | null {
  const flagsAt = line.indexOf(': Flags [');
  const arrowAt = line.lastIndexOf(' > ', flagsAt === -1 ? line.length : flagsAt);
  if (arrowAt === -1) return null;
  const colonAt = flagsAt === -1 ? line.indexOf(': ', arrowAt) : flagsAt;
  if (colonAt === -1) return null;
  const spaceAt = line.lastIndexOf(' ', arrowAt - 1);
  const from = withColon(line.slice(spaceAt + 1, arrowAt));
  const to = withColon(line.slice(arrowAt + 3, colonAt));
  if (from === null || to === null || to.includes(' ')) return null;
  return { from, to, rest: line.slice(colonAt + 2), head: line.slice(0, spaceAt + 1) };
}

function timeOf(head: string): number | null {
  const [first = '', second = ''] = head.split(' ', 2);
  const word = date.test(first) ? second : first;
  return clockWord.test(word) ? secondsOf(word) : null;
}

function figure(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function packetOf(paste: Paste, at: number): Packet | null {
  const line = paste.line(at);
  const ends = endsOf(line);
  if (ends === null) return null;
  // With -v the addresses begin a line of their own, under one with time and TTL.
  const isWrapped = ends.head === '';
  // With -v an ICMP error is followed by the packet that it answers, which is not sent again.
  if (isWrapped && /: ICMP6?[ ,]/.test(paste.line(at - 2))) return null;
  const above = isWrapped ? paste.line(at - 1) : ends.head;
  if (!/\bIP6?\b|ethertype IPv[46]/.test(above)) return null;
  const { rest } = ends;
  const old = former.exec(rest);
  const flags = current.exec(rest)?.[1] ?? old?.[1];
  if (flags === undefined) return null;
  const isOld = old !== null;
  return {
    line: isWrapped ? at - 1 : at,
    time: timeOf(above),
    from: ends.from,
    to: ends.to,
    syn: flags.includes('S'),
    ack: isOld ? / ack \d/.test(rest) : flags.includes('.'),
    fin: flags.includes('F'),
    rst: flags.includes('R'),
    length: (isOld ? Number(old[4] ?? 0) : figure(rest, /\blength (\d{1,7})\b/)) ?? 0,
    sequence: isOld
      ? old[2] === undefined
        ? null
        : Number(old[2])
      : figure(rest, /\bseq (\d{1,10})/),
    window: figure(rest, /\bwin (\d{1,9})\b/),
    ttl: figure(above, ttl),
    again: false,
  };
}

/** Reads packets that tcpdump printed. */
export const tcpdump: Parser = {
  name: 'tcpdump',
  clues: ['flags [', ' win '],
  emits: wireEmissions,
  read: (paste, hits) =>
    wireDrafts(hits.map((at) => packetOf(paste, at)).filter((packet) => packet !== null)),
};
