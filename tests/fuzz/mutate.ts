/** Small damage to texts and bytes, of the kinds that terminals, mails, editors and attackers do. */
import type { Random } from './random.ts';

/** Longest text that mutation lets grow, in UTF-16 units. */
const longestText = 20_000;
/** Most bytes that mutation lets grow. */
const mostBytes = 64 * 1024;

const tokens = [
  '',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\u001b[31m',
  '\u001b]0;',
  '\u00a0',
  '\ufffd',
  '\ud800',
  '> ',
  '# ',
  '$ ',
  '-1',
  '0',
  '4294967295',
  '18446744073709551615',
  '99999999999999999999999999',
  '1e309',
  'NaN',
  '::ffff:192.0.2.1',
  '[2001:db8::1]:443',
  '<script>alert(1)</script>',
  '&lt;',
  '"',
  "'",
  '\\n',
  '%00',
  '__proto__',
  'constructor',
  '((((((((',
  '))))))))',
  '::::::::',
  '........',
  '========',
  '== halfopen run x: ss -tan ==',
] as const;

type TextChange = (text: string, random: Random, other: string) => string;

function lineChange(
  change: (lines: string[], at: number, random: Random, other: readonly string[]) => void,
): TextChange {
  return (text, random, other) => {
    const lines = text.split('\n');
    change(lines, random.below(lines.length), random, other.split('\n'));
    return lines.join('\n');
  };
}

const textChanges: readonly [TextChange, ...TextChange[]] = [
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(tokens) + text.slice(at);
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(12));
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1);
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    const part = text.slice(at, at + 1 + random.below(24));
    return text.slice(0, at) + part.repeat(2 + random.below(40)) + text.slice(at);
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => text.replace(/\d+/, () => String(random.below(0xffffffff))),
  (text, random, other) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + other.slice(random.below(other.length + 1));
  },
  lineChange((lines, at) => lines.splice(at, 1)),
  lineChange((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  lineChange((lines, at, random, other) => {
    lines.splice(at, 0, other[random.below(other.length)] ?? '');
  }),
  lineChange((lines, at, random) => {
    const to = random.below(lines.length);
    [lines[at], lines[to]] = [lines[to] ?? '', lines[at] ?? ''];
  }),
  lineChange((lines, at) => lines.splice(at, 2, (lines[at] ?? '') + (lines[at + 1] ?? ''))),
  lineChange((lines, at, random) => {
    const line = lines[at] ?? '';
    const place = random.below(line.length + 1);
    lines.splice(at, 1, line.slice(0, place), line.slice(place));
  }),
];

/** The text with one to eight changes; `other` is another text to splice in. */
export function mutateText(text: string, random: Random, other: string): string {
  let changed = text;
  for (let left = 1 + random.below(8); left > 0; left -= 1) {
    changed = random.pick(textChanges)(changed, random, other).slice(0, longestText);
  }
  return changed;
}

/** Bytes that lengths, types and offsets of a format are confused by. */
const evil = [0, 1, 0x7f, 0x80, 0xff, 0x10, 0x40] as const;

/** The bytes with one to eight changes: flipped, overwritten, cut out, doubled, spliced, cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let changed = bytes.slice(0, mostBytes);
  for (let left = 1 + random.below(8); left > 0; left -= 1) {
    const at = random.below(changed.length);
    const length = 1 + random.below(16);
    switch (random.below(7)) {
      case 0:
        changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        changed.fill(random.pick(evil), at, at + 1 + random.below(4));
        break;
      case 2:
        changed = Uint8Array.from([...changed.subarray(0, at), ...changed.subarray(at + length)]);
        break;
      case 3:
        changed = Uint8Array.from([...changed.subarray(0, at + length), ...changed.subarray(at)]);
        break;
      case 4: {
        const from = random.below(other.length);
        changed = Uint8Array.from([
          ...changed.subarray(0, at),
          ...other.subarray(from, from + 256),
          ...changed.subarray(at),
        ]);
        break;
      }
      case 5:
        changed = changed.slice(0, at);
        break;
      default:
        for (let place = at; place < at + length && place < changed.length; place += 1)
          changed[place] = random.below(256);
    }
  }
  return changed.slice(0, mostBytes);
}
