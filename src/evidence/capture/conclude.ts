/** From a connection of a capture to what it says: drafts of readings, and why it is worth a look. */
import type { Draft, PlainSide } from '#evidence/parser.ts';
import { deedsOf, describe, failurePoint, isIdleReset, rstTtl, sideOf } from '#evidence/shape.ts';
import { failedTls, isNotItsClose, isOfClearing, isSilentHello } from './broken-tls.ts';
import { draftOf } from './draft.ts';
import type { Flow } from './flow.ts';
import { icmpDrafts, icmpKind } from './icmp.ts';
import { lateAnswerDrafts } from './late-answer.ts';
import type { WorthKey } from './report.ts';
import { isStale, staleDrafts } from './stale.ts';
import type { Stall } from './stalls.ts';
import { dataAcked, lossShape, stallLength, stallOf, zeroWindowAnswer } from './stalls.ts';
import type { Vantage } from './vantage.ts';

/** What one connection says. */
export interface Conclusion {
  /** Where it failed; null when it did not plainly fail. */
  readonly point: string | null;
  readonly drafts: readonly Draft[];
  readonly worth: readonly WorthKey[];
  /** Full-size segments were lost, and other connections must show that small ones pass. */
  readonly isMaybeFullSize: boolean;
  /** SYNs got no answer: whether they reached the server, only its own host can say. */
  readonly isMaybeIgnored: boolean;
}

/** Bounds of `tcp_retries2` at its default, with some room (924.6 s at least; RFC 1122 asks for 100 s). */
const fifteenMinutes = { least: 780, most: 1800 };

/** Seconds of quiet before the server's close from which a request into it is the first use after idle. */
const leastIdle = 1;

/** Seconds that data must fail to get through. */
const patience = 1;

/** Seconds without any packet before a dead flow that say that no probes ran: whoever sets an interval sets a shorter one. */
const leastProbed = 120;

/** Retransmissions that are worth a look: this many, and this share of the frames. */
const many = { count: 5, share: 0.05 };

/** Outcomes that rest on silence need a capture without holes. */
const needsWhole: ReadonlySet<string> = new Set([
  'closed-after-handshake',
  'silent-after-handshake',
  'dead-after-idle',
]);

/**
 * A RST ends many connections in health. It tells when the server sends it, or when the client still waited for an answer or
 * for data to be acknowledged.
 */
function isTellingReset(flow: Flow): boolean {
  const { course } = flow;
  const { close } = course;
  if (close === null) return false;
  const { client, server } = deedsOf(course);
  if (course.clientForward !== null && sideOf(course, close) === 'server') return true;
  const [asked, answered] = [client.lastData?.line ?? -1, server.lastData?.line ?? -1];
  return asked > answered;
}

function pointOf(flow: Flow, stall: Stall | null, vantage: Vantage | null): string | null {
  const { course, icmp } = flow;
  const isSynIcmp = course.isOnlySyn && icmp.some((one) => icmpKind(one) !== null);
  if (isSynIcmp) return 'icmp-rejected';
  if (isSynAckLost(flow, vantage)) return 'syn-unanswered';
  if (failedTls(flow)) return 'tls-handshake-fails';
  if (isStale(flow)) return course.closeSilence >= leastIdle ? 'dead-after-idle' : null;
  const found = failurePoint(course);
  const point =
    found !== null && isSilentHello(flow, found) && !flow.hasHoles ? 'tls-handshake-fails' : found;
  if (point !== 'reset-mid-stream' && point !== null) {
    return flow.hasHoles && needsWhole.has(point) ? null : point;
  }
  if (stall !== null && isStalled(flow, stall)) return 'stall-mid-stream';
  return point !== null && isTellingReset(flow) ? point : null;
}

/** Data flowed both ways, and then nothing of one end got through until an end gave up. */
function isStalled({ course }: Flow, stall: Stall): boolean {
  const { client, server } = deedsOf(course);
  if (course.synAck === null || client.data === 0 || server.data === 0) return false;
  const { close } = course;
  // A RST of the end that waited for an answer is another story: somebody answered.
  const isAnswered = close !== null && close.rst && close.forward !== stall.forward;
  const receiverGaveUp = isAnswered && sideOf(course, close) === 'client';
  return stallLength(stall) >= patience && (!isAnswered || receiverGaveUp);
}

/** In a capture of the server's host: its SYN-ACK left again and again, and the client, which has not got it, asks again. */
function isSynAckLost({ course }: Flow, vantage: Vantage | null): boolean {
  const { syns, synAcks, handshakeEnd, close } = course;
  return (
    vantage === 'server' && syns >= 2 && synAcks >= 2 && handshakeEnd === null && close === null
  );
}

