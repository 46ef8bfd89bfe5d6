/**
 * The last resort for errors: lines that end in a text of strerror(3), whatever program printed them, such as
 * `ssh: connect to host a port 22: Connection refused`. It gives way to every parser that knows the line's program.
 */
import {
  callIn,
  errorClues,
  errorDraft,
  errorEmissions,
  errorOfNumber,
  findErrorText,
  isNotTcp,
} from '#evidence/errors.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

/** What may follow the text: the end, punctuation, a number in brackets, or what the program was doing. */
const ending = /^(?:$|[.;,)"'\]]| ?\(\w[^()]{0,60}\)| - connect\(2\)| \[tcp:| while | at | in \/)/;

const systemCall = /\b(?:recv|read|send|write)(?:\(\))?: ?$/;
const mysql = /Can't connect to (?:MySQL )?server on '[^']{1,200}' (?:\(|\(\[Errno )(\d{1,3})/;
const threadFailure = /pthread_create failed \(EAGAIN\)|unable to create (?:new )?native thread/;
const sshSilence = /^(?:Timeout, )?server \S{1,200} not responding\.?$/;

/** PostgreSQL names the other end: `could not receive data from client`. */
function sideIn(text: string): { side?: 'client' | 'server' } {
  if (/\b(?:from|to) client\b/.test(text)) return { side: 'server' };
  return /\b(?:from|to) server\b/.test(text) ? { side: 'client' } : {};
}

function special(line: string, from: number): readonly Draft[] | null {
  const number = mysql.exec(line)?.[1];
  if (number !== undefined) {
    const error = errorOfNumber(Number(number));
    return error === null ? [] : [errorDraft({ error, call: 'connect', from, weak: true })];
  }
  if (threadFailure.test(line)) {
    const fact = 'log-native-thread';
    return [{ fact, finding: fact, value: 'yes', from, many: true, weak: true }];
  }
  // ssh gave up waiting for answers to its own keep-alive messages.
  if (sshSilence.test(line)) {
    return [errorDraft({ error: 'timeout', call: 'read', from, side: 'client', weak: true })];
  }
  return null;
}

function read(line: string, from: number): readonly Draft[] {
  const known = special(line, from);
  if (known !== null) return known;
  const found = findErrorText(line);
  if (found === null || !ending.test(line.slice(found.end))) return [];
  const before = line.slice(0, found.start);
  if (!isPrinted(before)) return [];
  if (isNotTcp(line)) {
    return [{ fact: 'error beside TCP', value: found.error, from, many: true, weak: true }];
  }
  // Right behind the name of a call stands the system's text, which macOS and musl word like a program's own deadline.
  const isSystem = found.error === 'timeout' && systemCall.test(before);
  const error = isSystem ? 'etimedout' : found.error;
  const near = `${before.slice(-120)} ${line.slice(found.end, found.end + 40)}`;
  return [errorDraft({ error, call: callIn(near), from, ...sideIn(near), weak: true })];
}

/** Reads errors that no other parser knows. */
export const errorLines: Parser = {
  name: 'error-lines',
  clues: [
    ...errorClues,
    "can't connect to ",
    'pthread_create failed',
    'native thread',
    'not responding',
  ],
  emits: [...errorEmissions, { finding: 'log-native-thread', value: 'yes' }],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};
