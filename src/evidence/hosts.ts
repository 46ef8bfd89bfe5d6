/**
 * Keeps hosts apart, so that the count of one is never measured by the limit of another. A paste with at most one host name
 * in its prompts is taken as one host; the names are used here only and never handed out.
 */
import type { Paste } from './paste.ts';

/** Prompts are looked for on the lines that facts were read from and this many lines above each. */
const reach = 400;

/** The host of each line in question: that of the nearest prompt above it. */
export function hostsOf(paste: Paste, lines: readonly number[]): ReadonlyMap<number, string> {
  const hosts = new Map<number, string>();
  const names = new Set<string>();
  let current = '';
  let done = -1;
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    for (let at = Math.max(done + 1, line - reach); at <= line; at += 1) {
      const { host } = paste.typed(at);
      if (host === '') continue;
      current = host;
      names.add(host);
    }
    done = line;
    hosts.set(line, current);
  }
  return names.size > 1 ? hosts : new Map();
}
