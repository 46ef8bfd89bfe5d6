// cspell:words mcurl
/**
 * How long 10 MB of the worst lines take, as a multiple of a plain pass that splits the text into lines and looks at each character. Prints a table; asserts
 * nothing. Run: `node_modules/.bin/node tests/bench/evidence.ts`.
 */
import { readEvidence } from '#evidence/index.ts';
import { parsers } from '#evidence/registry.ts';
import { longestPaste } from '#evidence/paste.ts';

const size = longestPaste;

function fill(unit: string): string {
  return unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}

/** Lines that differ, so that nothing is saved by leaving repeats out. */
function count(line: (at: number) => string): string {
  const parts: string[] = [];
  for (let at = 0, length = 0; length < size; at += 1) {
    const part = `${line(at)}\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('').slice(0, size);
}

const allClues = parsers.flatMap(({ clues }) => clues);

const inputs: Readonly<Record<string, string>> = {
  'one line of a': fill('a'),
  'one line of blanks': fill(' '),
  'one line of all clues': fill(`${allClues.join(' ')} `),
  'blank lines': fill('\n'),
  'lines of one letter': fill('a\n'),
  prose: fill('The server resets each new connection and nobody knows why it does so.\n'),
  'all clues, a line each': fill(`${allClues.join('\n')}\n`),
  'all clues in each line': fill(`${allClues.join(' ').slice(0, 4000)}\n`),
  settings: count((at) => `net.core.a${at} = ${at}`),
  'long words after Linux': fill(`Linux ${'a.'.repeat(2000)} 3.\n`),
  'dots before Exception': fill(`${'a.'.repeat(3000)}Exception\n`),
  'stack trace without end': fill('java.io.IOException: x\n\tat a.b.C.d(E.java:1)\n'),
  'Wireshark rows': count(
    (at) =>
      `${at} ${at}.5 10.0.0.1 10.0.0.2 TCP 74 ${at % 60_000} > 80 [SYN] Seq=${at} Win=1 Len=0`,
  ),
  'tcpdump rows': count(
    (at) =>
      `12:00:00.${100_000 + (at % 900_000)} IP 10.0.0.1.${at % 60_000} > 10.0.0.2.80: Flags [S], seq ${at}, win 1, length 0`,
  ),
  'strace rows': count((at) => `accept4(3, NULL, NULL, 0) = ${at}`),
  prompts: fill(`${'a'.repeat(60)}:~ # ulimit -n\n`),
  sockets: count((at) => `ESTAB 0 0 10.0.0.1:80 10.0.0.2:${at % 60_000}`),
  'counter table': `ListenOverflows a b\n${count((at) => `${at} 1 2`)}`,
  quotes: fill('> > > > > > > > > > > > curl: (7) x\n'),
  'terminal sequences': fill('\u001b[31mcurl: (\u001b[0m7) Failed to connect\n'),
  'open brackets': fill('['),
  escapes: fill('\u001b]'),
};

/** Milliseconds of processor time of the cheapest of some runs; other work on the machine does not count. */
function cheapest(run: () => unknown, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < runs; at += 1) {
    const begun = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** The plain pass: what any reader has to do. It splits the lines and looks at each character once. */
function splitLines(text: string): number {
  let sum = 0;
  for (const line of text.split('\n')) {
    for (let at = 0; at < line.length; at += 1) sum += line.charCodeAt(at);
  }
  return sum;
}

console.log('input                          split ms   read ms   ratio   readings');
for (const [name, text] of Object.entries(inputs)) {
  const plain = cheapest(() => splitLines(text), 3);
  let readings = 0;
  const read = cheapest(() => (readings = readEvidence(text).readings.length), 3);
  const ratio = (read / plain).toFixed(1).padStart(7);
  console.log(
    `${name.padEnd(30)}${plain.toFixed(1).padStart(9)}${read.toFixed(0).padStart(10)}${ratio}${readings.toString().padStart(11)}`,
  );
}
