/**
 * Which connections of two captures are the same, which of the captures was taken nearer to the client, and whether one of them
 * goes on at a moment of the other. Clocks differ: they are told apart by packets that both hold.
 */
import { ahead } from './half.ts';
import type { CaptureGist, ConnectionGist } from './gist.ts';
import type { Vantage } from './vantage.ts';

/** One connection in both captures. */
export interface Pair {
  readonly near: ConnectionGist;
  readonly far: ConnectionGist;
  /** The end at which the first capture was taken; the other was taken at the other. Null when that is not plain. */
  readonly place: Vantage | null;
  /** Addresses or ports differ: a device translates them, and may have more servers behind it. */
  readonly isTranslated: boolean;
}

/** What has to be added to a time of the first capture for that of the second, as one packet shows it. */
interface Anchor {
  readonly time: number;
  readonly offset: number;
}

/** Two captures, seen from the first of them. */
export interface Bench {
  readonly near: CaptureGist;
  readonly far: CaptureGist;
  readonly pairs: readonly Pair[];
  /** Where the clocks of both are known, by the time of the first. */
  readonly anchors: readonly Anchor[];
  /** Connections of the first that the second does not list. */
  readonly single: readonly ConnectionGist[];
}

/** TTLs that hosts begin with: nothing has routed such a packet yet. */
const initialTtl: ReadonlySet<number> = new Set([64, 128, 255]);

/** Connections of one sequence number that are looked at: a forged capture must not cost more than others. */
const mostAlike = 8;

function isSameEnds(a: ConnectionGist, b: ConnectionGist): boolean {
  return (
    a.client.port === b.client.port &&
    a.server.port === b.server.port &&
    a.client.address === b.client.address &&
    a.server.address === b.server.address
  );
}

/** Whether the SYN-ACKs that were seen are the same: a device that answers in the server's place has numbers of its own. */
function isSameAnswer(a: ConnectionGist, b: ConnectionGist): boolean {
  if (a.synAck === null || b.synAck === null) return true;
  return a.synAck.sequence === b.synAck.sequence;
}

/** Whether a device that translates addresses may stand between: it leaves the numbers, and at least one of the ports. */
function mayBeTranslated(a: ConnectionGist, b: ConnectionGist): boolean {
  return a.client.port === b.client.port || a.server.port === b.server.port;
}

type Index = ReadonlyMap<number, readonly ConnectionGist[]>;

function indexOf({ connections }: CaptureGist): Index {
  return Map.groupBy(connections, ({ syn }) => syn.sequence);
}

/** The same connection in the other capture: by all four figures and the number of the SYN, else by the number when only one has it. */
function findIn(index: Index, own: Index, one: ConnectionGist): ConnectionGist | null {
  const alike = (index.get(one.syn.sequence) ?? []).slice(0, mostAlike);
  const exact = alike.filter((other) => isSameEnds(one, other));
  const [first] = exact.length > 0 ? exact : alike;
  if (first === undefined || !isSameAnswer(one, first)) return null;
  if (exact.length > 0) return exact.length === 1 ? first : null;
  const isUnique = alike.length === 1 && own.get(one.syn.sequence)?.length === 1;
  return isUnique && mayBeTranslated(one, first) ? first : null;
}

/** What one sign says of where the first capture was taken: nothing, an end, or something that fits neither. */
type Voice = Vantage | null | 'clash';

/** The host with the lower TTL is further away; null when no router is between. */
function placeByTtl(near: ConnectionGist, far: ConnectionGist): Voice {
  const steps = (['client', 'server'] as const).flatMap((end) => {
    const [here, there] = [near.ttl[end], far.ttl[end]];
    return here === null || there === null || here === there ? [] : [{ end, here, there }];
  });
  const [first] = steps;
  if (first === undefined) return null;
  const places = steps.map(({ end, here, there }) =>
    here > there === (end === 'client') ? 'client' : 'server',
  );
  const isOne = places.every((place) => place === places[0]);
  return isOne ? (places[0] ?? null) : 'clash';
}

/** Whether both captures stand where no router has touched what leaves their end. */
function isAtEnds(near: ConnectionGist, far: ConnectionGist, place: Vantage): boolean {
  const [client, server] = place === 'client' ? [near, far] : [far, near];
  return initialTtl.has(client.ttl.client ?? 0) && initialTtl.has(server.ttl.server ?? 0);
}

function placeStated({ stated }: CaptureGist): Voice {
  if (stated === null || stated === 'unknown') return null;
  return stated === 'proxy' ? 'clash' : stated;
}

/** The other end. */
export function reversed(place: Vantage): Vantage {
  return place === 'client' ? 'server' : 'client';
}

function opposite(place: Voice): Voice {
  return place === null || place === 'clash' ? place : reversed(place);
}

