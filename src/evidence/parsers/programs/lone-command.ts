/** A paste that is nothing but one command: when its program or scheme is not HTTP, the connection in question is not either. */
import type { Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'http-protocol';

/** Options before a host, as commands have them: never words of a sentence. */
const commands: readonly RegExp[] = [
  /^rsync (?:-|rsync:\/\/).{0,400}(?:rsync:\/\/|\S::)\S{1,300}(?: \S{1,300})?$/,
  /^psql (?:-[hpUd] ?\S{1,200} ?|postgres(?:ql)?:\/\/\S{1,300} ?){1,6}$/,
  /^(?:mysql|mariadb) (?:-[hPup] ?\S{0,200} ?|--(?:host|port|user)=\S{1,200} ?){1,6}$/,
  /^redis-cli (?:-[hpan] ?\S{1,200} ?){1,6}(?: ?[A-Z]{2,20})?$/,
  /^ssh (?:-(?:[vqTNf]{1,5}|[pio] ?\S{1,200}) ){0,6}[\w.-]{1,60}@\S{1,200}$/,
];

/** Lines that may stand empty around it. */
const mostLines = 20;

function isAlone(paste: Paste, at: number): boolean {
  if (paste.count > mostLines) return false;
  for (let other = 0; other < paste.count; other += 1) {
    if (other !== at && paste.hasText(other)) return false;
  }
  return true;
}

/** Reads a command that stands alone. */
export const loneCommand: Parser = {
  name: 'lone-command',
  clues: ['rsync ', 'psql ', 'mysql ', 'mariadb ', 'redis-cli ', 'ssh '],
  emits: [{ finding, value: 'not-http' }],
  read: (paste, hits) =>
    hits.slice(0, 1).flatMap((from) => {
      const { run } = paste.typed(from);
      if (!isAlone(paste, from) || !commands.some((command) => command.test(run))) return [];
      return [{ fact: finding, finding, value: 'not-http', from, side: 'client' as const }];
    }),
};
