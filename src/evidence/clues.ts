/**
 * Which parsers may know a line: one pass over the text that looks for all clues of all parsers at once, so that its cost
 * grows with the text and not with the number of parsers.
 *
 * Aho and Corasick, "Efficient string matching", CACM 18(6), 1975 (https://doi.org/10.1145/360825.360855), with the
 * failure links resolved into a full transition table.
 */

const width = 32;

/** A compiled set of clues: walk `step` by character class, then ask `found`. */
export interface Clues {
  /** UTF-16 code unit -> character class; 0 for characters in no clue. */
  readonly classOf: Uint8Array;
  readonly classes: number;
  /** state * classes + class -> state. State 0 is the start. */
  readonly step: Uint16Array;
  /** 1 for states in which some clue ends. */
  readonly ends: Uint8Array;
  /** state * words + word -> bits of the lists of which a clue ends here. */
  readonly found: Uint32Array;
  /** Number of 32-bit words that a set of lists takes. */
  readonly words: number;
}

function classify(lists: readonly (readonly string[])[]): { classOf: Uint8Array; classes: number } {
  const classOf = new Uint8Array(0x10000);
  let classes = 1;
  for (const character of lists.flat().join('')) {
    const code = character.charCodeAt(0);
    if (classOf[code] !== 0) continue;
    classOf[code] = classes;
    classOf[character.toUpperCase().charCodeAt(0)] = classes;
    classes += 1;
  }
  // A copy from a web page has no-break spaces.
  classOf[0xa0] = classOf[0x20] ?? 0;
  return { classOf, classes };
}

/**
 * Compiles the clues of several parsers.
 *
 * @param lists lower-case ASCII texts by parser; at most 65,535 characters in total
 */
export function compileClues(lists: readonly (readonly string[])[]): Clues {
  const { classOf, classes } = classify(lists);
  const words = Math.max(1, Math.ceil(lists.length / width));
  const states = 1 + lists.flat().reduce((sum, clue) => sum + clue.length, 0);
  const step = new Uint16Array(states * classes);
  const ends = new Uint8Array(states);
  const found = new Uint32Array(states * words);
  let used = 1;
  lists.forEach((clues, list) => {
    for (const clue of clues) {
      let state = 0;
      for (let place = 0; place < clue.length; place += 1) {
        const at = state * classes + (classOf[clue.charCodeAt(place)] ?? 0);
        if (step[at] === 0) step[at] = used++;
        state = step[at] ?? 0;
      }
      ends[state] = 1;
      const word = state * words + Math.floor(list / width);
      found[word] = (found[word] ?? 0) | (1 << (list % width));
    }
  });
  linkFailures({ classOf, classes, step, ends, found, words }, used);
  return { classOf, classes, step, ends, found, words };
}

/** Breadth first: a missing step goes where the longest proper suffix would go, and inherits what ends there. */
function linkFailures({ classes, step, ends, found, words }: Clues, used: number): void {
  const fallback = new Uint16Array(used);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    const suffix = fallback[state] ?? 0;
    for (let kind = 1; kind < classes; kind += 1) {
      const at = state * classes + kind;
      const next = step[at] ?? 0;
      const detour = state === 0 ? 0 : (step[suffix * classes + kind] ?? 0);
      if (next === 0) {
        step[at] = detour;
        continue;
      }
      fallback[next] = detour;
      ends[next] = (ends[next] ?? 0) | (ends[detour] ?? 0);
      for (let word = 0; word < words; word += 1) {
        const own = next * words + word;
        found[own] = (found[own] ?? 0) | (found[detour * words + word] ?? 0);
      }
      queue.push(next);
    }
  }
}
