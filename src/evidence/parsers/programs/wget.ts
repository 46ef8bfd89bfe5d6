/** wget: its errors stand behind what it was doing, on one line. wget is the client. */
import { notes, patternParser, says } from './pattern-lines.ts';

const awaiting = 'awaiting response...';
const error = 'client-error';

/** Reads wget. */
export const wget = patternParser('wget', [
  says(
    error,
    'econnreset',
    'client',
    awaiting,
    /^HTTP request sent, awaiting response\.\.\. Read error \(Connection reset by peer\) in headers\./,
  ),
  says(
    error,
    'read-timeout',
    'client',
    awaiting,
    /^HTTP request sent, awaiting response\.\.\. Read error \(Connection timed out\) in headers\./,
  ),
  says(
    error,
    'eof',
    'client',
    awaiting,
    /^HTTP request sent, awaiting response\.\.\. No data received\./,
  ),
  says(
    'tls-outcome',
    'certificate-rejected',
    'client',
    'is not trusted',
    /^ERROR: The certificate of .{1,200} is not trusted\.$/,
  ),
  says(
    error,
    'tls-alert-or-verify',
    'client',
    'is not trusted',
    /^ERROR: The certificate of .{1,200} is not trusted\.$/,
  ),
  says(
    error,
    'unknown-host',
    'client',
    'unable to resolve',
    /^wget: unable to resolve host address [‘'`"][\w.-]{1,255}[’'"]$/,
  ),
  notes('wget', awaiting, /^HTTP request sent, awaiting response\.\.\. (\d{3}) /),
  notes(
    'wget',
    'known issuer',
    /^ERROR: The certificate of .{1,200} (doesn't have a known issuer)\./,
  ),
]);
