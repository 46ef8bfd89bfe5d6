/** `ssh` that got no answer or only the small packets of its key exchange, and sshd that drops logins. OpenSSH says the key exchange's end in the same words on both sides. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const exchange =
  /^(sshd\b.{0,60}: )?(?:error: )?(?:kex|ssh)_exchange_identification: (?:read: )?(Connection reset by peer|Connection closed by remote host)$/;
const banner = /^Connection timed out during banner exchange$/;
const limit = /\b(?:beginning MaxStartups throttling|past MaxStartups)$/;
/** What `ssh -v` waits for: the other end's list of methods, or its part of the key exchange. Both come in full-size packets. */
const waits = /^debug1: (?:SSH2_MSG_KEXINIT sent|expecting SSH2_MSG_KEX\w{2,20}_(?:REPLY|GROUP))$/;
/** What ssh says when its connection ends in use; sshd words the same otherwise. */
const cut =
  /^(?:client_loop: send disconnect|packet_write_wait: Connection to \S{2,60} port \d{1,5}|Read from remote host \S{1,255}): (Broken pipe|Connection reset by peer)$/;
const isDebug = /^debug\d: /;
const ended = /^Connection (closed|reset) by (?:\S{1,60} )?\S{2,60} port \d{1,5}$/;
const ofServer =
  /\bsshd(?:-session)?\[\d{1,7}\]|^Server listening on \S{1,60} port |MaxStartups|^Connection from \S{1,60} port /;

/** Lines around that tell a server's log from a client's screen. */
const reach = 40;

/** Lines whose surroundings are looked at; a log that repeats one message says no more than its first part. */
const mostHits = 200;

function isServerLog(paste: Paste, at: number): boolean {
  for (let near = Math.max(0, at - reach); near <= at + reach; near += 1) {
    if (ofServer.test(paste.line(near))) return true;
  }
  return false;
}

function answer(finding: string, value: string, from: number, side: 'client' | 'server'): Draft {
  return { fact: finding, finding, value, from, side, many: true };
}

/** Where the client's own account of the key exchange stops. */
function stopped(paste: Paste, from: number): readonly Draft[] {
  if (isServerLog(paste, from)) return [];
  const next = paste.line(from + 1);
  const end = ended.exec(next)?.[1];
  if (end !== undefined) {
    return [answer('client-error', end === 'reset' ? 'econnreset' : 'eof', from + 1, 'client')];
  }
  if ([1, 2, 3].some((step) => isDebug.test(paste.line(from + step)))) return [];
  return [answer('failure-point', 'stall-mid-stream', from, 'client')];
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (waits.test(line)) return stopped(paste, from);
  if (limit.test(line)) return [answer('server-program', 'sshd', from, 'server')];
  if (banner.test(line)) return [answer('client-error', 'read-timeout', from, 'client')];
  const broken = cut.exec(line)?.[1];
  if (broken !== undefined) {
    return [
      answer('client-error', broken === 'Broken pipe' ? 'epipe' : 'econnreset', from, 'client'),
    ];
  }
  const found = exchange.exec(line);
  if (found === null) return [];
  const value = found[2] === 'Connection reset by peer' ? 'econnreset' : 'eof';
  if (found[1] !== undefined || isServerLog(paste, from)) {
    return [{ fact: 'sshd', value, from, side: 'server', many: true }];
  }
  return [answer('client-error', value, from, 'client')];
}

/** Reads ssh and sshd. */
export const ssh: Parser = {
  name: 'ssh',
  clues: [
    '_exchange_identification: ',
    'during banner exchange',
    'maxstartups',
    'ssh2_msg_kex',
    'client_loop: ',
    'packet_write_wait: ',
    'read from remote host ',
  ],
  emits: [
    { finding: 'client-error', value: 'econnreset' },
    { finding: 'client-error', value: 'eof' },
    { finding: 'client-error', value: 'epipe' },
    { finding: 'client-error', value: 'read-timeout' },
    { finding: 'failure-point', value: 'stall-mid-stream' },
    { finding: 'server-program', value: 'sshd' },
  ],
  read: (paste, hits) => hits.slice(0, mostHits).flatMap((at) => read(paste, at)),
};
