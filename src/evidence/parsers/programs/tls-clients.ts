/** `gnutls-cli` and programs with GnuTLS: how they word a certificate that fails; and a connect() of OpenSSL that failed. */
import { notes, patternParser, says } from './pattern-lines.ts';

const status = 'the certificate is';
const rejected = /^- Status: The certificate is NOT trusted\. /;

/** Reads what GnuTLS says, and where OpenSSL did not connect. */
export const tlsClients = patternParser('tls-clients', [
  ...(
    [
      ['111', 'econnrefused'],
      ['110', 'connect-timeout'],
      ['113', 'no-route'],
      ['101', 'net-unreachable'],
      ['99', 'eaddrnotavail'],
    ] as const
  ).map(([number, value]) =>
    says('client-error', value, 'client', `connect:errno=${number}`, /^connect:errno=\d{2,3}$/),
  ),
  says('tls-outcome', 'certificate-rejected', 'client', status, rejected),
  says('client-error', 'tls-alert-or-verify', 'client', status, rejected),
  says(
    'tls-verify',
    'expired',
    'client',
    status,
    /^- Status: The certificate is NOT trusted\..{0,200} uses expired certificate\./,
  ),
  says(
    'tls-verify',
    'not-yet-valid',
    'client',
    status,
    /^- Status: The certificate is NOT trusted\..{0,200} uses not yet valid certificate\./,
  ),
  says(
    'tls-verify',
    'issuer-missing',
    'client',
    status,
    /^- Status: The certificate is NOT trusted\. The certificate issuer is unknown\.$/,
  ),
  says(
    'tls-verify',
    'name-or-self-signed',
    'client',
    status,
    /^- Status: The certificate is NOT trusted\. The name in the certificate does not match the expected\.$/,
  ),
  says('tls-verify', 'ok', 'client', status, /^- Status: The certificate is trusted\.$/),
  says('tls-outcome', 'completes', 'client', 'handshake was', /^- Handshake was completed$/),
  says(
    'client-error',
    'eof',
    'client',
    'fatal error',
    /^\*\*\* Fatal error: The TLS connection was non-properly terminated\.$/,
  ),
  says(
    'port-speaks',
    'plain-but-client-tls',
    'client',
    'unexpected tls packet',
    /(?:^\*\*\* Fatal error: |gnutls_handshake\(\) failed: )An unexpected TLS packet was received\./,
  ),
  says(
    'tls-outcome',
    'certificate-rejected',
    'client',
    'certificate verification failed',
    /(?:curl: \(60\)|fatal: unable to access .{1,300}:) server certificate verification failed\. CAfile: /,
  ),
  says(
    'client-error',
    'tls-alert-or-verify',
    'client',
    'certificate verification failed',
    /(?:curl: \(60\)|fatal: unable to access .{1,300}:) server certificate verification failed\. CAfile: /,
  ),
  ...(['tls-outcome', 'client-error'] as const).map((finding) =>
    says(
      finding,
      finding === 'tls-outcome' ? 'certificate-rejected' : 'tls-alert-or-verify',
      'client',
      'error in the certificate',
      /(?:^\* |^curl: \(35\) |[Ee]rror:? )gnutls_handshake\(\) failed: Error in the certificate\./,
    ),
  ),
  notes('gnutls-cli', 'pull function', /^\*\*\* Fatal error: (Error in the pull function)\.$/),
  notes(
    'gnutls-cli',
    'certificate verification',
    /^\*\*\* (PKI verification of server certificate failed)/,
  ),
]);
