/**
 * Captures that stayed empty. That nothing came says something only of the questions' own filters, which name what is looked for:
 * ICMP errors (finding `icmp-seen`), and RST alone (`rst-shape`). Any other filter may have been the wrong one.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const command = /^(?:sudo )?(?:timeout \d{1,5} )?(?:sudo )?tcpdump (.{1,300})$/;
const icmp =
  /["']\(icmp and icmp\[icmptype\] != icmp-echo and icmp\[icmptype\] != icmp-echoreply\) or icmp6["']$/;
const reset = /\btcp\[tcpflags\] & \(?tcp-rst\)? != 0["']$/;

/** What tcpdump says of itself between the command and the counts. */
const ownWords = /^(?:tcpdump: |listening on |dropped privs to |\^C|Warning: |data link type )|^$/;

/** Lines of it. */
const most = 6;

function commandAbove(paste: Paste, at: number): string | null {
  for (let line = at - 1; line >= Math.max(0, at - most); line -= 1) {
    const found = command.exec(paste.typed(line).run)?.[1];
    if (found !== undefined) return found;
    if (!ownWords.test(paste.line(line))) return null;
  }
  return null;
}

function read(paste: Paste, at: number): readonly Draft[] {
  // What was counted and not captured was still in the buffer.
  const isNone =
    /^(?:\^C)?0 packets captured$/.test(paste.line(at)) &&
    paste.line(at + 1) === '0 packets received by filter' &&
    paste.line(at + 2) === '0 packets dropped by kernel';
  const asked = isNone ? commandAbove(paste, at) : null;
  const finding =
    asked === null ? null : icmp.test(asked) ? 'icmp-seen' : reset.test(asked) ? 'rst-shape' : null;
  return finding === null ? [] : [{ fact: finding, finding, value: 'none', from: at, to: at + 2 }];
}

/** Reads captures without a packet. */
export const emptyCapture: Parser = {
  name: 'empty-capture',
  clues: ['0 packets captured'],
  emits: ['icmp-seen', 'rst-shape'].map((finding) => ({ finding, value: 'none' })),
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
