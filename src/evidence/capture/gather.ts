/**
 * From connections to the evidence of a capture. A value is said once, of the first connection that shows it; when failing
 * connections differ, both values are shown and the user decides.
 */
import { findConflicts } from '#evidence/conflicts.ts';
import type { Draft, PlainSide } from '#evidence/parser.ts';
import type { Reading, Side } from '#evidence/reading.ts';
import { conclude, ignoredDrafts } from './conclude.ts';
import { newCrowd } from './crowd.ts';
import type { Flow } from './flow.ts';
import type { CaptureGist, Held } from './gist.ts';
import { newGists } from './gist.ts';
import type { Listed } from './listing.ts';
import { connectionOf, frameText, hostsOf, newListing, rankOf } from './listing.ts';
import type { CaptureConnection } from './report.ts';
import { newGreeters } from './server-first.ts';
import type { Vantage } from './vantage.ts';
import { vantageOf } from './vantage.ts';

/** A value that fewer of the connections show is an accident beside one that all others show. */
const leastShare = 0.05;

/** Readings that are handed out; each is one value of one fact. */
const mostReadings = 500;

/** Connections that may yet be settled by what others show. */
const mostOpen = 10_000;

interface Said {
  readonly draft: Draft;
  readonly text: string;
  count: number;
  /** Where the connections failed that show it. */
  readonly points: Set<string>;
}

/** Facts that belong to one way of failing: beside another they answer nothing until the user says which one counts. */
const ofOneFailure: ReadonlySet<string> = new Set([
  'close-order',
  'rst-shape',
  'rst-origin',
  'data-acked',
  'idle-seconds',
]);

/** The fact that says where a connection failed. */
const pointFact = 'packet-shape';

/** A draft that others must confirm: the host that must be that of the capture, or the pair between which small ones pass. */
interface Open {
  readonly needs: string;
  readonly drafts: readonly Draft[];
  readonly text: string;
}

/** What was gathered. */
export interface Gathered {
  readonly readings: readonly Reading[];
  readonly conflicts: ReturnType<typeof findConflicts>;
  readonly connections: readonly CaptureConnection[];
  readonly total: number;
  /** Connections of which only one direction was captured. */
  readonly oneWay: number;
  readonly gist: CaptureGist;
}

/** Takes connections as they end. */
export interface Gathering {
  readonly settle: (flow: Flow) => void;
  /** A reading of a single frame. */
  readonly say: (draft: Draft, text: string) => void;
  readonly finish: (held: Held) => Gathered;
}

/** A measured fact that no question asks for is said once, of the first connection that shows it. */
function keyOf({ fact, value, finding, side }: Draft): string {
  return `${fact}\n${finding ?? ''}\n${finding === undefined ? '' : value}\n${side ?? ''}`;
}

/** An end acknowledged what the capture does not show, or went on without any answer. */
function isOneWay({ forward, back, course }: Flow): boolean {
  const [one, other] = forward.frames === 0 ? [back, forward] : [forward, back];
  return other.frames === 0 && one.frames >= 3 && !course.isOnlySyn && course.rst === null;
}

/** The silence of a direction that was not captured. */
const silent: ReadonlySet<string> = new Set(['syn-unanswered', 'ignored-by-server', 'not-sent']);