/** Only the client's attempts tell of a late answer. */
function connectDrafts(flow: Flow): readonly Draft[] {
  const { course, plainAck } = flow;
  const late = lateAnswerDrafts(course);
  if (late.length > 0) return late;
  if (plainAck !== null && course.syns > 0) {
    return draftOf('syn-fate', 'answered-by-plain-ack', [course.first, plainAck], 'server');
  }
  return [];
}

/** What unanswered SYNs say in a capture of the server's own host: they came, and nothing went back. */
export function ignoredDrafts(from: number, to: number): readonly Draft[] {
  return [
    { fact: 'syn-fate', finding: 'syn-fate', value: 'ignored-by-server', from, to, side: 'server' },
    { fact: 'synack-fate', finding: 'synack-fate', value: 'not-sent', from, to, side: 'server' },
  ];
}

function synAckDrafts(flow: Flow, vantage: Vantage | null): readonly Draft[] {
  const { course } = flow;
  const { synAck, synAckRepeated, last } = course;
  if (synAckRepeated !== null) {
    return draftOf('synack-fate', 'repeated-after-handshake', [synAck, synAckRepeated], 'server');
  }
  if (!isSynAckLost(flow, vantage)) return [];
  return draftOf('synack-fate', 'sent-not-received', [synAck, last], 'server');
}

function helloDrafts({ tls, course }: Flow): readonly Draft[] {
  const { hello } = tls;
  if (hello === null || course.clientForward === null) return [];
  const { bytes, step } = hello;
  const receiver = step.forward ? course.back : course.forward;
  const value = step.length < bytes ? 'two-segments' : receiver.packets > 0 ? 'one-segment' : null;
  return draftOf('hello-segments', value, [step, step], 'client');
}

function optionDrafts(flow: Flow): readonly Draft[] {
  const { first, last } = flow.course;
  if (flow.isScaleAltered) return draftOf('syn-options', 'window-scale-altered', [first, first]);
  if (!flow.course.isOnlySyn || flow.course.syns < 2) return [];
  return draftOf(
    'syn-options',
    flow.hasFastOpen ? 'fastopen-or-data' : null,
    [first, last],
    'client',
  );
}

function idleDrafts({ course }: Flow, point: string): readonly Draft[] {
  const { quiet, close, closeSilence } = course;
  if (point !== 'dead-after-idle') return [];
  // A close ended the idle time; else the request that was lost did.
  const isEnd = close?.fin === true || isIdleReset(course);
  const isClosed = course.askedAfterClose !== null && close !== null && isEnd;
  const seconds = isClosed ? closeSilence : quiet?.silence;
  const steps = [isClosed ? close : (quiet?.resumed ?? null), course.last] as const;
  const isWithoutProbes = !isClosed && (seconds ?? 0) >= leastProbed;
  return [
    ...draftOf('idle-seconds', seconds === undefined ? null : whole(seconds), steps, 'client'),
    ...draftOf('keepalive-probes', isWithoutProbes ? 'none-or-longer' : null, steps, 'client'),
  ];
}

function whole(seconds: number): string {
  return Math.round(seconds).toString();
}

/** A RST by which the end whose data was lost gives up says nothing of the fault. */
function isOfGivingUp({ course }: Flow, stall: Stall | null, { fact }: Draft): boolean {
  if (stall === null || course.rst === null || fact !== 'rst-shape') return false;
  return course.rst.forward === stall.forward || course.rst === course.close;
}

/** The shape of the TTL says something where the RST arrives: at its sender, it is always the same. */
function ttlDrafts(flow: Flow, vantage: Vantage | null): readonly Draft[] {
  const { course } = flow;
  const { rst } = course;
  const value = rstTtl(course);
  if (rst === null || value === null) return [];
  const sender = sideOf(course, rst);
  const receiver: PlainSide = sender === 'server' ? 'client' : 'server';
  if (value === 'differs') return draftOf('rst-ttl', value, [rst, rst], receiver);
  return vantage === receiver ? draftOf('rst-ttl', value, [rst, rst], receiver) : [];
}

/**
 * Whether the end that seems to have sent the RST did: plain where the capture was taken on its host, which sees what leaves it. At
 * the other end, only a second capture can say.
 */
function originDrafts({ course }: Flow, vantage: Vantage | null): readonly Draft[] {
  const { rst, close } = course;
  if (rst === null || rst !== close || vantage === null) return [];
  if (sideOf(course, rst) !== vantage || rstTtl(course) === 'differs') return [];
  return draftOf('rst-origin', 'sender-has-it', [rst, rst], vantage);
}

