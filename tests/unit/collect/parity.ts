/** Compares the masking of `collect.sh` with that of the evidence room. */
import { maskText } from '#evidence/index.ts';
import { runWithAwk } from './support.ts';

/** Text as the script's awk masks it, told no name beforehand. */
export function maskByScript(awk: string, text: string): string {
  return runWithAwk(awk, ['--mask'], text).stdout;
}

const token = /(ip[46]-(?:private|public|link|multicast)|host|mac|secret|user|mail)-\d+/g;

/** The line with its tokens numbered in their order within it. */
function renumbered(line: string): string {
  const seen = new Map<string, string>();
  return line.replaceAll(token, (one, kind: string) => {
    const known = seen.get(one) ?? `${kind}-${String(seen.size + 1)}`;
    seen.set(one, known);
    return known;
  });
}

/**
 * Lines that the two mask in another way, each with both results. The script knows a name from the line on that gives it, the
 * room from the first line on: so each line is read twice, and judged the second time.
 */
export function maskedUnlike(
  lines: readonly string[],
): readonly { readonly line: string; readonly ours: string; readonly theirs: string }[] {
  const text = `${[...lines, ...lines].join('\n')}\n`;
  const [ours, theirs] = [maskText(text), maskByScript('awk', text)].map((masked) =>
    masked.split('\n').slice(lines.length).map(renumbered),
  );
  return lines.flatMap((line, at) => {
    const [a = '', b = ''] = [ours?.[at], theirs?.[at]];
    return a === b ? [] : [{ line, ours: a, theirs: b }];
  });
}
