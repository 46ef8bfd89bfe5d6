/** What only several connections together say: health checks, segments of an address that nobody dialed, SYNs with ECN. */
import type { Draft, PlainSide } from '#evidence/parser.ts';
import { deedsOf, sideOf } from '#evidence/shape.ts';
import { endOf, endText } from './address.ts';
import type { Conclusion } from './conclude.ts';
import type { Flow } from './flow.ts';
import { frameText, hostsOf } from './listing.ts';

/** Connections, hosts and ports that are remembered; what comes later in a longer capture repeats it. */
const mostKept = 50_000;

/** Bare connects that make a health check, and how far their intervals may differ from the middle one. */
const least = 3;
const spread = 0.3;

interface Series {
  readonly times: number[];
  readonly text: string;
  readonly first: number;
  last: number;
}

interface Stray {
  readonly text: string;
  /** Address and port of the client that reset it. */
  readonly client: string;
  readonly server: string;
  readonly from: number;
  readonly to: number;
}

interface EcnTally {
  text: string;
  failed: number;
  passed: number;
  plainPassed: number;
  first: number;
  last: number;
}

/** A draft with the line that is shown of it. */
export interface CrowdDraft {
  readonly draft: Draft;
  readonly text: string;
}

/** Remembers of each connection what others may need. */
export interface Crowd {
  readonly take: (flow: Flow, conclusion: Conclusion) => void;
  readonly drafts: () => readonly CrowdDraft[];
}

function isRegular({ times }: Series): boolean {
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  const middle = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  return middle >= 0.5 && steps.every((step) => Math.abs(step - middle) <= middle * spread);
}

/** A whole connection that the client opened and closed without a byte. */
function isBare(flow: Flow): boolean {
  const { course, hasHoles } = flow;
  const { client } = deedsOf(course);
  if (course.synAck === null || course.handshakeEnd === null || course.close === null) return false;
  return !hasHoles && client.data === 0 && sideOf(course, course.close) === 'client';
}

/**
 * The end that got segments without a handshake, or a SYN-ACK without having sent a SYN there, and answered with a bare RST, if that is
 * all it did.
 */
function strayOf(flow: Flow): Stray | null {
  const { course, isV6 } = flow;
  const { rst, first } = course;
  if (rst === null || rst.ack || first === null) return null;
  const isUnasked = course.syns === 0 && first.syn;
  if (course.clientForward !== null && !isUnasked) return null;
  if (first.forward === rst.forward || first.rst) return null;
  const resetter = rst.forward ? course.forward : course.back;
  if (resetter.data > 0) return null;
  const [client, server] = rst.forward ? [flow.from, flow.to] : [flow.to, flow.from];
  return {
    text: frameText(flow, first.line),
    client: endText(endOf(client, isV6)),
    server: endOf(server, isV6).address,
    from: first.line,
    to: rst.line,
  };
}

function say(finding: string, value: string, one: number, other: number, side: PlainSide): Draft {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return { fact: finding, finding, value, from, to, side };
}

/** A memory of bounded size. */
export function newCrowd(): Crowd {
  const bare = new Map<string, Series>();
  const dialed = new Map<string, Set<string>>();
  const strays: Stray[] = [];
  const ecn = new Map<string, EcnTally>();

  const takeBare = (flow: Flow): void => {
    const { client, server } = hostsOf(flow);
    const port = flow.course.clientForward === false ? flow.from.port : flow.to.port;
    const key = `${client} ${server} ${port}`;
    const series = bare.get(key);
    if (series === undefined) {
      if (bare.size >= mostKept) return;
      const text = frameText(flow, flow.firstLine);
      bare.set(key, { text, times: [flow.start], first: flow.firstLine, last: flow.lastLine });
    } else if (series.times.length < 50) {
      series.times.push(flow.start);
      series.last = flow.lastLine;
    }
  };

  const takeEcn = (flow: Flow, point: string | null): void => {
    const { server } = hostsOf(flow);
    const tally = ecn.get(server) ?? {
      text: '',
      failed: 0,
      passed: 0,
      plainPassed: 0,
      first: flow.firstLine,
      last: flow.lastLine,
    };
    if (ecn.size < mostKept) ecn.set(server, tally);
    const hasPassed = flow.course.synAck !== null;
    if (hasPassed && flow.hasEcn) tally.passed += 1;
    else if (hasPassed) tally.plainPassed += 1;
    else if (flow.hasEcn && point === 'syn-unanswered') {
      if (tally.failed === 0) {
        tally.first = flow.firstLine;
        tally.text = frameText(flow, flow.firstLine);
      }
      tally.failed += 1;
      tally.last = flow.lastLine;
    }
  };

  const take = (flow: Flow, { point }: Conclusion): void => {
    const { course } = flow;
    // Who waited for a greeting that did not come checked nothing.
    if (point === null && isBare(flow)) takeBare(flow);
    if (course.syns > 0) takeEcn(flow, point);
    const stray = strayOf(flow);
    const hasDialed = course.syns > 0 || (course.synAck !== null && stray === null);
    if (hasDialed && dialed.size < mostKept) {
      const { server } = hostsOf(flow);
      const end = course.clientForward === false ? flow.to : flow.from;
      const client = endText(endOf(end, flow.isV6));
      const servers = dialed.get(client) ?? new Set();
      dialed.set(client, servers.add(server));
    }
    if (stray !== null && strays.length < mostKept) strays.push(stray);
  };

  const bareDrafts = (): readonly CrowdDraft[] =>
    [...bare.values()]
      .map((one) => ({ ...one, times: [...one.times].sort((a, b) => a - b) }))
      .filter((one) => one.times.length >= least && isRegular(one))
      .slice(0, 1)
      .map(({ text, first, last }) => ({
        text,
        draft: say('bare-connects', 'yes', first, last, 'server'),
      }));

  const strayDrafts = (): readonly CrowdDraft[] =>
    strays
      .filter(({ client, server }) => {
        const servers = dialed.get(client);
        return servers !== undefined && !servers.has(server);
      })
      .slice(0, 1)
      .map(({ text, from, to }) => ({
        text,
        draft: say('raw-backend-address', 'yes', from, to, 'client'),
      }));

  const ecnDrafts = (): readonly CrowdDraft[] =>
    [...ecn.values()]
      .filter((one) => one.failed >= 2 && one.passed === 0 && one.plainPassed > 0)
      .slice(0, 1)
      .map(({ text, first, last }) => ({
        text,
        draft: say('syn-options', 'ecn-setup', first, last, 'client'),
      }));

  return { take, drafts: () => [...bareDrafts(), ...strayDrafts(), ...ecnDrafts()] };
}
