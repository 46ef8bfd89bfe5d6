/**
 * Errors that stop a connection for a reason of their own: names, certificates, pools, deadlines. No question asks for them yet;
 * they are kept as facts, so that the reader sees that they were understood, and are not taken for errors of TCP.
 */
import { isPrinted } from '#evidence/log-line.ts';
import type { Parser } from '#evidence/parser.ts';

/** Lower-case texts and what they name. */
const texts: readonly (readonly [string, string])[] = [
  ['nodename nor servname provided', 'name-resolution'],
  ['no such host', 'name-resolution'],
  ['name or service not known', 'name-resolution'],
  ['temporary failure in name resolution', 'name-resolution'],
  ['could not resolve host', 'name-resolution'],
  ['getaddrinfo enotfound', 'name-resolution'],
  ['getaddrinfo eai_again', 'name-resolution'],
  ['certificate has expired', 'tls-certificate'],
  ['unable to get local issuer certificate', 'tls-certificate'],
  ['certificate verify failed', 'tls-certificate'],
  ['context deadline exceeded', 'deadline-exceeded'],
  ['client.timeout exceeded', 'deadline-exceeded'],
  ['timeouterror', 'timeout'],
  ['goaway received', 'http2-goaway'],
  ['timeout waiting for connection', 'pool-timeout'],
  ['blocked because of many connection errors', 'mysql-host-blocked'],
  ['no buffer space available', 'enobufs'],
  ['no route to host', 'ehostunreach'],
  ['network is unreachable', 'enetunreach'],
];

/** Labels after which a program names its error, beside those of `isPrinted`. */
const label = /(?:provided, or |SSL |x509: |Host '[^']{1,200}' (?:is )?|\] )$/;

/** Reads errors that are not of TCP. */
export const applicationErrors: Parser = {
  name: 'application-errors',
  clues: texts.map(([text]) => text),
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((from) => {
      const line = paste.line(from);
      const folded = line.toLowerCase();
      const found = texts.find(([text]) => folded.includes(text));
      if (found === undefined) return [];
      const before = line.slice(0, folded.indexOf(found[0]));
      if (!isPrinted(before) && !label.test(before)) return [];
      return [{ fact: 'error', value: found[1], from, many: true }];
    }),
};
