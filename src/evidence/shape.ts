/**
 * What the packets of one connection say: where in its life it failed, who closed it, and how.
 *
 * Wire findings speak of the path, but a reading needs a side: it is the end that *acted* (sent the FIN or RST, or left the
 * SYN unanswered), which a listing with the handshake makes plain: the server is who receives the SYN. Nothing is said
 * of a connection that did not plainly fail.
 */
import type { Connection } from './connections.ts';
import { connectionsOf } from './connections.ts';
import type { Packet } from './packet.ts';
import type { Draft, Emission, PlainSide } from './parser.ts';

/** Seconds between handshake and close that still count as "at once"; an idle timeout takes longer. */
const atOnce = 1;

/** Seconds without a packet that count as a quiet period: no common idle timeout of a path is shorter. */
const quiet = 30;

/** Seconds that a client waits in silence before its own close counts as giving up. */
const patience = 1;

const secondsPerDay = 86_400;

type FailurePoint =
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
    'reset-mid-stream',
    'dead-after-idle',
  ].map((value) => ({ finding: 'failure-point', value })),
  ...['server', 'client'].map((value) => ({ finding: 'first-closer', value })),
  ...['yes', 'no'].map((value) => ({ finding: 'fin-before-request', value })),
  ...['bare-window-0', 'rst-ack', 'answers-syn'].map((value) => ({ finding: 'rst-shape', value })),
  ...['refused', 'answered'].map((value) => ({ finding: 'syn-fate', value })),
  ...['same', 'differs'].map((value) => ({ finding: 'rst-ttl', value })),
];

interface View {
  readonly packets: readonly Packet[];
  readonly client: string | null;
  readonly first: Packet;
  readonly last: Packet;
  readonly synAck: Packet | undefined;
  /** The first FIN or RST. */
  readonly close: Packet | undefined;
  readonly rst: Packet | undefined;
  /** Packets with payload before the first FIN or RST. */
  readonly data: readonly Packet[];
}

function sideOf(view: View, packet: Packet): PlainSide | undefined {
  if (view.client === null) return undefined;
  return packet.from === view.client ? 'client' : 'server';
}

function viewOf({ packets, client }: Connection): View | null {
  const [first] = packets;
  const last = packets.at(-1);
  if (first === undefined || last === undefined) return null;
  const closeAt = packets.findIndex(({ fin, rst }) => fin || rst);
  const before = closeAt === -1 ? packets : packets.slice(0, closeAt);
  return {
    packets,
    client,
    first,
    last,
    synAck: packets.find(({ syn, ack }) => syn && ack),
    close: packets[closeAt],
    rst: packets.find(({ rst }) => rst),
    data: before.filter(({ length, syn }) => length > 0 && !syn),
  };
}

function elapsed(from: Packet | undefined, to: Packet | undefined): number | null {
  const [began, ended] = [from?.time ?? null, to?.time ?? null];
  if (began === null || ended === null) return null;
  const seconds = ended - began;
  if (seconds >= 0) return seconds;
  // Either the listing runs past midnight, or its clock shows the time since the packet before.
  return seconds < -secondsPerDay / 2 ? seconds + secondsPerDay : null;
}

/** How often payload was sent again: marked by the listing, or the same sequence number from the same end. */
function repeats(packets: readonly Packet[]): number {
  const seen = new Set<string>();
  let count = 0;
  for (const { from, sequence, length, again } of packets) {
    const key = `${from} ${sequence ?? ''} ${length}`;
    if (again || (sequence !== null && seen.has(key))) count += 1;
    seen.add(key);
  }
  return count;
}

/** The packet that ends the handshake on the client's side, or what is shown of the handshake before it. */
function handshakeEnd(view: View): Packet | undefined {
  const { synAck, packets, client } = view;
  if (synAck === undefined) return undefined;
  const after = packets.slice(packets.indexOf(synAck) + 1);
  return after.find(({ from, ack, rst }) => from === client && ack && !rst) ?? synAck;
}

function failedHandshake(view: View): FailurePoint | null {
  if (view.client === null || view.synAck !== undefined) return null;
  if (!view.first.syn) return null;
  if (view.close?.rst === true && view.close.from !== view.client) return 'syn-refused';
  const isAlone = view.packets.every(({ syn, from }) => syn && from === view.client);
  return isAlone && view.packets.length >= 2 ? 'syn-unanswered' : null;
}

