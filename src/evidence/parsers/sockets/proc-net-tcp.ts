/**
 * `/proc/net/tcp` and `tcp6`: addresses and states in hexadecimal, as the kernel prints them (proc(5); the states are those of
 * include/net/tcp_states.h). The only table of sockets where neither ss nor netstat is installed.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const heading = /^sl\s{1,8}local_address\s{1,30}rem(?:ote)?_address\s/;
// A run of numbered lines may have lost its numbers when the paste was cleaned, and its addresses may be masked.
const row =
  /^(?:\d{1,7}: )?(\S{2,40}):([\dA-F]{4}) (\S{2,40}):([\dA-F]{4}) ([\dA-F]{2}) ([\dA-F]{8}):([\dA-F]{8}) ([\dA-F]{2}):([\dA-F]{8}) ([\dA-F]{8})\b/;

const states: ReadonlyMap<string, string> = new Map([
  ['01', 'established'],
  ['02', 'syn-sent'],
  ['03', 'syn-recv'],
  ['04', 'fin-wait-1'],
  ['05', 'fin-wait-2'],
  ['06', 'time-wait'],
  ['07', 'close'],
  ['08', 'close-wait'],
  ['09', 'last-ack'],
  ['0A', 'listen'],
  ['0B', 'closing'],
  ['0C', 'new-syn-recv'],
]);

/** Rows that are read below one heading. */
const mostRows = 200_000;

/** Tries from which on a retransmission is no passing loss. */
const manyTries = 4;

function table(paste: Paste, at: number): readonly Draft[] {
  if (!heading.test(paste.line(at))) return [];
  const counts = new Map<string, number>();
  const drafts: Draft[] = [];
  let to = at;
  for (let line = at + 1; line < Math.min(paste.count, at + mostRows); line += 1) {
    const found = row.exec(paste.line(line));
    if (found === null) break;
    to = line;
    const [, , port = '', , , code = '', unsent = '', waiting = '', timer = '', , tries = ''] =
      found;
    const state = states.get(code) ?? code;
    counts.set(state, (counts.get(state) ?? 0) + 1);
    if (state === 'listen') {
      const value = `${Number.parseInt(waiting, 16)} waiting`;
      const fact = `listen-queue port ${Number.parseInt(port, 16)}`;
      drafts.push({ fact, value, from: line, many: true });
    }
    const isSilent = timer === '01' && Number.parseInt(tries, 16) >= manyTries;
    if (state === 'established' && isSilent && Number.parseInt(unsent, 16) > 0) {
      drafts.push({
        fact: 'stuck-socket-timer',
        finding: 'stuck-socket-timer',
        value: 'retransmit',
        from: line,
      });
    }
  }
  const rows = [...counts].map(([state, amount]): Draft => {
    return { fact: `proc rows ${state}`, value: String(amount), from: at, to, many: true };
  });
  return rows.length > 0
    ? [...rows, ...drafts]
    : [{ fact: 'proc rows', value: '0', from: at, many: true }];
}

/** Reads the kernel's own table of TCP sockets. */
export const procNetTcp: Parser = {
  name: 'proc-net-tcp',
  clues: ['rem_address', 'remote_address'],
  emits: [{ finding: 'stuck-socket-timer', value: 'retransmit' }],
  read: (paste, hits) => hits.flatMap((at) => table(paste, at)),
};