/** @param stated the side that the capture was taken on, when the user said so */
export function newGathering(stated: Side | undefined): Gathering {
  const said = new Map<string, Said>();
  const crowd = newCrowd();
  const greeters = newGreeters();
  const listing = newListing();
  const gists = newGists(stated);
  const open: Open[] = [];
  /** Hosts that the capture was taken on, and pairs between which small segments pass. */
  const confirmed = new Set<string>();
  const tally = { total: 0, oneWay: 0, twoWay: 0 };
  const vantageStated: Vantage | null = stated === 'client' || stated === 'server' ? stated : null;

  const say = (draft: Draft, text: string, point: string | null = null): string => {
    const key = keyOf(draft);
    let one = said.get(key);
    if (one === undefined && said.size < 4 * mostReadings) {
      said.set(key, (one = { draft, text, count: 0, points: new Set() }));
    }
    if (one === undefined) return key;
    one.count += 1;
    if (point !== null) one.points.add(point);
    return key;
  };

  const confirm = (flow: Flow, vantage: Vantage | null): void => {
    if (confirmed.size >= mostOpen) return;
    const { client, server } = hostsOf(flow);
    if (vantage !== null) confirmed.add(`here ${vantage === 'client' ? client : server}`);
    const [from, to] = flow.course.clientForward === false ? [server, client] : [client, server];
    if (flow.forward.hasSmallAcked) confirmed.add(`small ${from} ${to}`);
    if (flow.back.hasSmallAcked) confirmed.add(`small ${to} ${from}`);
  };

  const postpone = (flow: Flow, isIgnored: boolean, isFullSize: boolean): void => {
    if (open.length >= mostOpen) return;
    const { client, server } = hostsOf(flow);
    const text = frameText(flow, flow.firstLine);
    if (isIgnored) {
      const drafts = ignoredDrafts(flow.firstLine, flow.lastLine);
      if (vantageStated === 'server') drafts.forEach((draft) => say(draft, text));
      else open.push({ needs: `here ${server}`, drafts, text });
    }
    const streak = flow.forward.streak ?? flow.back.streak;
    if (!isFullSize || streak === null) return;
    const isClient = streak.first.forward === (flow.course.clientForward !== false);
    const [from, to] = isClient ? [client, server] : [server, client];
    const draft: Draft = {
      fact: 'loss-shape',
      finding: 'loss-shape',
      value: 'full-size-only',
      from: streak.first.line,
      to: streak.last.line,
      ...(flow.course.clientForward === null ? {} : { side: isClient ? 'client' : 'server' }),
    };
    open.push({ needs: `small ${from} ${to}`, drafts: [draft], text });
  };

  const settle = (flow: Flow): void => {
    tally.total += 1;
    if (isOneWay(flow)) tally.oneWay += 1;
    else if (flow.forward.frames > 0 && flow.back.frames > 0) tally.twoWay += 1;
    greeters.take(flow);
    const inferred = vantageOf(flow);
    const vantage = vantageStated ?? inferred;
    const conclusion = conclude(flow, vantage);
    const { drafts, worth, point, isMaybeIgnored, isMaybeFullSize } = conclusion;
    confirm(flow, inferred);
    gists.take(flow, point, inferred);
    crowd.take(flow, conclusion);
    const keys = drafts.map((draft) => {
      const key = keyOf(draft);
      return say(draft, said.has(key) ? '' : frameText(flow, draft.from), point);
    });
    postpone(flow, isMaybeIgnored, isMaybeFullSize);
    const rank = rankOf(worth);
    if (!listing.wants(rank)) return;
    listing.add({ connection: connectionOf(flow, worth), rank, keys });
  };

  /** The values that enough connections show, by first frame. */
  const believed = (isBlind: boolean): readonly (readonly [string, Said])[] => {
    const totals = new Map<string, number>();
    const groupOf = ({ draft: { fact, side } }: Said): string => `${fact}\n${side ?? ''}`;
    for (const one of said.values()) {
      totals.set(groupOf(one), (totals.get(groupOf(one)) ?? 0) + one.count);
    }
    return [...said]
      .filter(([, one]) => one.count >= (totals.get(groupOf(one)) ?? 0) * leastShare)
      .filter(([, one]) => !isBlind || !silent.has(one.draft.value))
      .sort(([, a], [, b]) => a.draft.from - b.draft.from)
      .slice(0, mostReadings);
  };

  const toReading = ({ draft, text, points }: Said, failures: number): Reading => {
    const plain: PlainSide | undefined = draft.side;
    const isOfFew = ofOneFailure.has(draft.fact) && points.size > 0 && points.size < failures;
    const known = stated === undefined || stated === 'unknown' ? undefined : stated;
    return {
      fact: draft.fact,
      value: draft.value,
      finding: isOfFew ? null : (draft.finding ?? null),
      side: plain ?? known ?? 'unknown',
      sideFrom: plain !== undefined ? 'inferred' : known === undefined ? 'none' : 'stated',
      line: draft.from + 1,
      lastLine: Math.max(draft.from, draft.to ?? draft.from) + 1,
      text,
      parser: 'capture',
    };
  };

  const finish = (held: Held): Gathered => {
    for (const { needs, drafts, text } of open) {
      if (confirmed.has(needs)) drafts.forEach((draft) => say(draft, text));
    }
    crowd.drafts().forEach(({ draft, text }) => say(draft, text));
    const kept = believed(tally.oneWay > 0 && tally.twoWay === 0);
    const places = new Map(kept.map(([key], at) => [key, at]));
    const shapes = kept.flatMap(([, { draft }]) => (draft.fact === pointFact ? [draft.value] : []));
    const failures = new Set(shapes).size;
    const readings = kept.map(([, one]) => toReading(one, failures));
    const listed = listing.worst();
    return {
      readings,
      conflicts: findConflicts(
        readings,
        (at) => kept[at]?.[1].draft.many === true || readings[at]?.finding === null,
      ),
      connections: listed.map(({ connection, keys }: Listed) => ({
        ...connection,
        readings: [...new Set(keys.flatMap((key) => places.get(key) ?? []))],
      })),
      total: tally.total,
      oneWay: tally.oneWay,
      gist: gists.finish(held),
    };
  };

  return { settle, say: (draft, text) => void say(draft, text), finish };
}
