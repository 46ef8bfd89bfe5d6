/**
 * ping of Linux, BusyBox, macOS and Windows: what large packets that must not be fragmented come to, and whether a ping in one
 * rack is flat or has spikes. Loss alone says nothing: the address may be wrong, or ping filtered.
 */
import type { Draft, Emission, Parser } from '#evidence/parser.ts';

const header =
  /^PING (\S{1,80}?) ?\(\S{1,60}\)(?: from \S{1,60}(?: \S{1,20})?)?:? (\d{1,5})(?:\(\d{1,5}\))? /;
const windowsHeader = /^Pinging (\S{1,80})(?: \[\S{1,60}\])? with (\d{1,5}) bytes of data:/;
const summary = /^(\d{1,7}) packets transmitted, (\d{1,7}) (?:packets )?received,/;
const windowsSummary = /^Packets: Sent = (\d{1,7}), Received = (\d{1,7}), Lost = /;
/** Said by a router. Windows says the second also of its own interface, then without `Reply from`. */
const told = /Frag(?:mentation)? needed|^Reply from \S{1,60}: Packet needs to be fragmented/i;
const tooLong = /(?:local error: m|sendmsg: M|sendto: M)essage too long/;
const times =
  /min\/avg\/max(?:\/(?:mdev|stddev))? = (\d{1,7}\.?\d{0,6})\/\d{1,7}\.?\d{0,6}\/(\d{1,7}\.?\d{0,6})(?:\/(\d{1,7}\.?\d{0,6}))? ms/;
const reply =
  /^(?:\[\d{1,12}\.\d{1,9}\] )?(\d{1,5}) bytes from (\S{1,80}?)(?: \(\S{1,60}\))?: .{0,10}seq=(\d{1,7}) .{0,40}time=(\d{1,7}\.?\d{0,4}) ms/;
/** What ICMP adds to the payload in a reply's size. */
const icmpHeader = 8;
const command = /\bping6?(?:\.exe)? /i;

/** Bytes of payload: of a packet that fills 1500 (IPv6: 1452), of one that any path takes, and of a usual ping. */
const [full, large, small] = [1452, 1000, 100];

/** Pings of one target that are compared: nobody tries more sizes. */
const mostSizes = 100;

/** Milliseconds: a ping within one rack, a spike, and the most that still counts as flat. */
const [near, spike, even] = [2, 100, 10];

/** Pings from which on a flat row says something, and from which spikes are not the first ping's look-up. */
const [enough, several] = [50, 10];

/** Pings that are not answered, from which on none is. */
const unanswered = 3;

/** A ping that never leaves the machine acquits no network. */
const loopback = /^(?:localhost|127\.|::1$)/i;

class Run {
  readonly target: string;
  readonly size: number;
  readonly isDf: boolean;
  readonly from: number;
  to: number;
  sent = 0;
  received = 0;
  isTold = false;
  isDone = false;
  hasLateSpike = false;
  min = Number.NaN;
  max = Number.NaN;
  deviation = 0;

  constructor(target: string, size: number, isDf: boolean, from: number) {
    this.target = target;
    this.size = size;
    this.isDf = isDf;
    this.from = from;
    this.to = from;
  }

  isLost(): boolean {
    return this.sent >= 2 && this.received === 0 && !this.isTold;
  }
}

/** Linux sets "do not fragment" on what fits its own MTU, unless told otherwise (ip_dont_fragment, IP_PMTUDISC_WANT). */
const linux = /\b(\d{1,5})\(\d{1,5}\) bytes of data/i;

/** Whether fragmentation is forbidden: `-M do` or by default on Linux, `-D` on BSD, `-f` on Windows. */
function forbids(run: string, line: string): boolean {
  if (/ -M do\b/.test(run)) return true;
  const size = Number(linux.exec(line)?.[1] ?? Number.NaN);
  if (size <= full + 20 && !/ -M \w/.test(run)) return true;
  if (windowsHeader.test(line)) return / [-/]f\b/.test(run);
  return / -D\b/.test(run) && /\): \d{1,5} data bytes/.test(line);
}