/**
 * Where the first capture was taken: as was stated, as the link layer shows, as the TTLs show. All that speak must agree, and
 * both captures must have been placed, or the TTLs must.
 */
function placeOf(
  near: CaptureGist,
  far: CaptureGist,
  { near: here, far: there }: Pick<Pair, 'near' | 'far'>,
): Voice {
  const ttl = placeByTtl(here, there);
  const own = placeStated(near) ?? here.vantage;
  const other = opposite(placeStated(far) ?? there.vantage);
  const voices = [ttl, own, other, here.vantage, opposite(there.vantage)].filter(
    (place) => place !== null,
  );
  const [first] = voices;
  if (first === undefined) return null;
  if (first === 'clash' || voices.some((voice) => voice !== first)) return 'clash';
  const isPlaced = (own !== null && other !== null) || (ttl !== null && (own ?? other) !== null);
  return isPlaced || isAtEnds(here, there, first) ? first : null;
}

function hostsOf({ client, server }: ConnectionGist): string {
  return `${client.address} ${server.address}`;
}

/** Pairs up two captures. */
export function benchOf(near: CaptureGist, far: CaptureGist): Bench {
  const [own, index] = [indexOf(near), indexOf(far)];
  const found: Omit<Pair, 'place'>[] = [];
  /** What the connections of two hosts say together: a capture that stands at one end of one stands there for all. */
  const voices = new Map<string, Voice>();
  const single: ConnectionGist[] = [];
  for (const one of near.connections) {
    const other = findIn(index, own, one);
    if (other === null) single.push(one);
    else {
      const both = { near: one, far: other };
      const voice = placeOf(near, far, both);
      const before = voices.get(hostsOf(one)) ?? null;
      const isApart = before !== null && voice !== null && before !== voice;
      voices.set(hostsOf(one), isApart ? 'clash' : (voice ?? before));
      found.push({ ...both, isTranslated: !isSameEnds(one, other) });
    }
  }
  const pairs = found.map((pair): Pair => {
    const voice = voices.get(hostsOf(pair.near)) ?? null;
    return { ...pair, place: voice === 'clash' ? null : voice };
  });
  return { near, far, pairs, anchors: anchorsOf(pairs), single };
}

/** The same two captures, seen from the second. */
export function turned({ near, far, pairs }: Bench): Bench {
  const paired = new Set(pairs.map((pair) => pair.far));
  const back = pairs.map((pair) => ({
    near: pair.far,
    far: pair.near,
    place: pair.place === null ? null : reversed(pair.place),
    isTranslated: pair.isTranslated,
  }));
  return {
    near: far,
    far: near,
    pairs: back,
    anchors: anchorsOf(back),
    single: far.connections.filter((one) => !paired.has(one)),
  };
}

/** Seconds by which the clocks may be told apart wrongly, at once and for each second in between: a clock that is being set runs up to 0.05 % off. */
const slack = { least: 0.1, each: 0.001 };

/** A time of the first capture on the clock of the second: not before, and not after. */
interface Moment {
  readonly least: number;
  readonly most: number;
}

/** SYNs that both captures hold as often tell their clocks apart; by the time of the first capture, rising. */
function anchorsOf(pairs: readonly Pair[]): readonly Anchor[] {
  return pairs
    .filter(({ near, far }) => near.syn.count === far.syn.count)
    .map(({ near, far }) => ({ time: near.syn.time, offset: far.syn.time - near.syn.time }))
    .sort((a, b) => a.time - b.time);
}

/** A time of the first capture as the anchor that is nearest to it tells it. */
function momentOf({ anchors }: Bench, time: number): Moment | null {
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((anchors[middle]?.time ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [anchors[low - 1], anchors[low]];
  const isAfter =
    after !== undefined && (before === undefined || after.time - time < time - before.time);
  const anchor = isAfter ? after : before;
  if (anchor === undefined) return null;
  const there = time + anchor.offset;
  const room = slack.least + slack.each * Math.abs(time - anchor.time);
  return { least: there - room, most: there + room };
}

/** Whether the second capture holds frames after a time of the first. */
export function goesOn(bench: Bench, time: number): boolean {
  const moment = momentOf(bench, time);
  return moment !== null && moment.most <= bench.far.duration;
}

/** Whether the second capture holds frames before and after what happened in the first. */
export function isCovered(bench: Bench, from: number, to: number): boolean {
  const moment = momentOf(bench, from);
  return moment !== null && moment.least >= 0 && goesOn(bench, to);
}

/** Whether everything that an end sent before a sequence number is there. */
export function isUpTo(sent: number | null, sequence: number): boolean {
  return sent !== null && ahead(sequence, sent) <= 0;
}
