/** The words of the report, in English; a part of `messages.ts`. */

/** By place in the report. */
export const reportMessages = {
  title: 'Triage of dying connections',
  verdict: 'Verdict',
  for: 'Evidence for',
  against: 'Evidence against',
  ruledOut: 'Ruled out',
  notChecked: 'Not checked',
  ranking: 'Ranking',
  observations: 'Observations',
  waiting: 'Read but not used',
  quotes: 'Quoted evidence',
  quotesMasked: 'Addresses, names and secrets are masked; equal tokens stand for equal values.',
  quotedFrom: (name: string | null, paste: number, unit: 'line' | 'frame') =>
    name ?? (unit === 'frame' ? `Capture ${paste}` : `Paste ${paste}`),
  link: 'Session',
  none: 'None.',
  noLeader: 'No cause leads, so there is nothing to hold evidence for or against.',
  knowledge: (version: string) => `Knowledge version: ${version}`,
  bits: (bits: number) => {
    const size = Math.abs(bits).toFixed(1);
    if (size === '0.0') return '0 bits';
    return `${bits > 0 ? '+' : '-'}${size} bits`;
  },
  waitingSide: 'its side was not stated',
  waitingDecision: 'it contradicts another value',
  notUsed: 'of another side, not used',
  foreign: 'kept from the link, not understood',
  columns: {
    cause: 'Cause',
    probability: 'Probability',
    finding: 'Finding',
    value: 'Value',
    from: 'From',
  },
} as const;