function failedEarly(view: View): FailurePoint | null {
  if (view.client === null || view.synAck === undefined) return null;
  const fromServer = view.data.filter(({ from }) => from !== view.client);
  if (fromServer.length > 0) return null;
  const delay = elapsed(handshakeEnd(view), view.close);
  const closer = view.close === undefined ? undefined : sideOf(view, view.close);
  // A FIN may be the answer to what the client sent; a RST instead of any answer is not.
  const isUnasked = view.data.length === 0 || view.close?.rst === true;
  if (closer === 'server' && isUnasked && delay !== null && delay <= atOnce) {
    return 'closed-after-handshake';
  }
  if (view.data.length === 0 || closer === 'server') return null;
  const waited = elapsed(view.data[0], view.close);
  const gaveUp = closer === 'client' && waited !== null && waited >= patience;
  return gaveUp || repeats(view.data) >= 2 ? 'silent-after-handshake' : null;
}

function failedLate(view: View): FailurePoint | null {
  if (new Set(view.data.map(({ from }) => from)).size < 2) return null;
  let gapAt = 0;
  view.packets.forEach((packet, at) => {
    const silence = elapsed(view.packets[at - 1], packet);
    if (silence !== null && silence >= quiet) gapAt = at;
  });
  const after = gapAt === 0 ? [] : view.packets.slice(gapAt);
  const [resumed] = after;
  const isAnswered = after.some(({ from, length }) => from !== resumed?.from && length > 0);
  const isReset = view.close?.rst === true;
  if (resumed !== undefined && resumed.length > 0 && !isAnswered) {
    if ((isReset && after.includes(view.close)) || repeats(after) >= 2) return 'dead-after-idle';
  }
  return isReset ? 'reset-mid-stream' : null;
}

function rstShape({ ack, window }: Packet, point: FailurePoint): string | null {
  if (point === 'syn-refused') return 'answers-syn';
  if (!ack && window === 0) return 'bare-window-0';
  return ack && window !== null && window > 0 ? 'rst-ack' : null;
}

/** Whether the RST carries the TTL of its sender's other packets; null when the listing does not show enough. */
function rstTtl(view: View): string | null {
  const { rst, packets } = view;
  if (rst === undefined || rst.ttl === null) return null;
  const others = packets.filter((packet) => !packet.rst && packet.from === rst.from);
  const ttls = new Set(others.map(({ ttl }) => ttl));
  const [ttl] = ttls;
  if (ttls.size !== 1 || ttl === undefined || ttl === null) return null;
  return ttl === rst.ttl ? 'same' : 'differs';
}

function draft(
  fact: string,
  finding: string,
  value: string | null,
  lines: readonly [Packet, Packet],
  side: PlainSide | undefined,
): readonly Draft[] {
  if (value === null) return [];
  const [from, to] = [lines[0].line, lines[1].line];
  return [{ fact, finding, value, from, to, ...(side === undefined ? {} : { side }) }];
}

/** Whether the server's FIN came before any request; null for a failure to which that does not apply. */
function finFirst(point: FailurePoint, close: Packet | undefined): string | null {
  if (point !== 'closed-after-handshake' || close === undefined) return null;
  return close.rst ? 'no' : 'yes';
}

function describe(view: View): readonly Draft[] {
  const point = failedHandshake(view) ?? failedEarly(view) ?? failedLate(view);
  if (point === null) return [];
  const { first, last, close, rst, synAck } = view;
  const actor = close === undefined ? 'server' : sideOf(view, close);
  // A RST that follows the other end's FIN belongs to the clearing up, not to the failure.
  const isTelling = rst === close || rst?.from === close?.from;
  const rstSender = rst === undefined ? undefined : sideOf(view, rst);
  const shape = rst === undefined || !isTelling ? null : rstShape(rst, point);
  const delay = point === 'closed-after-handshake' ? elapsed(handshakeEnd(view), close) : null;
  const fate = point === 'syn-refused' ? 'refused' : synAck === undefined ? null : 'answered';
  const whole = draft('packet-shape', 'failure-point', point, [first, last], actor);
  return [
    ...whole.map((one) => (rstSender === undefined ? one : { ...one, rstSender })),
    ...(close === undefined
      ? []
      : [
          ...draft(
            'first-closer',
            'first-closer',
            sideOf(view, close) ?? null,
            [close, close],
            actor,
          ),
          ...draft(
            'close-order',
            'fin-before-request',
            finFirst(point, close),
            [close, close],
            actor,
          ),
        ]),
    ...(delay === null || close === undefined
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
    ...(rst === undefined
      ? []
      : [
          ...draft('rst-shape', 'rst-shape', shape, [rst, rst], rstSender),
          ...draft('rst-ttl', 'rst-ttl', rstTtl(view), [rst, rst], undefined),
        ]),
    ...draft('syn-fate', 'syn-fate', fate, [first, synAck ?? close ?? first], 'server'),
  ];
}

/** Reads the packets of a listing: what each failing connection shows. */
export function wireDrafts(packets: readonly Packet[]): readonly Draft[] {
  return connectionsOf(packets).flatMap((connection) => {
    const view = viewOf(connection);
    return view === null ? [] : describe(view);
  });
}
