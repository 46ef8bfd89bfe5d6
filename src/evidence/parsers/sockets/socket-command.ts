/** What was asked of ss or netstat: a table says more when it is known what was left out of it. */

/** A command line of ss or netstat, taken apart. */
export interface SocketCommand {
  readonly program: 'ss' | 'netstat' | 'lsof';
  /** Letters of the short options. */
  readonly options: string;
  /** What stands between the options and the first pipe. */
  readonly filter: string;
  /** The rest from the first pipe or semicolon on, empty when the output was shown as it is. */
  readonly pipe: string;
  /** State of `ss state ...`, when it names one; null otherwise. */
  readonly state: string | null;
  /** Local port that the output is limited to, when it is a single one. */
  readonly localPort: string | null;
  /** True when the filter asks for that port at either end: the host may be the service's, or its client's. */
  readonly isEitherEnd: boolean;
  /** True when the filter names the other end. */
  readonly hasPeer: boolean;
}

const form =
  /^(?:[A-Z_]{2,12}=[\w.-]{1,20} ){0,2}(?:sudo )?(?:\/[a-z/]{3,20}\/)?(ss|netstat|lsof) (\S.{0,400})$/;
const optionWord = /^-{1,2}[a-z0-9][\w-]{0,20}$/i;
const local = /^["'( ]{0,4}sport (?:= |eq )?:?(\d{1,5})["') ]{0,4}$/;
/** Both directions of one port, as `collect.sh` asks: all that has the port locally is among it. */
const either = /^["'( ]{0,4}sport = :(\d{1,5}) or dport = :(\d{1,5})["') ]{0,4}$/;
const lsofPort = /^-i(?:4|6)?(?:tcp|TCP)?:(\d{1,5})$/;

/** Words of state that name one state; groups such as `connected` do not. */
const single = new Set([
  'established',
  'syn-sent',
  'syn-recv',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'close-wait',
  'last-ack',
  'closing',
]);

function eitherPortOf(filter: string): string | null {
  const [, own, other] = either.exec(filter) ?? [];
  return own !== undefined && own === other ? own : null;
}

function cutAtPipe(text: string): readonly [string, string] {
  const places = ['|', ';', '&&'].map((mark) => text.indexOf(mark)).filter((at) => at !== -1);
  const at = Math.min(...places);
  return places.length === 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at)];
}

/**
 * Takes a command apart.
 *
 * @param run a command line without its prompt
 * @returns null when it is another program's
 */
export function socketCommandOf(run: string): SocketCommand | null {
  const found = form.exec(run);
  if (found === null) return null;
  const program = found[1] === 'ss' ? 'ss' : found[1] === 'lsof' ? 'lsof' : 'netstat';
  const [asked, pipe] = cutAtPipe(found[2] ?? '');
  const words = asked.split(/\s+/);
  const first = words.findIndex((word) => !optionWord.test(word));
  const flags = first === -1 ? words : words.slice(0, first);
  let filter = first === -1 ? '' : words.slice(first).join(' ');
  let state: string | null = null;
  const [keyword, name = '', ...others] = filter.split(' ');
  if (keyword === 'state') {
    state = single.has(name) ? name : 'several';
    filter = others.join(' ');
  }
  const lsofWord = words.map((word) => lsofPort.exec(word)?.[1]).find((one) => one !== undefined);
  return {
    program,
    options: flags
      .filter((word) => !word.startsWith('--'))
      .join('')
      .replaceAll('-', ''),
    filter,
    pipe,
    state,
    localPort:
      eitherPortOf(filter) ??
      local.exec(filter)?.[1] ??
      (program === 'lsof' ? (lsofWord ?? null) : null),
    isEitherEnd: eitherPortOf(filter) !== null,
    hasPeer: /\bdst /.test(filter),
  };
}
