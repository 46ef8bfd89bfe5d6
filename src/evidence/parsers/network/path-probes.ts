/** tracepath, traceroute and mtr. A hop that does not answer says nothing, so these are facts: the MTU that the path told, the hops. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const resume = /^Resume: pmtu (\d{2,6})/;
const hop = /^\d{1,2}\??: {1,4}\S/;
const trace = /^(?:traceroute6? to|Tracing route to) \S{1,90}/;
const traceHop = /^\d{1,2} {1,6}\S/;
const mtrHeading = /^HOST: \S{1,90} {1,60}Loss% /;
const mtrHop = /^\d{1,2}\.(?:\|--)? {0,4}\S/;
const mtrMore = /^(?:\|| {0,4})`?\|-- \S/;

/** Hops that any of them prints: 30, some on several lines. */
const longest = 80;

function above(paste: Paste, at: number): number {
  let from = at;
  while (from > 0 && at - from < longest && hop.test(paste.line(from - 1))) from -= 1;
  return from;
}

function below(paste: Paste, at: number, patterns: readonly RegExp[]): number {
  let end = at;
  while (
    end - at < longest &&
    (patterns.some((pattern) => pattern.test(paste.line(end + 1))) ||
      // Windows has an empty line and a second heading.
      (end - at < 3 &&
        (paste.line(end + 1) === '' || paste.line(end + 1).startsWith('over a maximum'))))
  ) {
    end += 1;
  }
  return paste.line(end) === '' ? at : end;
}

/** Reads probes of a path. */
export const pathProbes: Parser = {
  name: 'path-probes',
  clues: ['resume: pmtu', 'traceroute to', 'traceroute6 to', 'tracing route to', 'loss%'],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at): readonly Draft[] => {
      const line = paste.line(at);
      const mtu = resume.exec(line)?.[1];
      if (mtu !== undefined) {
        return [{ fact: 'path mtu', value: mtu, from: above(paste, at), to: at, many: true }];
      }
      const isTrace = trace.test(line);
      if (!isTrace && !mtrHeading.test(line)) return [];
      const to = below(paste, at, isTrace ? [traceHop] : [mtrHop, mtrMore]);
      const fact = isTrace ? 'traceroute lines' : 'mtr lines';
      return to === at ? [] : [{ fact, value: `${to - at}`, from: at, to, many: true }];
    }),
};
