/**
 * Text of a file to the value that it states: YAML as it is, or MDX with YAML between two lines of `---`. The YAML
 * dialect is the one that Astro reads frontmatter with, so both agree on every file (unquoted dates are dates in both).
 */
import { load, YAMLException } from 'js-yaml';
import type { Wording } from './problem.ts';
import { messages } from './messages.ts';

/** What a file states, or why it cannot be read. */
export type Stated =
  | { readonly ok: true; readonly value: unknown; readonly body: string }
  | { readonly ok: false; readonly field: string; readonly wording: Wording };

const fence = /^---[ \t]*$/u;

/** Reads YAML. Never throws; a syntax error names its line, counted from `firstLine`. */
export function readYaml(text: string, firstLine = 1): Stated {
  try {
    return { ok: true, value: load(text), body: '' };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      return { ok: false, field: '', wording: messages.syntax.other(String(error)) };
    }
    // The declared type has a mark always, yet an error about the document as a whole comes without one.
    const mark = error.mark as YAMLException['mark'] | undefined;
    const field = mark === undefined ? '' : `line ${String(mark.line + firstLine)}`;
    return { ok: false, field, wording: messages.syntax.yaml(error.reason) };
  }
}

/** Reads frontmatter and body. Never throws. Line breaks of Windows and a byte-order mark are accepted. */
export function readFrontmatter(text: string): Stated {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  const end = lines.findIndex((line, place) => place > 0 && fence.test(line));
  if (!fence.test(lines[0] ?? '') || end < 0) {
    return { ok: false, field: 'line 1', wording: messages.syntax.noFrontmatter };
  }
  const stated = readYaml(lines.slice(1, end).join('\n'), 2);
  return stated.ok ? { ...stated, body: lines.slice(end + 1).join('\n') } : stated;
}
