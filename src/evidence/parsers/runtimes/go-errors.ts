/** Errors as Go's net package words them: `dial tcp 10.0.0.1:80: connect: connection refused`. */
import type { Call, SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, findErrorText } from '#evidence/errors.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

const operation = /\b(dial|read|write|accept) tcp[46]? /;
const request = /\b(?:Get|Post|Put|Head|Patch|Delete|Options) \\?"?https?:/;
const endOfFile = /\b(?:Get|Post|Put|Head|Patch|Delete|Options) \\?"?https?:\S{1,300}: EOF$/;
/** The driver of MySQL, which always is the client: `packets.go:122: closing bad idle connection: EOF`. */
const mysqlDriver = /^(?:\[mysql\] .{0,40})?packets\.go:\d{1,4}:? /i;
const badIdle =
  /\b(?:packets|connection)\.go:\d{1,4}:? closing bad idle connection: (EOF|[a-z ]{5,40})$/;
const probe = /\b(?:Readiness|Liveness|Startup) probe (?:failed|errored)|\bprobeType="/;
/** The server had nothing to say in time, or had closed a connection that was kept for the next request. */
const noHeaders = /: net\/http: timeout awaiting response headers$/;
const closedIdle = /: http: server closed idle connection$/;
/** The resolver did not answer; that a name is not there is a line of `known-lines/`. */
const lookup =
  /\blookup \S{1,255} on \S{1,60}: (?:server misbehaving|(?:read|dial) udp \S{1,160}: (?:i\/o timeout|read: connection refused))|\bdial tcp: lookup \S{1,255}: i\/o timeout/;
/** A request of net/http on a Unix socket. */
const unixRequest =
  /\b(?:Get|Post|Put|Head|Patch|Delete) \\?"?https?:\/\/\S{1,300}: (?:dial unix \S{1,200}: connect: |(?:read|write) unix \S{1,200}: (?:read|write): )/;
const calls: Readonly<Record<string, Call>> = {
  dial: 'connect',
  read: 'read',
  write: 'write',
  accept: 'accept',
};

/** What Go prints behind the call is the system's own text; its own deadlines are an "i/o timeout". */
function errorIn(text: string): SocketError | null {
  const error = findErrorText(text)?.error ?? null;
  if (error !== null) return error === 'timeout' ? 'etimedout' : error;
  return text.includes(': i/o timeout') ? 'timeout' : null;
}

function read(line: string, from: number): readonly Draft[] {
  if (endOfFile.test(line))
    return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  if (closedIdle.test(line))
    return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  if (noHeaders.test(line))
    return [errorDraft({ error: 'timeout', call: 'read', from, side: 'client' })];
  const idle = badIdle.exec(line)?.[1];
  if (idle !== undefined) {
    return [{ fact: 'pooled connection found closed', value: idle, from, many: true }];
  }
  const place = { from, side: 'client' as const, many: true as const };
  if (lookup.test(line)) {
    const finding = 'client-error';
    return [{ fact: 'error', finding, value: 'unknown-host', ...place }];
  }
  if (unixRequest.test(line)) {
    const finding = 'client-stack';
    const error = errorIn(line);
    return [
      { fact: finding, finding, value: 'go', ...place },
      ...(error === null
        ? []
        : [{ fact: 'error beside TCP', value: error, from, many: true as const }]),
    ];
  }
  const found = operation.exec(line);
  if (found === null || !isPrinted(line.slice(0, found.index))) return [];
  const rest = line.slice(found.index);
  const error = errorIn(rest);
  if (error === null) return [];
  // The kubelet that asks a pod whether it is ready is no client of the service.
  if (probe.test(line)) return [{ fact: 'probe failed', value: error, from, many: true }];
  const call = calls[found[1] ?? ''] ?? 'unknown';
  // A request of net/http is a client's, also when the connection was open already.
  const before = line.slice(0, found.index);
  const isClient = request.test(before) || mysqlDriver.test(before);
  const side = isClient ? { side: 'client' as const } : {};
  return [errorDraft({ error, call, from, ...side })];
}

/** Reads errors of Go programs. */
export const goErrors: Parser = {
  name: 'go-errors',
  clues: [
    'dial tcp',
    'read tcp',
    'write tcp',
    'accept tcp',
    ': eof',
    'awaiting response headers',
    'server closed idle connection',
    'closing bad idle connection',
    'lookup ',
    'dial unix ',
    'read unix ',
    'write unix ',
  ],
  emits: [
    ...errorEmissions,
    { finding: 'client-error', value: 'unknown-host' },
    { finding: 'client-stack', value: 'go' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};
