/**
 * What the failing client runs on, where its own error message shows it: runtimes word the errors of sockets each in their own
 * way, and a Java trace names the library in its frames. Said only of errors whose side is the client's; a tool that somebody
 * tried by hand, such as curl, is not the client that fails. A proxy's log speaks of the proxy as a client.
 */
import type { Emission } from './parser.ts';
import type { Paste } from './paste.ts';
import type { Placed } from './sides.ts';

/** Parsers of one runtime's errors, and what `client-stack` calls it. */
const byParser: ReadonlyMap<string, string> = new Map([
  ['go-errors', 'go'],
  ['node-errors', 'node'],
  ['python-errors', 'other'],
  ['dotnet-errors', 'other'],
  ['scripting-errors', 'other'],
  ['erlang-errors', 'other'],
]);

/** Packages in the frames of a Java trace; the first that is there counts. */
const javaStacks = [
  ['io.grpc.', 'grpc'],
  ['jdk.internal.net.http.', 'jdk-httpclient'],
  ['sun.net.www.protocol.http', 'httpurlconnection'],
] as const;

const otherJava = 'java-other';

/** What can be said. */
export const stackEmissions: readonly Emission[] = [
  ...new Set([...byParser.values(), ...javaStacks.map(([, value]) => value), otherJava, 'proxy']),
].map((value) => ({ finding: 'client-stack', value }));

/** Lines of a trace that are looked through. */
const longestTrace = 400;

function javaStack(paste: Paste, from: number, to: number): string {
  for (let at = from; at <= Math.min(to, from + longestTrace); at += 1) {
    const line = paste.line(at);
    const found = javaStacks.find(([part]) => line.includes(part));
    if (found !== undefined) return found[1];
  }
  return otherJava;
}

/** For each reading the trace that it is a part of, by place: a trace is handed over behind its parts. */
function tracesOf(all: readonly Placed[]): readonly (Placed | undefined)[] {
  const traces: (Placed | undefined)[] = [];
  let behind: Placed | undefined;
  for (let at = all.length - 1; at >= 0; at -= 1) {
    const placed = all[at];
    if (placed?.parser !== 'java-trace') behind = undefined;
    else if (placed.draft.block === true) behind = placed;
    traces[at] = behind;
  }
  return traces;
}

/** The stacks of the clients whose errors were read, each at the line of its first error. */
export function joinStacks(paste: Paste, all: readonly Placed[]): readonly Placed[] {
  const traces = tracesOf(all);
  const proxied = new Set(
    all.flatMap(({ draft }) => (draft.finding === 'proxy-log-reason' ? [draft.from] : [])),
  );
  const seen = new Set<string>();
  return all.flatMap((placed, place): readonly Placed[] => {
    const { draft, parser, side } = placed;
    if (draft.finding !== 'client-error' || side !== 'client') return [];
    const trace = traces[place]?.draft;
    const own =
      trace === undefined
        ? byParser.get(parser)
        : javaStack(paste, trace.from, trace.to ?? trace.from);
    const value = proxied.has(draft.from) ? 'proxy' : own;
    if (value === undefined || seen.has(value)) return [];
    seen.add(value);
    const { from, to = from } = draft;
    const said = { fact: 'client-stack', finding: 'client-stack', value, from, to };
    return [{ ...placed, draft: said, parser: 'stacks' }];
  });
}
