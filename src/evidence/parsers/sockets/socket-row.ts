/**
 * One row of a table of sockets, whatever program printed it: ss (iproute2, with and without the column of states), netstat of
 * net-tools, BusyBox, BSD, macOS and Windows, and lsof. Rows are taken apart at white space, so the cost is that of the line.
 */

/** TCP states as ss(8) writes them, in lower case, `established` in full. */
export type State = string;

/** A socket as its row shows it. */
export interface Row {
  /** 0-based line. */
  readonly at: number;
  readonly state: State;
  /** Recv-Q and Send-Q in bytes; null where the program shows none. */
  readonly recv: number | null;
  readonly send: number | null;
  readonly local: string;
  readonly localPort: string;
  readonly peer: string;
  readonly peerPort: string;
  /** Name of the process, null when the row shows none. */
  readonly program: string | null;
  readonly pids: readonly string[];
  /** What follows the addresses: timers, processes, fields of `ss -i`. */
  readonly rest: readonly string[];
}

const states: ReadonlyMap<string, State> = new Map([
  ['ESTAB', 'established'],
  ['ESTABLISHED', 'established'],
  ['SYN-SENT', 'syn-sent'],
  ['SYN_SENT', 'syn-sent'],
  ['SYN-RECV', 'syn-recv'],
  ['SYN_RECV', 'syn-recv'],
  ['SYN_RCVD', 'syn-recv'],
  ['SYN_RECEIVED', 'syn-recv'],
  ['FIN-WAIT-1', 'fin-wait-1'],
  ['FIN_WAIT1', 'fin-wait-1'],
  ['FIN_WAIT_1', 'fin-wait-1'],
  ['FIN-WAIT-2', 'fin-wait-2'],
  ['FIN_WAIT2', 'fin-wait-2'],
  ['FIN_WAIT_2', 'fin-wait-2'],
  ['TIME-WAIT', 'time-wait'],
  ['TIME_WAIT', 'time-wait'],
  ['CLOSE-WAIT', 'close-wait'],
  ['CLOSE_WAIT', 'close-wait'],
  ['LAST-ACK', 'last-ack'],
  ['LAST_ACK', 'last-ack'],
  ['LISTEN', 'listen'],
  ['LISTENING', 'listen'],
  ['CLOSING', 'closing'],
  // netstat of net-tools in German, Portuguese and Czech, and of Windows in German.
  ['ESTABELECIDA', 'established'],
  ['ESPERANDO_FECHAR', 'close-wait'],
  ['SYN_ENVIADO', 'syn-sent'],
  ['OUÇA', 'listen'],
  ['SPOJENO', 'established'],
  ['NASLOUCHÁ', 'listen'],
  ['VERBUNDEN', 'established'],
  ['HERGESTELLT', 'established'],
  ['WARTEND', 'time-wait'],
  ['SCHLIESSEN_WARTEN', 'close-wait'],
  ['ABHÖREN', 'listen'],
]);

const digits = /^\d{1,12}$/;
const port = /^(?:\d{1,5}|\*|[a-z][\w-]{0,40})$/i;

/** Address and port, taken apart at the last colon, or in BSD's rows at the last dot. */
function endOf(text: string | undefined, mark = ':'): readonly [string, string] | null {
  const at = text?.lastIndexOf(mark) ?? -1;
  if (text === undefined || at < 1 || text.length > 120) return null;
  const name = text.slice(at + 1);
  return port.test(name) ? [text.slice(0, at), name] : null;
}

/** The ends of a row: both with a colon, or both with BSD's dot. */
function endsOf(
  local: string | undefined,
  peer: string | undefined,
): Pick<Row, 'local' | 'localPort' | 'peer' | 'peerPort'> | null {
  const pairs = [endOf(local), endOf(peer)] as const;
  const [own, other] =
    pairs[0] !== null && pairs[1] !== null ? pairs : [endOf(local, '.'), endOf(peer, '.')];
  if (own === null || other === null) return null;
  return { local: own[0], localPort: own[1], peer: other[0], peerPort: other[1] };
}

