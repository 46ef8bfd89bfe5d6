/** Everything that a capture can say of a finding, beyond what packet listings can. A scenario test checks it against the catalog. */
import type { Emission } from '#evidence/parser.ts';
import { wireEmissions } from '#evidence/shape.ts';

const values: Readonly<Record<string, readonly string[]>> = {
  'failure-point': ['icmp-rejected', 'tls-handshake-fails', 'stall-mid-stream'],
  'first-closer': ['nobody'],
  'syn-fate': [
    'lost-on-path',
    'icmp-error',
    'ignored-by-server',
    'answered-late',
    'answered-by-plain-ack',
  ],
  'synack-fate': ['not-sent', 'sent-not-received', 'repeated-after-handshake'],
  'syn-options': ['window-scale-altered', 'fastopen-or-data', 'ecn-setup'],
  'icmp-seen': ['prohibited', 'unreachable-from-router', 'frag-needed'],
  'connect-delay': ['syn-retries', 'near-63s'],
  'hello-segments': ['one-segment', 'two-segments'],
  'data-acked': ['yes', 'no'],
  'loss-shape': ['full-size-only', 'gap-never-filled', 'everything'],
  'hang-length': ['about-15-minutes'],
  'zero-window-answer': ['window-zero', 'unanswered'],
  'bare-connects': ['yes'],
  'raw-backend-address': ['yes'],
  'self-sourced-syn': ['yes'],
  'rst-origin': ['sender-has-it', 'sender-lacks-it'],
  'keepalive-probes': ['none-or-longer'],
};

/** All that captures can say. */
export const captureEmissions: readonly Emission[] = [
  ...wireEmissions,
  ...Object.entries(values).flatMap(([finding, all]) => all.map((value) => ({ finding, value }))),
  { finding: 'idle-seconds', kind: 'number' },
];
