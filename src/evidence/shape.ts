/**
 * What the packets of one connection say: where in its life it failed, who closed it, and how.
 *
 * Wire findings speak of the path, but a reading needs a side: it is the end that *acted* (sent the FIN or RST, or left the
 * SYN unanswered), which a listing with the handshake makes plain: the server is who receives the SYN. Nothing is said
 * of a connection that did not plainly fail.
 */
import type { Course, Deeds, Step } from './capture/course.ts';
import { elapsed, newCourse, take } from './capture/course.ts';
import { lateAnswerDrafts } from './capture/late-answer.ts';
import type { Connection } from './connections.ts';
import { connectionsOf } from './connections.ts';
import type { Packet } from './packet.ts';
import type { Draft, Emission, PlainSide } from './parser.ts';

/** Seconds between handshake and close that still count as "at once"; an idle timeout takes longer. */
const atOnce = 1;

/** Seconds without a packet after an answer beyond which a connection counts as idle. */
const leastIdle = 1;

/** Seconds that a client waits in silence before its own close counts as giving up. */
const patience = 1;

/** Where in its life a connection failed: outcomes of the finding `failure-point`. */
export type FailurePoint =
  | 'syn-unanswered'
  | 'syn-refused'
  | 'closed-after-handshake'
  | 'silent-after-handshake'
  | 'reset-mid-stream'
  | 'dead-after-idle';

/** All that packet listings can say. */
export const wireEmissions: readonly Emission[] = [
  ...[
    'syn-unanswered',
    'syn-refused',
    'closed-after-handshake',
    'silent-after-handshake',
    'tls-handshake-fails',
    'reset-mid-stream',
    'dead-after-idle',
  ].map((value) => ({ finding: 'failure-point', value })),
  ...['server', 'client'].map((value) => ({ finding: 'first-closer', value })),
  ...['yes', 'no'].map((value) => ({ finding: 'fin-before-request', value })),
  ...['bare-window-0', 'rst-ack', 'answers-syn'].map((value) => ({ finding: 'rst-shape', value })),
  ...['refused', 'answered', 'answered-late'].map((value) => ({ finding: 'syn-fate', value })),
  ...['syn-retries', 'near-63s'].map((value) => ({ finding: 'connect-delay', value })),
  ...['same', 'differs'].map((value) => ({ finding: 'rst-ttl', value })),
  { finding: 'raw-backend-address', value: 'yes' },
];

/** The end that sent a packet; undefined when the listing does not show the handshake. */
export function sideOf({ clientForward }: Course, step: Step): PlainSide | undefined {
  if (clientForward === null) return undefined;
  return step.forward === clientForward ? 'client' : 'server';
}

/** What the client and the server did; the end that was seen first stands for the client while that is unknown. */
export function deedsOf(course: Course): { readonly client: Deeds; readonly server: Deeds } {
  return course.clientForward === false
    ? { client: course.back, server: course.forward }
    : { client: course.forward, server: course.back };
}

/** The packet that ends the handshake on the client's side, or what is shown of the handshake before it. */
function handshakeEnd({ handshakeEnd: end, synAck }: Course): Step | null {
  return end ?? synAck;
}

function failedHandshake(course: Course): FailurePoint | null {
  const { clientForward, synAck, first, close, isOnlySyn, syns } = course;
  if (clientForward === null || synAck !== null || first?.syn !== true) return null;
  if (close?.rst === true && sideOf(course, close) === 'server') return 'syn-refused';
  return isOnlySyn && syns >= 2 ? 'syn-unanswered' : null;
}

