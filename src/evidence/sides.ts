/**
 * Whose each draft is. In this order: plain from its own text; that of the block that it lies in; the side stated for the
 * whole paste; unknown. A host prompt or `uname` tells no side.
 */
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

/** The block that holds a line, by bisection. */
function blockAt(blocks: readonly Block[], line: number): Block | undefined {
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
 * Settles the side of each draft.
 *
 * @param stated the side stated for the whole paste
 */
export function placeSides(all: readonly Found[], stated: Side | undefined): readonly Placed[] {
  const receiver = resetReceiver(all);
  const blocks = blocksOf(all, receiver);
  return all.map((found) => {
    const { draft } = found;
    const plain =
      draft.side ??
      (draft.resetReader === true ? receiver : undefined) ??
      blockAt(blocks, draft.from)?.side;
    if (plain !== undefined) return { ...found, side: plain, sideFrom: 'inferred' };
    if (stated === undefined || stated === 'unknown') {
      return { ...found, side: 'unknown', sideFrom: 'none' };
    }
    return { ...found, side: stated, sideFrom: 'stated' };
  });
}
