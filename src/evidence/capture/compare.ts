/**
 * What two captures of the same connections tell that neither tells alone: what was sent at one end and never arrived at the
 * other, what arrived without having been sent, and what was changed on the way. A pure function over what the captures
 * left (`gist.ts`). What is missing from a capture says something only when the capture shows that it would hold it.
 */
import type { Reading } from '#evidence/reading.ts';
import { endText } from './address.ts';
import type { CaptureGist, ConnectionGist, RstGist } from './gist.ts';
import type { Sighting } from './marks.ts';
import type { Bench, Pair } from './pairing.ts';
import { benchOf, goesOn, isCovered, isUpTo, reversed, turned } from './pairing.ts';
import type { Vantage } from './vantage.ts';

/** Frames of the other capture. */
export interface OtherFrames {
  /** First and last frame, from 1. */
  readonly line: number;
  readonly lastLine: number;
  /** False when these frames are all that were looked through, and what was looked for is not among them. */
  readonly holds: boolean;
}

/** One reading of a comparison: its frames are of one of the two captures. */
export interface ComparedReading {
  readonly reading: Reading;
  /** Which of the two captures the reading's frames are of. */
  readonly at: 0 | 1;
  /** What stands in the other one. */
  readonly other: OtherFrames;
}

/** What came of comparing two captures. */
export interface Comparison {
  /** `no-common`: no connection begins in both. `no-sides`: it is not plain which one was taken where. */
  readonly outcome: 'compared' | 'no-common' | 'no-sides';
  /** Connections that begin in both. */
  readonly common: number;
  readonly readings: readonly ComparedReading[];
}

/** A packet that a claim speaks of. */
type Place = Pick<Sighting, 'line' | 'lastLine' | 'time'>;

/** One finding of one connection. */
interface Claim {
  readonly finding: string;
  readonly value: string;
  readonly side: Vantage | null;
  /** True when the frames are of the second capture of the bench. */
  readonly isFar: boolean;
  readonly connection: ConnectionGist;
  readonly from: Vantage;
  readonly flags: string;
  readonly place: Place;
  readonly sequence: number;
  /** The same packets in the other capture; null when they are not in it. */
  readonly other: Pick<Place, 'line' | 'lastLine'> | null;
}

/** A value that fewer of the claims show is an accident beside one that all others show. */
const leastShare = 0.05;

/** Seconds by which a client that repeats its SYN waits at least for an answer. */
const patience = 0.5;

function synClaim(
  connection: ConnectionGist,
  finding: string,
  value: string,
  other: Claim['other'],
): Claim {
  const { syn } = connection;
  const { sequence } = syn;
  return {
    ...{ finding, value, connection, place: syn, sequence, other },
    ...{ side: 'server', isFar: false, from: 'client', flags: 'SYN' },
  };
}

/** Services that the capture shows answering: only there, another answer would be shown, too. */
function answeringIn({ connections }: CaptureGist): ReadonlySet<string> {
  return new Set(
    connections.flatMap(({ server, synAck }) => (synAck === null ? [] : [endText(server)])),
  );
}

/** The SYN of a failing attempt that the other capture shows. */
function synOf(pair: Pair, bench: Bench, answering: ReadonlySet<string>): readonly Claim[] {
  const { near, far, place } = pair;
  if (place !== 'client' || near.point !== 'syn-unanswered' || !near.isOnlySyn) return [];
  if (far.synAck !== null) return synAckOf(pair, bench);
  const isUnanswered = far.isOnlySyn && far.point === 'syn-unanswered' && far.syn.count >= 2;
  if (!isUnanswered || !answering.has(endText(far.server)) || !bench.far.isWhole) return [];
  return [
    synClaim(near, 'syn-fate', 'ignored-by-server', far.syn),
    synClaim(near, 'synack-fate', 'not-sent', far.syn),
  ];
}

/** A SYN-ACK left the server again and again, and its client went on asking. */
function synAckOf({ near, far }: Pair, { near: capture }: Bench): readonly Claim[] {
  const { synAck } = far;
  if (synAck === null || synAck.count < 2 || far.isEstablished || far.resets.client > 0) return [];
  const goesOn = far.syn.lastTime - synAck.time >= patience && near.syn.count >= far.syn.count;
  if (!goesOn || !capture.isWhole || !capture.isTwoWay) return [];
  return [
    {
      ...{ finding: 'synack-fate', value: 'sent-not-received', side: 'server', isFar: true },
      ...{ connection: far, from: 'server', flags: 'SYN ACK', place: synAck },
      ...{ sequence: synAck.sequence, other: null },
    },
  ];
}

