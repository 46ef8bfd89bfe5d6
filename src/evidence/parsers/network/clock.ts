/** Whether a host's clock is right: `chronyc tracking`, `ntpq -p`, `timedatectl`. A clock that nobody keeps says nothing. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const tracking = /^System time {1,8}: (\d{1,12}\.\d{1,9}) seconds (?:slow|fast) of NTP time$/;
const leap = /^Leap status {1,8}: (.{1,20})$/;
const peer =
  /^\*[\w.:-]{1,60}\s{1,30}\S{1,40}\s{1,12}\d{1,2}\s{1,4}[ulbsmpAMBS]\s{1,8}\S{1,8}\s{1,8}\d{1,6}\s{1,8}(\d{1,3})\s{1,8}-?\d{1,8}\.\d{1,4}\s{1,8}[-+]?(\d{1,12}\.\d{1,4})\s/;
const synchronized = /^(?:System clock|NTP) synchronized: (yes|no)$/;

/** The clock of a server in its answer, and `date -u` right below. */
const header = /^date: ([a-z]{3}, \d{1,2} [a-z]{3} \d{4} \d\d:\d\d:\d\d GMT)$/i;
const own = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (?:UTC|GMT) (\d{4})$/;

/** Seconds between the two clocks and the two commands that still count as none. */
const apart = 5;

const heading = /^remote {1,20}(?:local {1,20})?refid {1,12}st t when poll reach {1,4}delay/;

/** Rows of ntpq. */
const mostPeers = 60;

/** Seconds: a clock this near is right; one further off than this is wrong by more than minutes. */
const [near, far] = [1, 120];

function judge(seconds: number): string | null {
  if (seconds < near) return 'right';
  return seconds > far ? 'wrong' : null;
}

function draft(value: string | null, fact: Draft): readonly Draft[] {
  if (value === null) return [fact];
  const finding = 'clock-offset';
  return [fact, { ...fact, fact: finding, finding, value }];
}

function readTracking(paste: Paste, at: number, offset: string): readonly Draft[] {
  let status = '';
  let to = at;
  for (let next = at + 1; next < at + 12; next += 1) {
    const found = leap.exec(paste.line(next))?.[1];
    if (found === undefined) continue;
    [status, to] = [found.trim(), next];
    break;
  }
  const isKept = status !== '' && !/not synchronised/i.test(status);
  const fact: Draft = { fact: 'clock offset', value: `${offset} s`, from: at, to, many: true };
  return draft(isKept ? judge(Number(offset)) : null, fact);
}

/** The peer that the clock follows, marked with an asterisk; its offset is in milliseconds. */
function readPeers(paste: Paste, at: number): readonly Draft[] {
  for (let next = at + 1; next < at + mostPeers && paste.line(next) !== ''; next += 1) {
    const [, reach = '0', offset = ''] = peer.exec(paste.line(next)) ?? [];
    if (reach === '0') continue;
    const seconds = Number(offset) / 1000;
    const fact = { fact: 'clock offset', value: `${seconds} s`, from: next, many: true } as const;
    return draft(judge(seconds), fact);
  }
  return [];
}

/** Two clocks that agree are right; of two that do not, the other one may be wrong. */
function readPair(paste: Paste, at: number, server: string): readonly Draft[] {
  const [, month = '', day = '', time = '', year = ''] = own.exec(paste.line(at + 1)) ?? [];
  const seconds = (Date.parse(`${day} ${month} ${year} ${time} GMT`) - Date.parse(server)) / 1000;
  if (Number.isNaN(seconds)) return [];
  const fact = { fact: 'clock beside a server', value: `${seconds} s`, from: at, to: at + 1 };
  return draft(Math.abs(seconds) <= apart ? 'right' : null, { ...fact, many: true });
}

/** Reads how far a clock is off. */
export const clock: Parser = {
  name: 'clock',
  clues: ['date: ', 'of ntp time', ' synchronized: ', 'st t when poll reach'],
  emits: ['right', 'wrong'].map((value) => ({ finding: 'clock-offset', value })),
  read: (paste, hits) =>
    hits.flatMap((at): readonly Draft[] => {
      const line = paste.line(at);
      const offset = tracking.exec(line)?.[1];
      if (offset !== undefined) return readTracking(paste, at, offset);
      const kept = synchronized.exec(line)?.[1];
      if (kept !== undefined) {
        return draft(kept === 'yes' ? 'right' : null, {
          fact: 'clock synchronized',
          value: kept,
          from: at,
          many: true,
        });
      }
      const server = header.exec(line)?.[1];
      if (server !== undefined) return readPair(paste, at, server);
      return heading.test(line) ? readPeers(paste, at) : [];
    }),
};
