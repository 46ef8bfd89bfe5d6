/**
 * The small pictures of where a connection fails, as data: packets between client (left) and server (right), in order.
 * They answer the opening question by looking. Keys are the answers of the finding `failure-point`.
 */

/** One stroke of a picture. */
export interface GlyphStep {
  readonly from: 'left' | 'right';
  /** Where the packet gets to; `back` is turned away half-way, `wait` a gap in time, `none` an attempt that sends nothing. */
  readonly to: 'far' | 'lost' | 'back' | 'wait' | 'none';
  /** RST, FIN: drawn in the signal color. */
  readonly ends?: boolean;
}

const syn: GlyphStep = { from: 'left', to: 'far' };
const answer: GlyphStep = { from: 'right', to: 'far' };
const end: GlyphStep = { from: 'right', to: 'far', ends: true };
const wait: GlyphStep = { from: 'left', to: 'wait' };

/** Pictures by answer; an answer without one is shown by its words alone. */
export const failureGlyphs: Readonly<Record<string, readonly GlyphStep[]>> = {
  'name-resolution': [wait, { from: 'left', to: 'none', ends: true }],
  'icmp-rejected': [{ from: 'left', to: 'back', ends: true }],
  'tls-handshake-fails': [syn, answer, syn, answer, { from: 'left', to: 'far', ends: true }],
  'wrong-result': [{ from: 'left', to: 'back' }],
  'error-response': [syn, answer, syn, syn, end],
  'slow-only': [syn, wait, wait, answer],
  'stall-mid-stream': [syn, answer, syn, answer, wait, wait],
  'closed-mid-stream': [syn, answer, answer, end],
  'nothing-sent': [{ from: 'left', to: 'none', ends: true }],
  'syn-unanswered': [{ from: 'left', to: 'lost' }, wait, { from: 'left', to: 'lost' }],
  'syn-refused': [syn, end],
  'closed-after-handshake': [syn, answer, syn, end],
  'silent-after-handshake': [syn, answer, syn, syn, wait],
  'reset-mid-stream': [syn, answer, syn, answer, end],
  'dead-after-idle': [syn, answer, wait, { from: 'left', to: 'lost' }],
  'truncated-response': [syn, syn, answer, end],
};
