/** The connections that go on, found by their addresses and ports. Its size is bounded: what is over early is handed on. */
import type { Endpoint, Frame } from './frame.ts';
import type { Flow } from './flow.ts';
import { beginsAnother, newFlow, takeIcmp, takeSegment } from './flow.ts';

/** Connections that are held at once; each takes some kilobytes. */
const mostFlows = 20_000;

/** Connections in one bucket: a capture made to collide must not cost more than others. */
const mostInBucket = 64;

/** Share of them that is handed on when the table is full. */
const evicted = 0.25;

function isSame(a: Readonly<Endpoint>, b: Readonly<Endpoint>): boolean {
  return a.port === b.port && a.d === b.d && a.c === b.c && a.b === b.b && a.a === b.a;
}

/** Equal for both directions. */
function hashOf({ from, to }: Frame): number {
  const one = (Math.imul(from.a ^ from.b, 31) ^ Math.imul(from.c ^ from.d, 17)) + from.port;
  const two = (Math.imul(to.a ^ to.b, 31) ^ Math.imul(to.c ^ to.d, 17)) + to.port;
  return (
    (Math.imul(one, 0x9e3779b1) + Math.imul(two, 0x9e3779b1)) ^ Math.imul(one ^ two, 0x85ebca6b)
  );
}

/** The table. */
export interface FlowTable {
  readonly segment: (frame: Frame) => void;
  readonly icmp: (frame: Frame) => void;
  /** Hands on all that are left. */
  readonly finish: () => void;
  /** Connections that were handed on although they had not ended. */
  readonly cutShort: () => number;
  /** Whether the table was ever too small: a connection may then have been handed on in pieces. */
  readonly wasFull: () => boolean;
}

/** What is over when the table is full: closed connections first. */
function isClosed({ course }: Flow): boolean {
  return course.close !== null;
}

/** @param settle takes each connection once, when it is over */
export function newFlowTable(settle: (flow: Flow) => void): FlowTable {
  const buckets = new Map<number, Flow[]>();
  let size = 0;
  let cut = 0;
  let isFull = false;

  const find = (frame: Frame, bucket: readonly Flow[]): number =>
    bucket.findIndex(
      (flow) =>
        flow.isV6 === frame.isV6 &&
        ((isSame(flow.from, frame.from) && isSame(flow.to, frame.to)) ||
          (isSame(flow.from, frame.to) && isSame(flow.to, frame.from))),
    );

  const evict = (isOver: (flow: Flow) => boolean): void => {
    for (const [hash, bucket] of buckets) {
      if (size <= mostFlows * (1 - evicted)) return;
      const kept = bucket.filter((flow) => !isOver(flow));
      if (kept.length === bucket.length) continue;
      for (const flow of bucket) {
        if (!isOver(flow)) continue;
        if (!isClosed(flow)) cut += 1;
        settle(flow);
      }
      size -= bucket.length - kept.length;
      if (kept.length === 0) buckets.delete(hash);
      else buckets.set(hash, kept);
    }
  };

  const open = (frame: Frame): Flow => {
    if (size >= mostFlows) {
      isFull = true;
      evict(isClosed);
      evict(() => true);
    }
    const hash = hashOf(frame);
    let bucket = buckets.get(hash);
    if (bucket === undefined) buckets.set(hash, (bucket = []));
    const at = find(frame, bucket);
    const found = bucket[at];
    if (found !== undefined && !beginsAnother(found, frame)) return found;
    const flow = newFlow(frame);
    if (found === undefined) {
      const oldest = bucket.length >= mostInBucket ? bucket.shift() : undefined;
      if (oldest === undefined) size += 1;
      else {
        isFull = true;
        settle(oldest);
      }
      bucket.push(flow);
    } else {
      settle(found);
      bucket[at] = flow;
    }
    return flow;
  };

  return {
    segment: (frame) => {
      const flow = open(frame);
      takeSegment(flow, frame, isSame(flow.from, frame.from) && isSame(flow.to, frame.to));
    },
    icmp: (frame) => {
      const bucket = buckets.get(hashOf(frame)) ?? [];
      const flow = bucket[find(frame, bucket)];
      if (flow !== undefined) takeIcmp(flow, frame, isSame(flow.from, frame.from));
    },
    finish: () => {
      for (const bucket of buckets.values()) bucket.forEach(settle);
      buckets.clear();
    },
    cutShort: () => cut,
    wasFull: () => isFull,
  };
}