/** A client and the service that it asks. */
function relationOf({ client, server }: ConnectionGist): string {
  return `${client.address} ${endText(server)}`;
}

/**
 * Clients and services of which the second capture, taken at the server, holds every connection that was answered meanwhile. One that is
 * missing was answered by another server behind the same address, and that one may have got the SYNs, too.
 */
function wholeRelations(bench: Bench, syns: ReadonlySet<number>): ReadonlySet<string> {
  const relations = new Set(
    bench.pairs
      .filter(({ place, isTranslated }) => place === 'client' && !isTranslated)
      .map(({ near }) => relationOf(near)),
  );
  for (const one of bench.single) {
    const isElsewhere = one.synAck !== null && !syns.has(one.syn.sequence);
    const relation = relationOf(one);
    if (isElsewhere && relations.has(relation) && isCovered(bench, one.syn.time, one.syn.time)) {
      relations.delete(relation);
    }
  }
  return relations;
}

/** Attempts of which no SYN came to the second capture, which holds others of the same two hosts before and after. */
function lostOf(bench: Bench): readonly Claim[] {
  if (!bench.far.isWhole) return [];
  const syns = new Set(bench.far.syns);
  const relations = wholeRelations(bench, syns);
  return bench.single.flatMap((one): readonly Claim[] => {
    const { syn } = one;
    const isSilent = one.point === 'syn-unanswered' && one.isOnlySyn;
    const rst = one.point === 'syn-refused' ? one.closingRst : null;
    if (!isSilent && rst === null) return [];
    if (syns.has(syn.sequence) || !relations.has(relationOf(one))) return [];
    if (!isCovered(bench, syn.time, syn.lastTime)) return [];
    if (rst !== null) return [rstClaim(one, rst, 'sender-lacks-it', null)];
    return [
      synClaim(one, 'syn-fate', 'lost-on-path', null),
      synClaim(one, 'synack-fate', 'not-sent', null),
    ];
  });
}

function rstClaim(
  connection: ConnectionGist,
  rst: RstGist,
  value: string,
  other: Claim['other'],
): Claim {
  const { line, time, from, sequence } = rst;
  return {
    ...{ finding: 'rst-origin', value, side: reversed(from), isFar: false, connection, from },
    ...{ flags: 'RST', place: { line, lastLine: line, time }, sequence, other },
  };
}

/** Whether the capture at the supposed sender would hold the RST: it holds all that came before, and goes on. */
function wouldHold(bench: Bench, { near, far }: Pair, rst: RstGist): boolean {
  if (!bench.far.isWhole || !far.isAcked || far.hasHoles) return false;
  if (near.synAck === null || far.synAck === null) return false;
  return isUpTo(far.sent[rst.from], rst.sequence) && goesOn(bench, rst.time);
}

/** The RST that broke a connection, at the end that received it. */
function rstOf(pair: Pair, bench: Bench): readonly Claim[] {
  const { near, far, place } = pair;
  const { closingRst: rst, point } = near;
  if (place === null || rst === null || point === null || rst.from === place) return [];
  const same = far.rsts.find(
    ({ from, sequence }) => from === rst.from && sequence === rst.sequence,
  );
  if (same !== undefined) {
    const { line } = same;
    // A host that gets data after a RST that was forged in both directions answers with one like it.
    const isOneOfMore = near.resets[rst.from] > far.resets[rst.from];
    // What comes in at the sender's own host was not sent by it.
    if (isOneOfMore || same.outward === 0) return [];
    return [rstClaim(near, rst, 'sender-has-it', { line, lastLine: line })];
  }
  if (far.resets[rst.from] > 0 || !wouldHold(bench, pair, rst)) return [];
  return [rstClaim(near, rst, 'sender-lacks-it', null)];
}

/** A RST whose place is known bears the TTL of its sender's other packets; that it does not, one capture says by itself. */
function ttlOf({ finding, connection, side, ...claim }: Claim): readonly Claim[] {
  const [rst] = connection.rsts;
  const usual = connection.ttl[claim.from];
  if (finding !== 'rst-origin' || rst === undefined || rst.ttl !== usual) return [];
  return [{ ...claim, connection, side, finding: 'rst-ttl', value: 'same' }];
}

