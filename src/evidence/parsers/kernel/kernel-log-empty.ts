/**
 * What the kernel did not say: the whole output of `dmesg | grep` as the questions ask for it, between its prompt and the next
 * one. Only so does a line that is not there say anything; an excerpt never does, nor does a log that could not be read.
 */
import type { Draft, Emission } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { isPrompt } from '#evidence/parsers/sockets/socket-table.ts';

/** `dmesg`, any options but those that leave lines out, and one grep without regard to case. */
const asked =
  /^(?:sudo )?dmesg(?: -[THxkn]{1,3}){0,2} ?\| ?grep (?:-iE|-Ei|-i -E|-E -i) ?(?:'([^'|][^']{1,400})'|"([^"|][^"]{1,400})")$/;

/** Findings by the words of a pattern that let all of their messages through. */
const covered: readonly (readonly [finding: string, words: readonly string[]])[] = [
  ['log-conntrack-full', ['table (full|overflow)']],
  ['log-syn-flooding', ['syn flooding']],
  ['log-time-wait-overflow', ['bucket table']],
  ['log-orphans', ['orphaned', 'out of socket']],
  ['log-tcp-out-of-memory', ['out of memory']],
  ['log-neighbour-overflow', ['table (full|overflow)']],
  ['log-route-cache-full', ['route cache is full', 'dst cache overflow']],
];

/** What these lines can say. */
export const emptyEmissions: readonly Emission[] = covered.map(([finding]) => ({
  finding,
  value: 'no',
}));

/** Lines of an output that are looked at. */
const longest = 300;

/** What a shell, sudo or dmesg itself says when there was nothing to read. */
const failure = /^-?\w{2,8}: /;

/** The first line behind the output, or null when the output may not be whole. */
function endOf(paste: Paste, at: number): number | null {
  for (let line = at + 1; line <= at + longest && line < paste.count; line += 1) {
    if (isPrompt(paste, line)) return line;
    if (failure.test(paste.line(line))) return null;
  }
  return null;
}

/**
 * The answers `no` of one command behind a prompt; a section of a collection goes back some minutes only.
 *
 * @param said the findings that the paste's own messages answer
 */
export function absentMessages(
  paste: Paste,
  at: number,
  said: ReadonlySet<string>,
): readonly Draft[] {
  const line = paste.line(at);
  const { run } = paste.typed(at);
  if (run.length > 500 || !isPrompt(paste, at) || line.startsWith('==')) return [];
  const [, single, double] = asked.exec(run) ?? [];
  const pattern = (single ?? double ?? '').toLowerCase();
  const end = pattern === '' ? null : endOf(paste, at);
  if (end === null) return [];
  return covered.flatMap(([finding, words]): readonly Draft[] =>
    said.has(finding) || !words.every((word) => pattern.includes(word))
      ? []
      : [{ fact: finding, finding, value: 'no', from: at, to: end - 1 }],
  );
}
