/** Errors as Go's net package words them: `dial tcp 10.0.0.1:80: connect: connection refused`. */
import type { Call, SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, findErrorText } from '#evidence/errors.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

const operation = /\b(dial|read|write|accept) tcp[46]? /;
const request = /\b(?:Get|Post|Put|Head|Patch|Delete|Options) \\?"?https?:/;
const endOfFile = /\b(?:Get|Post|Put|Head|Patch|Delete|Options) \\?"?https?:\S{1,300}: EOF$/;
const probe = /\b(?:Readiness|Liveness|Startup) probe (?:failed|errored)|\bprobeType="/;
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
  const found = operation.exec(line);
  if (found === null || !isPrinted(line.slice(0, found.index))) return [];
  const rest = line.slice(found.index);
  const error = errorIn(rest);
  if (error === null) return [];
  // The kubelet that asks a pod whether it is ready is no client of the service.
  if (probe.test(line)) return [{ fact: 'probe failed', value: error, from, many: true }];
  const call = calls[found[1] ?? ''] ?? 'unknown';
  // A request of net/http is a client's, also when the connection was open already.
  const side = request.test(line.slice(0, found.index)) ? { side: 'client' as const } : {};
  return [errorDraft({ error, call, from, ...side })];
}

/** Reads errors of Go programs. */
export const goErrors: Parser = {
  name: 'go-errors',
  clues: ['dial tcp', 'read tcp', 'write tcp', 'accept tcp', ': eof'],
  emits: errorEmissions,
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};