function failedEarly(course: Course): FailurePoint | null {
  const { clientForward, synAck, close } = course;
  if (clientForward === null || synAck === null) return null;
  const { client, server } = deedsOf(course);
  if (server.data > 0) return null;
  const delay = elapsed(handshakeEnd(course), close);
  const closer = close === null ? undefined : sideOf(course, close);
  // A FIN may be the answer to what the client sent; a RST instead of any answer is not.
  const isUnasked = client.data === 0 || close?.rst === true;
  if (closer === 'server' && isUnasked && delay !== null && delay <= atOnce) {
    return 'closed-after-handshake';
  }
  if (closer === 'server' || (client.data === 0 && !course.isServerFirst)) return null;
  const waited = elapsed(client.firstData ?? handshakeEnd(course), close);
  const gaveUp = closer === 'client' && waited !== null && waited >= patience;
  return gaveUp || client.repeats >= 2 ? 'silent-after-handshake' : null;
}

/**
 * Whether the server ended by RST what nobody was using: it had answered the last request and had been silent since. Only a request that
 * crosses the RST is lost then.
 */
export function isIdleReset(course: Course): boolean {
  const { close, closeSilence } = course;
  if (close?.rst !== true || sideOf(course, close) !== 'server') return false;
  const { client, server } = deedsOf(course);
  const [asked, answered] = [client.lastData?.line ?? -1, server.lastData?.line ?? -1];
  return asked >= 0 && answered > asked && closeSilence > leastIdle;
}

function failedLate(course: Course): FailurePoint | null {
  const { forward, back, quiet, close } = course;
  if (forward.data === 0 || back.data === 0) return null;
  const isReset = close?.rst === true;
  if (quiet !== null && quiet.resumed.length > 0 && !quiet.isAnswered) {
    if ((isReset && quiet.hasClose) || quiet.repeats >= 2) return 'dead-after-idle';
  }
  if (isIdleReset(course)) return course.askedAfterClose === null ? null : 'dead-after-idle';
  return isReset ? 'reset-mid-stream' : null;
}

/** Where a connection failed; null when it did not plainly fail. */
export function failurePoint(course: Course): FailurePoint | null {
  return failedHandshake(course) ?? failedEarly(course) ?? failedLate(course);
}

function rstShape({ ack, window }: Step, point: string): string | null {
  if (point === 'syn-refused') return 'answers-syn';
  if (!ack && window === 0) return 'bare-window-0';
  return ack && window !== null && window > 0 ? 'rst-ack' : null;
}

/** Whether the RST carries the TTL of its sender's other packets; null when the listing does not show enough. */
export function rstTtl({ rst, forward, back }: Course): 'same' | 'differs' | null {
  if (rst === null || rst.ttl === null) return null;
  const { ttl } = rst.forward ? forward : back;
  if (ttl?.high !== ttl?.low || ttl === null) return null;
  return ttl.low === rst.ttl ? 'same' : 'differs';
}

function draft(
  fact: string,
  finding: string,
  value: string | null,
  steps: readonly [Step, Step],
  side: PlainSide | undefined,
): readonly Draft[] {
  if (value === null) return [];
  const [from, to] = [steps[0].line, steps[1].line];
  return [{ fact, finding, value, from, to, ...(side === undefined ? {} : { side }) }];
}

/** Whether the server's FIN came before any request; null for a failure to which that does not apply. */
function finFirst(point: string, close: Step | null): string | null {
  if (point !== 'closed-after-handshake' || close === null) return null;
  return close.rst ? 'no' : 'yes';
}

function describeClose(course: Course, point: string, close: Step): readonly Draft[] {
  const actor = sideOf(course, close);
  const delay = point === 'closed-after-handshake' ? elapsed(handshakeEnd(course), close) : null;
  return [
    ...draft('first-closer', 'first-closer', actor ?? null, [close, close], actor),
    ...draft('close-order', 'fin-before-request', finFirst(point, close), [close, close], actor),
    ...(delay === null
      ? []
      : [
          {
            fact: 'close-delay-us',
            value: Math.round(delay * 1e6).toString(),
            from: close.line,
            side: 'server' as const,
            many: true as const,
          },
        ]),
  ];
}

/**
 * What a connection that failed says.
 *
 * @param point where it failed: what `failurePoint` says, or a capture that shows more
 */
