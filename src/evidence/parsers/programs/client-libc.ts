/** The C library of a client, as `ldd --version` and musl's loader name themselves, and as a process has it mapped. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'client-libc';
const glibc = /^ldd \((?:GNU libc|(?:Debian|Ubuntu) E?GLIBC \S{1,60})\) 2\.\d{1,2}(?:\.\d{1,3})?$/;
const musl = /^musl libc \(\w{1,20}\)$/;
const version = /^Version (\d{1,2})\.(\d{1,2})\.(\d{1,2})$/;

/** The question's own command on a process, and what glibc is called there. */
const mapped = /\bgrep -oE '[^']{1,60}ld-musl[^']{1,60}' \/proc\/\S{1,20}\/maps\b/;
const mappedGlibc = /^libc(?:\.so\.6|-2\.\d{1,2}\.so)$/;

/** From this release on musl asks by TCP, too, when an answer is cut off. */
const tcpSince = [1, 2, 4] as const;

function isBefore(parts: readonly number[], since: readonly number[]): boolean {
  const at = since.findIndex((part, place) => part !== parts[place]);
  return at !== -1 && (parts[at] ?? 0) < (since[at] ?? 0);
}

function valueAt(paste: Paste, at: number): { value: string; to: number } | null {
  const line = paste.line(at);
  if (glibc.test(line)) return { value: 'glibc', to: at };
  if (mapped.test(paste.typed(at).run) && mappedGlibc.test(paste.line(at + 1))) {
    return { value: 'glibc', to: at + 1 };
  }
  const found = musl.test(line) ? version.exec(paste.line(at + 1)) : null;
  if (found === null) return null;
  const isOld = isBefore(found.slice(1).map(Number), tcpSince);
  return { value: isOld ? 'musl-before-1.2.4' : 'musl-1.2.4-or-later', to: at + 1 };
}

/** Reads which C library a program runs on. */
export const clientLibc: Parser = {
  name: 'client-libc',
  clues: ['ldd (', 'musl libc (', 'ld-musl|libc'],
  emits: ['glibc', 'musl-before-1.2.4', 'musl-1.2.4-or-later'].map((value) => ({
    finding,
    value,
  })),
  read: (paste, hits) =>
    hits.flatMap((from): readonly Draft[] => {
      const found = valueAt(paste, from);
      return found === null ? [] : [{ fact: finding, finding, ...found, from }];
    }),
};
