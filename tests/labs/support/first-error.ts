/** What a person copies out of a client's log. */

/** The first error that `programs/client.ts` printed, whole; its first line when it printed none. */
export function firstError(log: string): string {
  const [line = ''] = log.split('\n', 1);
  return /^Error: (?:.+\n {4}[^}]*\}|.+)/m.exec(log)?.[0] ?? line;
}
