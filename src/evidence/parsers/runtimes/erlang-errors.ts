/**
 * Errors as Erlang and Elixir print them: POSIX names as atoms, in a tuple (`{error,econnrefused}`), as the reason of httpc's
 * `failed_connect`, which is printed over several lines, or behind "failed due to".
 */
import { errorDraft, errorEmissions, errorOfName } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const result = /^(?:\{:?error,|.{0,200}\{badmatch,\{error,)\s?:?(e[a-z]{4,15})\}/;
/** A listener's own: `failed to listen`, `gen_tcp:listen`. */
const listens = /\blisten/i;
/** A connect() by its frame or by the words around it. */
const connects = /\bconnect\b|\bconnection to \S{1,100} failed\b|\bfailed_connect\b/;
const dueTo = /\bconnection to \S{1,100} failed due to (e[a-z]{4,15})$/;
/** The reason of httpc stands behind the options that it connected with. */
const reason = /\{:?inet6?, {0,80}\[:?inet6?\], {0,80}:?([a-z_]{4,20})\}/;

/** Lines that `failed_connect` takes when it is printed: its address, its options, and the reason, each maybe on two. */
const reach = 9;

/** Reasons that `errors.ts` has no name for, or that a connect() gives another meaning. */
const ofConnect: ReadonlyMap<string, string> = new Map([
  ['nxdomain', 'unknown-host'],
  ['ehostunreach', 'no-route'],
  ['enetunreach', 'net-unreachable'],
  ['etimedout', 'connect-timeout'],
  ['timeout', 'connect-timeout'],
  // A client binds before it connects, or its tuple is taken: either way no port is left for it.
  ['eaddrinuse', 'eaddrnotavail'],
]);

function connectDraft(name: string, from: number, to = from): readonly Draft[] {
  const value = ofConnect.get(name);
  const place = { from, to, side: 'client' as const };
  if (value !== undefined) {
    return [{ fact: 'error', finding: 'client-error', value, many: true, ...place }];
  }
  const error = errorOfName(name.toUpperCase());
  return error === null ? [] : [errorDraft({ error, call: 'connect', ...place })];
}

function failedConnect(paste: Paste, from: number): readonly Draft[] {
  let text = '';
  for (let at = from; at <= from + reach; at += 1) {
    text += ` ${paste.line(at).trim().slice(0, 300)}`;
    const name = reason.exec(text)?.[1];
    if (name !== undefined) return connectDraft(name, from, at);
  }
  return [];
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (/\bfailed_connect\b/.test(line)) return failedConnect(paste, from);
  const due = dueTo.exec(line)?.[1];
  if (due !== undefined) return connectDraft(due, from);
  const name = result.exec(line)?.[1];
  if (name === undefined || listens.test(line)) return [];
  if (connects.test(line)) return connectDraft(name, from);
  const error = errorOfName(name.toUpperCase());
  return error === null ? [] : [errorDraft({ error, call: 'unknown', from })];
}

/** Reads errors of Erlang and Elixir programs. */
export const erlangErrors: Parser = {
  name: 'erlang-errors',
  clues: ['{error,e', '{error, e', '{:error, :e', 'failed_connect', ' failed due to e'],
  emits: [
    ...errorEmissions,
    ...['unknown-host', 'no-route', 'net-unreachable'].map((value) => ({
      finding: 'client-error',
      value,
    })),
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
