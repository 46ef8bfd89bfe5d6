/**
 * Whose each draft is. In this order: plain from its own text; that of the block that it lies in; that of the collection by
 * `collect.sh` that it lies in; the side stated for the whole paste; unknown. A host prompt or `uname` tells no side.
 */
import { collectionEnd, collectionStart } from './collection.ts';
import type { Draft, PlainSide } from './parser.ts';
import type { Reading, Side } from './reading.ts';

/** A draft with the parser that made it and the host of the prompt above it. */
export interface Found {
  readonly draft: Draft;
  readonly parser: string;
  readonly host: string;
}

/** A found draft with its side settled. */
export interface Placed extends Found {
  readonly side: Side;
  readonly sideFrom: Reading['sideFrom'];
}

/** Who received the RST of the packet listings; undefined when none shows it or both ends sent one. */
function resetReceiver(all: readonly Found[]): PlainSide | undefined {
  const senders = new Set(all.flatMap(({ draft }) => draft.rstSender ?? []));
  const [sender] = senders;
  if (senders.size !== 1) return undefined;
  return sender === 'server' ? 'client' : 'server';
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly side: PlainSide;
}

/** Blocks with a side, by first line. They come from one parser that never lets them overlap. */
function blocksOf(all: readonly Found[], receiver: PlainSide | undefined): readonly Block[] {
  return all
    .flatMap(({ draft }): Block[] => {
      const side = draft.side ?? (draft.resetReader === true ? receiver : undefined);
      if (draft.block !== true || side === undefined) return [];
      return [{ from: draft.from, to: draft.to ?? draft.from, side }];
    })
    .sort((a, b) => a.from - b.from);
}

/** The lines from the first to the last mark of one run of `collect.sh`. */
interface Collection {
  readonly from: number;
  readonly to: number;
  readonly side: Side;
  /** Stands for the host: what one collection counted is never measured by the limits of another. */
  readonly host: string;
}

function isSide(value: string): value is Side {
  return value === 'client' || value === 'server' || value === 'proxy' || value === 'unknown';
}

/** The collections, by first line; one without an end reaches to the next, or to the end of the paste. */
function collectionsOf(all: readonly Found[]): readonly Collection[] {
  const marks = all
    .map(({ draft }) => draft)
    .filter(({ fact }) => fact === collectionStart || fact === collectionEnd)
    .sort((a, b) => a.from - b.from);
  return marks.flatMap(({ fact, value, from }, at): Collection[] => {
    if (fact === collectionEnd || !isSide(value)) return [];
    const next = marks[at + 1];
    const to = next === undefined ? Infinity : next.from - (next.fact === collectionEnd ? 0 : 1);
    return [{ from, to, side: value, host: `collection ${at}` }];
  });
}

/** The block that holds a line, by bisection. */
function blockAt<T extends Pick<Collection, 'from' | 'to'>>(
  blocks: readonly T[],
  line: number,
): T | undefined {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.from ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block !== undefined && line <= block.to ? block : undefined;
}

/**
 * What a server logs as a client is about what lies behind it, another connection than the one in question: it stays as a
 * fact of the server and answers nothing. A proxy's upstream, by contrast, is a part of the path.
 */
function asOwnClient(found: Found): Placed {
  const { finding: _, ...draft } = found.draft;
  return { ...found, draft, side: 'server', sideFrom: 'inferred' };
}

/**
 * Settles the side of each draft.
 *
 * @param stated the side stated for the whole paste
 */
export function placeSides(all: readonly Found[], stated: Side | undefined): readonly Placed[] {
  const receiver = resetReceiver(all);
  const blocks = blocksOf(all, receiver);
  const collections = collectionsOf(all);
  return all.map((each) => {
    const { draft } = each;
    const collection = blockAt(collections, draft.from);
    const found = collection === undefined ? each : { ...each, host: collection.host };
    const collected = collection?.side === 'unknown' ? undefined : collection?.side;
    const plain =
      draft.side ??
      (draft.resetReader === true ? receiver : undefined) ??
      blockAt(blocks, draft.from)?.side ??
      collected;
    if (plain === 'client' && collected === 'server') return asOwnClient(found);
    if (plain !== undefined) return { ...found, side: plain, sideFrom: 'inferred' };
    if (stated === undefined || stated === 'unknown') {
      return { ...found, side: 'unknown', sideFrom: 'none' };
    }
    return { ...found, side: stated, sideFrom: 'stated' };
  });
}