/** `users:(("nginx",pid=812,fd=6),...)`, and `users:(("nginx",812,6))` of ss before 2014. */
function usersOf(rest: readonly string[]): Pick<Row, 'program' | 'pids'> {
  const at = rest.findIndex((word) => word.startsWith('users:(("'));
  if (at === -1) return { program: null, pids: [] };
  // Names such as "Web Content" hold spaces.
  const users = rest.slice(at).join(' ').slice(0, 4000);
  const program = users.slice(9).split('"', 1)[0] ?? '';
  const pids = users.split('),(').flatMap((one) => /",(?:pid=)?(\d{1,10}),/.exec(one)?.[1] ?? []);
  return { program, pids };
}

/**
 * A row of ss below the column of states; with a filter by state that column is missing and the caller knows the state.
 *
 * @param words the line from Recv-Q on
 */
function ssRow(words: readonly string[], state: State, at: number): Row | null {
  const [recv = '', send = '', local, peer, ...rest] = words;
  const ends = digits.test(recv) && digits.test(send) ? endsOf(local, peer) : null;
  if (ends === null) return null;
  return { at, state, recv: Number(recv), send: Number(send), ...ends, ...usersOf(rest), rest };
}

/** `812/nginx`, `812/nginx: worker` of netstat -p. */
const owner = /^(\d{1,10})\/(\S{0,60})$/;

function netstatRow(words: readonly string[], at: number): Row | null {
  const [, recv = '', send = '', local, peer, name = '', ...rest] = words;
  const state = states.get(name);
  const ends = digits.test(recv) && digits.test(send) ? endsOf(local, peer) : null;
  if (state === undefined || ends === null) return null;
  const found = rest.map((word) => owner.exec(word)).find((one) => one !== null);
  const program = found?.[2] ?? null;
  const pids = found?.[1] === undefined ? [] : [found[1]];
  return { at, state, recv: Number(recv), send: Number(send), ...ends, program, pids, rest };
}

/** Windows: `TCP 192.0.2.1:49710 192.0.2.7:443 ESTABLISHED 4242`. */
function windowsRow(words: readonly string[], at: number): Row | null {
  const [, local, peer, name = '', pid = ''] = words;
  const state = states.get(name);
  const ends = endsOf(local, peer);
  if (state === undefined || ends === null || words.length > 5) return null;
  const pids = digits.test(pid) ? [pid] : [];
  return { at, state, recv: null, send: null, ...ends, program: null, pids, rest: [] };
}

/** lsof: `java 812 app 57u IPv6 12345 0t0 TCP 10.0.0.1:8080->10.0.0.2:5555 (ESTABLISHED)`. */
function lsofRow(words: readonly string[], at: number): Row | null {
  const kind = words.findIndex((word) => word === 'IPv4' || word === 'IPv6');
  const tcp = words.indexOf('TCP', kind);
  const state = states.get(words[tcp + 2]?.replace(/^\(|\)$/g, '') ?? '');
  if (kind < 4 || tcp === -1 || tcp > kind + 3 || state === undefined) return null;
  const [local, peer = '*:*'] = (words[tcp + 1] ?? '').split('->');
  const ends = endsOf(local, peer);
  const [program = '', pid = ''] = words;
  if (ends === null || !digits.test(pid)) return null;
  return { at, state, recv: null, send: null, ...ends, program, pids: [pid], rest: [] };
}

/** Words that a row is looked at for; `ss -i` fields follow. */
const mostWords = 80;

/** The row that a line is, or null. */
export function rowOf(line: string, at: number): Row | null {
  const words = line.split(/\s+/, mostWords);
  const [first = '', second = ''] = words;
  const state = first === first.toUpperCase() ? states.get(first) : undefined;
  if (state !== undefined) return ssRow(words.slice(1), state, at);
  if (/^(?:mp)?tcp$/.test(first) && states.has(second)) {
    return ssRow(words.slice(2), states.get(second) ?? '', at);
  }
  if (/^tcp(?:4|6|46)?$/.test(first)) return netstatRow(words, at);
  return first === 'TCP' ? windowsRow(words, at) : lsofRow(words, at);
}

/** A row of `ss state ...`, which has no column of states. */
export function statelessRowOf(line: string, state: State, at: number): Row | null {
  const words = line.split(/\s+/, mostWords);
  return ssRow(words[0] === 'tcp' ? words.slice(1) : words, state, at);
}

/** Whether an address is that of the host itself. */
export function isLoopback(address: string): boolean {
  return /^(?:\[?::ffff:)?127\.|^\[?::1\]?$|^localhost\d?$/.test(address);
}

/** Address and port of both ends from the row's own view, and from that of its peer. */
export function tuplesOf(row: Row): { readonly own: string; readonly mirrored: string } {
  const bare = (address: string): string => address.replace(/^\[|\]$/g, '').replace(/^::ffff:/, '');
  const own = `${bare(row.local)}:${row.localPort}`;
  const peer = `${bare(row.peer)}:${row.peerPort}`;
  return { own: `${own} ${peer}`, mirrored: `${peer} ${own}` };
}

/** Whether the port is one that services have: below what systems hand out to clients. */
export function isServicePort(name: string): boolean {
  return !digits.test(name) ? name !== '*' : Number(name) > 0 && Number(name) < 32_768;
}
