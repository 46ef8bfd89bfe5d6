/** What a parser is: one file that turns the lines that it knows into drafts of readings. */
import type { Paste } from './paste.ts';
import type { Side } from './reading.ts';

/** A side that is plain: nobody has to be asked. */
export type PlainSide = Exclude<Side, 'unknown'>;

/**
 * A fact before its side is settled. Lines are 0-based and inclusive.
 *
 * A draft whose side is not plain takes the side of the block that its lines lie in (`sides.ts`), else the side that was
 * stated for the whole paste.
 */
export interface Draft {
  readonly fact: string;
  readonly value: string;
  /** The finding that it answers; left out for a machine fact. */
  readonly finding?: string;
  readonly from: number;
  /** Last line that the fact was read from; `from` if missing. */
  readonly to?: number;
  /** Set only when the text itself says whose it is. */
  readonly side?: PlainSide;
  /** True when two values of this fact can both hold: log messages, errors, samples. */
  readonly many?: true;
  /** True when `from` to `to` is one block that speaks of one process: what lies in it shares its side. */
  readonly block?: true;
  /** True when the process read "connection reset": it is the receiver of a RST that a packet listing may show. */
  readonly resetReader?: true;
  /** The end that sent the RST of a packet listing. */
  readonly rstSender?: PlainSide;
  /** True for the last resort: dropped when another parser read one of the same lines. */
  readonly weak?: true;
}

/** One thing that the room can say of a finding: a fixed value, or any value of a kind. */
export type Emission =
  | { readonly finding: string; readonly value: string }
  | { readonly finding: string; readonly kind: 'number' | 'ratio' | 'version' };

/** One parser. `read` is pure: the same paste gives the same drafts. */
export interface Parser {
  /** The file name without extension. */
  readonly name: string;
  /**
   * Lower-case ASCII texts, without regard to case. A line with none of them never reaches the parser, so that its cost
   * is that of the lines that it knows.
   */
  readonly clues: readonly string[];
  readonly emits: readonly Emission[];
  /**
   * Reads the lines that hold a clue. A parser may look at a bounded number of lines after a hit.
   *
   * @param hits 0-based numbers of the lines with a clue, rising
   */
  readonly read: (paste: Paste, hits: readonly number[]) => readonly Draft[];
}