function stallDrafts(flow: Flow, stall: Stall | null, point: string): readonly Draft[] {
  const { course } = flow;
  const { client } = deedsOf(course);
  const isHang =
    ['silent-after-handshake', 'dead-after-idle', 'stall-mid-stream'].includes(point) ||
    isSilentHello(flow, point);
  const acked = isHang && !flow.hasHoles ? dataAcked(flow) : null;
  const asked = client.lastData;
  const drafts = [...draftOf('data-acked', acked, [asked, course.last], 'server')];
  if (stall === null) return drafts;
  const { streak } = stall;
  const shape = lossShape(flow, stall);
  const sender = sideOf(course, streak.first);
  const steps = [streak.first, streak.last] as const;
  const length = stallLength(stall);
  const isLong = length >= fifteenMinutes.least && length <= fifteenMinutes.most;
  return [
    ...drafts,
    ...draftOf('loss-shape', shape === 'maybe-full-size' ? null : shape, steps, sender),
    ...draftOf('hang-length', isLong ? 'about-15-minutes' : null, steps, sender),
    ...(course.close === null
      ? draftOf('first-closer', 'nobody', [course.first, course.last], 'server')
      : []),
  ];
}

function zeroDrafts(flow: Flow): readonly Draft[] {
  return [flow.forward, flow.back].flatMap((half, at) => {
    const found = zeroWindowAnswer(half);
    if (found === null) return [];
    const isClient = (at === 0) === (flow.course.clientForward !== false);
    const side = isClient ? 'client' : 'server';
    return draftOf(
      'zero-window-answer',
      found.value,
      found.steps,
      flow.course.clientForward === null ? undefined : side,
    );
  });
}

function worthOf(flow: Flow, point: string | null, stall: Stall | null): readonly WorthKey[] {
  const { course, forward, back, icmp } = flow;
  const frames = forward.frames + back.frames;
  const again = forward.again + back.again;
  const shape = stall === null ? null : lossShape(flow, stall);
  const { client, server } = deedsOf(course);
  const isBare = client.data === 0 && server.data === 0 && course.synAck !== null;
  const keys: readonly (readonly [WorthKey, boolean])[] = [
    ['rst-injected', flow.hasForeignTtl && rstTtl(course) === 'differs'],
    ['gave-up', stall !== null],
    ['zero-window', zeroWindowAnswer(forward) !== null || zeroWindowAnswer(back) !== null],
    ['large-segments-lost', shape === 'full-size-only' || shape === 'maybe-full-size'],
    ['path-mtu', icmp.some((error) => icmpKind(error) === 'frag-needed')],
    ['answered-late', course.synAck !== null && course.synAgain !== null],
    ['synack-repeated', course.synAckRepeated !== null],
    ['window-scale-altered', flow.isScaleAltered],
    ['timestamps-go-back', forward.timestampsBack + back.timestampsBack > 0],
    ['retransmissions', again >= many.count && again >= frames * many.share],
    ['no-data', isBare && course.close !== null && !flow.hasHoles],
    ['quiet-period', course.quiet !== null],
    ['rst', course.rst !== null],
  ];
  const rest = keys.flatMap(([key, holds]) => (holds ? [key] : []));
  return point === null ? rest : [point as WorthKey, ...rest];
}

/** What a connection says. @param vantage where the capture was taken, when that is plain */
export function conclude(flow: Flow, vantage: Vantage | null): Conclusion {
  const { course } = flow;
  const stall = stallOf(flow);
  const point = pointOf(flow, stall, vantage);
  const connect = connectDrafts(flow);
  const hasFate = connect.some(({ fact }) => fact === 'syn-fate');
  const general = [
    ...connect,
    ...synAckDrafts(flow, vantage),
    ...staleDrafts(flow),
    ...zeroDrafts(flow),
    ...optionDrafts(flow),
    ...ttlDrafts(flow, vantage),
    ...icmpDrafts(flow, point, stall !== null),
  ];
  const failing =
    point === null
      ? []
      : [
          ...describe(course, point).filter(
            (draft) =>
              draft.fact !== 'rst-ttl' &&
              !(draft.fact === 'syn-fate' && (hasFate || point === 'syn-unanswered')) &&
              !(isStale(flow) && draft.fact !== 'packet-shape') &&
              !isOfGivingUp(flow, stall, draft) &&
              !isOfClearing(flow, point, draft) &&
              !isNotItsClose(flow, draft),
          ),
          ...stallDrafts(flow, stall, point),
          ...idleDrafts(flow, point),
          ...helloDrafts(flow),
          ...originDrafts(flow, vantage),
        ];
  return {
    point,
    drafts: [...failing, ...general],
    worth: worthOf(flow, point, stall),
    isMaybeIgnored: point === 'syn-unanswered' && course.isOnlySyn,
    isMaybeFullSize: stall !== null && lossShape(flow, stall) === 'maybe-full-size',
  };
}