export function describe(course: Course, point: string): readonly Draft[] {
  const { first, last, close, rst, synAck } = course;
  if (first === null || last === null) return [];
  const actor = close === null ? 'server' : sideOf(course, close);
  // A RST that follows the other end's FIN belongs to the clearing up, not to the failure.
  const isTelling = rst === close || rst?.forward === close?.forward;
  const rstSender = rst === null ? undefined : sideOf(course, rst);
  const shape = rst === null || !isTelling ? null : rstShape(rst, point);
  const fate = point === 'syn-refused' ? 'refused' : synAck === null ? null : 'answered';
  const whole = draft('packet-shape', 'failure-point', point, [first, last], actor);
  return [
    ...whole.map((one) => (rstSender === undefined ? one : { ...one, rstSender })),
    ...(close === null ? [] : describeClose(course, point, close)),
    ...(rst === null
      ? []
      : [
          ...draft('rst-shape', 'rst-shape', shape, [rst, rst], rstSender),
          ...draft('rst-ttl', 'rst-ttl', rstTtl(course), [rst, rst], undefined),
        ]),
    ...draft('syn-fate', 'syn-fate', fate, [first, synAck ?? close ?? first], 'server'),
  ];
}

/** Payload that a listing shows twice: marked by it, or with the same sequence number from the same end. */
function withRepeats(packets: readonly Packet[]): readonly Packet[] {
  const seen = new Set<string>();
  return packets.map((packet) => {
    const { from, sequence, length, again } = packet;
    const key = `${from} ${sequence ?? ''} ${length}`;
    const isAgain = again || (sequence !== null && length > 0 && seen.has(key));
    seen.add(key);
    return isAgain === again ? packet : { ...packet, again: isAgain };
  });
}

function courseOf({ packets, client }: Connection): Course {
  const course = newCourse();
  const begins = packets[0]?.from;
  if (client !== null) course.clientForward = client === begins;
  for (const packet of withRepeats(packets)) {
    take(course, { ...packet, forward: packet.from === begins });
  }
  return course;
}

/** Ends of a server that speaks TLS from the first byte, as listings name its port. */
const tlsPort = /:(?:443|https)$/;

/** Where a connection failed that speaks TLS, if in its handshake; null when it did not, or speaks something else. */
function failedTls({ packets, client }: Connection, course: Course): string | null {
  const { client: asked, server } = deedsOf(course);
  const closeLine = course.close?.line ?? Infinity;
  const alert = packets.find(({ tls }) => tls === 'fatal-alert');
  const data = packets.find(({ tls }) => tls === 'data');
  if (alert !== undefined && alert.line < closeLine && data === undefined) {
    return 'tls-handshake-fails';
  }
  const end = packets.find(({ to, syn, ack }) => to !== client && syn && !ack)?.to ?? '';
  const isTls = packets.some(({ tls }) => tls !== undefined) || tlsPort.test(end);
  if (!isTls || asked.data === 0 || server.data > 0) return null;
  const point = failurePoint(course);
  const isRefused = point === 'closed-after-handshake' && course.close?.rst === true;
  return isRefused || point === 'silent-after-handshake' ? 'tls-handshake-fails' : null;
}

/** A fatal alert closes the connection: the FIN of the end that receives it only follows. */
function isOfAlert(packets: readonly Packet[], { close }: Course, { fact }: Draft): boolean {
  if (fact !== 'first-closer' && fact !== 'rst-shape') return false;
  const alert = packets.find(({ tls }) => tls === 'fatal-alert');
  if (alert === undefined) return false;
  return (alert.from === packets[0]?.from) !== close?.forward;
}

/**
 * Whether the FIN or RST comes further on in its sender's stream than a listing shows payload: one of SYN, FIN and RST alone says nothing
 * of what went between. Sequence numbers of a listing count from the SYN, or are those of the wire.
 */
