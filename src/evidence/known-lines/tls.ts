/** How a TLS handshake ends. */
import { judgesClient, type KnownLine, lines, ofClient, wordsOfClient } from './line.ts';

/** Of the certificate that a server shows, not of a client's. */
const ofServedCertificate = { ...ofClient, without: judgesClient };

/** The texts. */
export const wireAndTls: readonly KnownLine[] = [
  // Whoever prints these: only a server demands, and only a client lacks.
  ...lines('client-certificate', 'none-sent', [
    'alert certificate required',
    'alert_certificate_required',
    'fatal alert: certificate_required',
    'remote error: tls: certificate required',
    'alertreceived(certificaterequired)',
    'peer did not return a certificate',
    'peer_did_not_return_a_certificate',
    "client didn't provide a certificate",
    'client sent no required ssl certificate',
    'no required ssl certificate was sent',
    'use empty certificate message instead',
    'no suitable certificate found - continuing without client authentication',
    'null cert chain',
    'empty client certificate chain',
  ]),
  ...lines('client-certificate', 'refused', [
    'client ssl certificate verify error: ',
    'failed to verify client certificate',
    ['tls_process_client_certificate', 'certificate verify failed'],
  ]),
  // Go says both in one sentence, and the clock after it.
  // An alert speaks of the other end's certificate, so it is plain only where the log shows which end wrote it.
  ...lines(
    'tls-verify',
    'expired',
    [
      'certificate has expired',
      ['alert certificate expired', 'while ssl handshaking'],
      '(certificate_expired)',
    ],
    { ...ofClient, without: [...judgesClient, 'or is not yet valid'] },
  ),
  ...lines(
    'tls-verify',
    'expired',
    [['or is not yet valid: current time', ' is after ']],
    ofServedCertificate,
  ),
  ...lines(
    'tls-verify',
    'not-yet-valid',
    [['or is not yet valid: current time', ' is before ']],
    ofServedCertificate,
  ),
  ...lines('tls-verify', 'not-yet-valid', ['certificate is not yet valid'], ofServedCertificate),
  // Go before it told the times: it says the same of both.
  ...lines('tls-verify', 'date-unclear', ['certificate has expired or is not yet valid'], {
    ...ofClient,
    without: [...judgesClient, 'or is not yet valid: current time'],
  }),
  ...lines(
    'tls-verify',
    'issuer-missing',
    [
      'unable to get local issuer certificate',
      'unable to verify the first certificate',
      'unable to find valid certification path',
      'certificate signed by unknown authority',
      'unable_to_get_issuer_cert_locally',
      'unable_to_verify_leaf_signature',
      'invalid peer certificate: unknownissuer',
    ],
    ofServedCertificate,
  ),
  ...lines(
    'tls-verify',
    'name-or-self-signed',
    ['self-signed certificate', 'self signed certificate', 'hostname mismatch'],
    { ...wordsOfClient, without: judgesClient },
  ),
  ...lines(
    'tls-verify',
    'name-or-self-signed',
    ['self_signed_cert_in_chain', 'depth_zero_self_signed_cert'],
    ofServedCertificate,
  ),
  // The root came with the chain, and the store does not hold it.
  ...lines(
    'trusted-root',
    'not-in-store',
    [
      'self-signed certificate in certificate chain',
      'self signed certificate in certificate chain',
    ],
    { ...wordsOfClient, without: judgesClient },
  ),
  ...lines('trusted-root', 'not-in-store', ['self_signed_cert_in_chain'], ofServedCertificate),
  ...lines(
    'trusted-root',
    'empty-store',
    ['trustanchors parameter must be non-empty', 'curl: (77) error setting certificate '],
    ofClient,
  ),
  ...lines(
    'tls-verify',
    'name-or-self-signed',
    [
      ['x509: certificate is valid for ', ', not '],
      'no alternative certificate subject name matches',
    ],
    ofClient,
  ),
  ...lines(
    'tls-outcome',
    'certificate-rejected',
    [
      'unable_to_get_issuer_cert_locally',
      'unable_to_verify_leaf_signature',
      'self_signed_cert_in_chain',
      'depth_zero_self_signed_cert',
      'invalid peer certificate: ',
      'certificate has expired',
      'certificate verify failed',
      'unable to get local issuer certificate',
      'pkix path',
      'ssl certificate problem: ',
      'x509: certificate ',
      'no alternative certificate subject name matches',
      // What a server of Go logs of a client.
      ['tls handshake error from ', 'remote error: tls: bad certificate'],
      ['tls handshake error from ', 'remote error: tls: unknown certificate'],
      ['tls handshake error from ', 'remote error: tls: expired certificate'],
    ],
    ofServedCertificate,
  ),
  ...lines(
    'tls-outcome',
    'renegotiation-refused',
    ['unsafe legacy renegotiation disabled', 'unsafe_legacy_renegotiation_disabled'],
    ofClient,
  ),
  ...lines(
    'tls-outcome',
    'version-alert',
    [
      'received fatal alert: protocol_version',
      'alert protocol version',
      'unsupported protocol',
      'protocol version not supported',
    ],
    ofClient,
  ),
  ...lines(
    'tls-outcome',
    'sni-or-handshake-alert',
    [
      'unrecognized_name',
      'tlsv1 unrecognized name',
      'alert handshake failure',
      'received fatal alert: handshake_failure',
    ],
    ofClient,
  ),
  ...lines(
    'tls-outcome',
    'reset-after-hello',
    [
      'openssl ssl_connect: connection reset by peer',
      ['peer closed connection in ssl handshake (104: ', 'while ssl handshaking to upstream'],
    ],
    ofClient,
  ),
  ...lines('tls-outcome', 'silence-after-hello', ['net/http: tls handshake timeout'], ofClient),
  ...lines(
    'port-speaks',
    'plain-but-client-tls',
    [
      'wrong version number',
      'first record does not look like a tls handshake',
      'unrecognized ssl message, plaintext',
      'server gave http response to https client',
      // "P/" of HTTP/, read as the length of a record.
      'oversized record received with length 20527',
    ],
    { ...ofClient, without: 'tls handshake error from ' },
  ),
  ...lines(
    'port-speaks',
    'tls-but-client-plain',
    [
      'plain http request was sent to https port',
      'client sent an http request to an https server',
      ['ssl routines', ':http request:'],
      // What a server of Go logs of a client; the lengths are "T " of POST and "NE" of CONNECT.
      ['tls handshake error from ', 'first record does not look like a tls handshake'],
      ['tls handshake error from ', 'oversized record received with length 21536'],
      ['tls handshake error from ', 'oversized record received with length 20037'],
    ],
    ofClient,
  ),
];
