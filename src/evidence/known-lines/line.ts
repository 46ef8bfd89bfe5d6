/**
 * Texts that programs print and that name a finding by themselves, as data. They are literals, in lower case, from the
 * programs' sources or from public reports; where two stand in brackets, a line must hold both. A text that people also
 * write in prose is only believed where a program would print it (`prose`).
 */
import type { PlainSide } from '#evidence/parser.ts';

/** What a line with these texts says. */
export interface KnownLine {
  readonly says: readonly string[];
  readonly finding: string;
  readonly value: string;
  /** Whose it is, when the text makes that plain. */
  readonly side?: PlainSide;
  /** True for texts that also stand in sentences about an error. */
  readonly prose?: true;
  /** Texts of which each makes the line say something else. */
  readonly without?: string | readonly string[];
}

/** One text, or two of the same line. */
export type Text = string | readonly [string, string];

/** Lines that say the same. */
export function lines(
  finding: string,
  value: string,
  texts: readonly Text[],
  parts: Omit<KnownLine, 'says' | 'finding' | 'value'> = {},
): readonly KnownLine[] {
  return texts.map((text) => ({
    says: typeof text === 'string' ? [text] : text,
    finding,
    value,
    ...parts,
  }));
}

/** Lines that are the client's own. */
export const ofClient = { side: 'client' } as const;
/** Lines that are the server's own. */
export const ofServer = { side: 'server' } as const;
/** Lines that are a proxy's own. */
export const ofProxy = { side: 'proxy' } as const;
/** Lines that are the client's own where a program prints them. */
export const wordsOfClient = { side: 'client', prose: true } as const;
/** What a server logs when it judges the certificate of a client, in words that clients use of a server's. */
export const judgesClient: readonly string[] = [
  'client ssl certificate verify error',
  'verify client certificate',
  'process_client_certificate',
];