function isSelected({ packets }: Connection, { close }: Course): boolean {
  if (close === null) return false;
  const end = packets.find(({ line }) => line === close.line);
  const own = packets.filter(({ from, line }) => from === end?.from && line < close.line);
  const syn = own.find((packet) => packet.syn)?.sequence ?? null;
  if (end?.sequence === undefined || end.sequence === null || syn === null) return false;
  const isFirst = end.sequence === 1 || end.sequence === (syn + 1) % 2 ** 32;
  return !isFirst && own.every(({ length }) => length === 0);
}

/** Whether a connection is a SYN-ACK that the client's end answers with a bare RST. */
function isUnwanted({ packets, client }: Connection): boolean {
  const answer = packets.find((packet) => packet.syn && packet.ack);
  const reset = packets.find((packet) => packet.rst && packet.line > (answer?.line ?? Infinity));
  return answer !== undefined && reset !== undefined && !reset.ack && reset.from === client;
}

/** Unwanted answers to one client that are looked at. */
const mostUnwanted = 8;

/** Answers that were not wanted, by the client's address and port. */
function unwantedOf(connections: readonly Connection[]): ReadonlyMap<string, Connection[]> {
  const byClient = new Map<string, Connection[]>();
  for (const connection of connections) {
    if (connection.client === null || !isUnwanted(connection)) continue;
    const all = byClient.get(connection.client) ?? [];
    if (all.length < mostUnwanted) all.push(connection);
    byClient.set(connection.client, all);
  }
  return byClient;
}

/** Whether an unwanted answer belongs to a SYN that was sent elsewhere: nothing was dialed there, or its SYN is a translated copy. */
function isAnswerTo({ packets }: Connection, { to, sequence }: Packet): boolean {
  if (packets[0]?.to === to || packets[0]?.from === to) return false;
  const own = packets.find((packet) => packet.syn && !packet.ack);
  return own === undefined || (sequence !== null && own.sequence === sequence);
}

/** A SYN that is answered from an address that was not dialed: whatever translates on the way has not seen the answer. */
function untranslated(connections: readonly Connection[]): readonly Draft[] {
  const unwanted = unwantedOf(connections);
  if (unwanted.size === 0) return [];
  for (const { packets, client } of connections) {
    const [dialed] = packets;
    if (dialed === undefined || client === null) continue;
    if (!packets.every(({ syn, ack }) => syn && !ack)) continue;
    const answer = unwanted.get(client)?.find((one) => isAnswerTo(one, dialed));
    const [first, last] = [answer?.packets[0], answer?.packets.at(-1)];
    if (first === undefined || last === undefined) continue;
    const finding = 'raw-backend-address';
    const from = Math.min(dialed.line, first.line);
    const to = Math.max(dialed.line, last.line);
    return [{ fact: finding, finding, value: 'yes', from, to, side: 'client' }];
  }
  return [];
}

/** That a listing was read, although none of its connections plainly fails. */
function inVain(packets: readonly Packet[], connections: number): readonly Draft[] {
  const [first, last] = [packets[0], packets.at(-1)];
  if (first === undefined || last === undefined) return [];
  const value = `${packets.length} in ${connections}, none of which plainly fails`;
  const from = Math.min(first.line, last.line);
  return [{ fact: 'packets and connections', value, from, to: last.line, many: true }];
}

/** Reads the packets of a listing: what each failing connection shows. */
export function wireDrafts(packets: readonly Packet[]): readonly Draft[] {
  const connections = connectionsOf(packets);
  const drafts = connections.flatMap((connection) => {
    const course = courseOf(connection);
    const point = failedTls(connection, course) ?? failurePoint(course);
    if (point === null) return lateAnswerDrafts(course);
    if (isSelected(connection, course)) return [];
    return describe(course, point).filter((one) => !isOfAlert(connection.packets, course, one));
  });
  const all = [...drafts, ...untranslated(connections)];
  return all.length > 0 ? all : inVain(packets, connections.length);
}
