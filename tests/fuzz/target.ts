/** What is fuzzed: one door of ours that takes text or bytes from outside. */
import type { Random } from './random.ts';

/** One door. `Input` is text or bytes. */
export interface Target<Input = unknown> {
  readonly name: string;
  /** Of the inputs asked for, one in so many is made; 1 when left out. For doors that start a process. */
  readonly oneIn?: number;
  /** Real inputs to begin with. */
  readonly corpus: () => readonly Input[];
  readonly mutate: (input: Input, random: Random, other: Input) => Input;
  readonly size: (input: Input) => number;
  /**
   * Runs the door and checks what must hold of any input; throws when it does not. What it returns names the behavior: an
   * input with a new one is kept and mutated further, so that the run goes where parsers do.
   */
  readonly run: (input: Input) => readonly string[];
  /** The input as a file, for a report. */
  readonly save: (input: Input) => string | Uint8Array;
}