function isApart(one: Readonly<Sighting> | null, two: Readonly<Sighting> | null): boolean {
  const [here, there] = [one?.scales ?? null, two?.scales ?? null];
  if (here === null || there === null || one?.sequence !== two?.sequence) return false;
  return !here.some((scale) => there.includes(scale));
}

/** A window scale that one end offered and the other never saw. */
function scaleOf({ near, far }: Pair): readonly Claim[] {
  const finding = 'syn-options';
  const value = 'window-scale-altered';
  if (isApart(near.syn, far.syn))
    return [{ ...synClaim(near, finding, value, far.syn), side: null }];
  if (!isApart(near.synAck, far.synAck) || near.synAck === null) return [];
  const { synAck: place } = near;
  return [
    {
      ...{ finding, value, side: null, isFar: false, connection: near, from: 'server' },
      ...{ flags: 'SYN ACK', place, sequence: place.sequence, other: far.synAck },
    },
  ];
}

function claimsOf(bench: Bench): readonly Claim[] {
  const origins = bench.pairs.flatMap((pair) => rstOf(pair, bench));
  const lost = lostOf(bench);
  const answering = answeringIn(bench.far);
  return [
    ...bench.pairs.flatMap((pair) => synOf(pair, bench, answering)),
    ...lost,
    ...origins,
    ...[...lost, ...origins].flatMap(ttlOf),
  ];
}

function textOf({ connection, from, flags, place, sequence }: Claim): string {
  const [sender, receiver] = [connection[from], connection[reversed(from)]];
  return `${place.time.toFixed(6)} ${endText(sender)} > ${endText(receiver)} ${flags}, seq ${sequence} as on the wire`;
}

/** Whether another way of failing stands beside the one that the claim speaks of: the RST then answers nothing by itself. */
function isOfFew(claim: Claim, { connections }: CaptureGist): boolean {
  if (claim.finding !== 'rst-origin' && claim.finding !== 'rst-ttl') return false;
  const failing = connections.filter(({ point }) => point !== null);
  const own = failing.filter(({ point }) => point === claim.connection.point);
  return own.length < failing.length * (1 - leastShare);
}

function readingOf(claim: Claim, at: 0 | 1, both: readonly CaptureGist[]): ComparedReading {
  const { finding, value, side, place, other } = claim;
  const [own, rest] = [both[at], both[1 - at]];
  const isFew = own !== undefined && isOfFew(claim, own);
  return {
    reading: {
      fact: finding,
      value,
      finding: isFew ? null : finding,
      side: side ?? 'unknown',
      sideFrom: side === null ? 'none' : 'inferred',
      line: place.line + 1,
      lastLine: place.lastLine + 1,
      text: textOf(claim),
      parser: 'compare',
    },
    at,
    other:
      other === null
        ? { line: 1, lastLine: rest?.frames ?? 1, holds: false }
        : { line: other.line + 1, lastLine: other.lastLine + 1, holds: true },
  };
}

/** Each value once, of the first connection that shows it. */
function summed(
  claims: readonly { readonly claim: Claim; readonly at: 0 | 1 }[],
  both: readonly CaptureGist[],
): readonly ComparedReading[] {
  const byFinding = Map.groupBy(claims, ({ claim }) => `${claim.finding} ${claim.side ?? ''}`);
  return [...byFinding.values()].flatMap((all) => {
    const byValue = Map.groupBy(all, ({ claim }) => claim.value);
    return [...byValue.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined || alike.length < all.length * leastShare) return [];
      return [readingOf(first.claim, first.at, both)];
    });
  });
}

/** Compares two captures of the same connections, in any order. */
export function compareCaptures(one: CaptureGist, two: CaptureGist): Comparison {
  const bench = benchOf(one, two);
  const { pairs } = bench;
  const isPlaced = pairs.some(({ place }) => place !== null);
  const here = claimsOf(bench).map((claim) => ({ claim, at: claim.isFar ? 1 : 0 }) as const);
  const there = claimsOf(turned(bench)).map(
    (claim) => ({ claim, at: claim.isFar ? 0 : 1 }) as const,
  );
  const scales = pairs.flatMap(scaleOf).map((claim) => ({ claim, at: 0 }) as const);
  return {
    outcome: isPlaced ? 'compared' : pairs.length > 0 ? 'no-sides' : 'no-common',
    common: pairs.length,
    readings: summed([...here, ...there, ...scales], [one, two]),
  };
}