function dfAnswer(runs: readonly Run[]): { readonly value: string; readonly run: Run } | null {
  const passed = runs.find((run) => run.isTold || (run.size >= full && run.received > 0));
  const isSmallAnswered = (than: Run): boolean =>
    runs.some(({ size, received }) => size < than.size && received > 0);
  const cut = runs.find((run) => run.size >= large && run.isLost() && isSmallAnswered(run));
  if (cut !== undefined) return passed?.isTold === true ? null : { value: 'cut-off', run: cut };
  if (passed !== undefined) return { value: 'passes', run: passed };
  const isAllLost = runs.length >= 2 && runs.every((run) => run.isLost());
  const least = runs.find(({ size }) => size <= small);
  const isTried = runs.some(({ size }) => size >= large);
  return isAllLost && isTried && least !== undefined ? { value: 'all-lost', run: least } : null;
}

function outliers({
  target,
  size,
  sent,
  received,
  min,
  max,
  deviation,
  hasLateSpike,
  isTold,
}: Run): string | null {
  if (size > small || loopback.test(target)) return null;
  if (received === 0) return sent >= unanswered && !isTold ? 'fails' : null;
  if (!(min < near)) return null;
  if (max < even) return sent >= enough && received === sent ? 'flat' : null;
  if (max < spike || sent < several) return null;
  // One slow ping among many is the first one's neighbour look-up; more of them make a larger deviation.
  return hasLateSpike || deviation > (1.3 * max) / Math.sqrt(received) ? 'spikes' : null;
}

function runDrafts(run: Run): readonly Draft[] {
  const { from, to, sent, received } = run;
  if (sent === 0) return [{ fact: 'ping', value: `${run.size} bytes`, from, to, many: true }];
  const facts: Draft[] = [
    { fact: 'ping received', value: `${received}/${sent}`, from, to, many: true },
  ];
  const value = outliers(run);
  const finding = 'ping-outliers';
  if (value !== null) facts.push({ fact: finding, finding, value, from, to });
  return facts;
}

const emits: readonly Emission[] = [
  ...['cut-off', 'passes', 'all-lost'].map((value) => ({ finding: 'df-ping', value })),
  ...['flat', 'spikes', 'fails'].map((value) => ({ finding: 'ping-outliers', value })),
];

/** Reads pings. */
export const ping: Parser = {
  name: 'ping',
  clues: [
    'ping ',
    'ping6 ',
    'pinging ',
    'packets transmitted',
    'packets: sent',
    'frag needed',
    'fragmentation needed',
    'message too long',
    'needs to be fragmented',
    'min/avg/max',
    'seq=',
  ],
  emits,
  read: (paste, hits) => {
    const runs: Run[] = [];
    let asked = '';
    for (const at of hits) {
      const line = paste.line(at);
      const begun = header.exec(line) ?? windowsHeader.exec(line);
      if (begun !== null) {
        const [, target = '', size] = begun;
        runs.push(new Run(target, Number(size), forbids(asked, line), at));
        continue;
      }
      const one = reply.exec(line);
      const isHeadless = one !== null && (runs.at(-1)?.isDone ?? true);
      if (isHeadless) {
        // The heading was cut off; such a run tells its size, not whether it might be fragmented.
        runs.push(new Run(one[2] ?? '', Number(one[1]) - icmpHeader, false, at));
      }
      const run = runs.at(-1);
      const { run: typed } = paste.typed(at);
      if (command.test(typed) && !typed.includes(': ')) {
        asked = typed;
        continue;
      }
      if (run === undefined) continue;
      const ended = summary.exec(line) ?? windowsSummary.exec(line);
      const rtt = times.exec(line);
      if (ended !== null) {
        [run.sent, run.received, run.isDone] = [Number(ended[1]), Number(ended[2]), true];
      } else if (rtt !== null) {
        [run.min, run.max] = [Number(rtt[1]), Number(rtt[2])];
        run.deviation = Number(rtt[3] ?? 0);
      } else if (told.test(line) || (tooLong.test(line) && run.size <= full + 20)) {
        run.isTold = true;
      } else if (one !== null) {
        if (Number(one[3]) > 1 && Number(one[4]) >= spike) run.hasLateSpike = true;
      } else continue;
      run.to = at;
    }
    const targets = Map.groupBy(
      runs.filter(({ isDf }) => isDf),
      ({ target }) => target,
    );
    const answers = [...targets.values()].flatMap((all): readonly Draft[] => {
      const answer = dfAnswer(all.slice(0, mostSizes));
      if (answer === null) return [];
      const { from, to } = answer.run;
      return [{ fact: 'df-ping', finding: 'df-ping', value: answer.value, from, to }];
    });
    return [...runs.flatMap(runDrafts), ...answers];
  },
};
