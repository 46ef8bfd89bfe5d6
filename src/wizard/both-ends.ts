/**
 * Captures of one session that were taken at the two ends of the same connections: each new one is compared with those before,
 * and what only both together tell is read like anything else, with its frames in both.
 */
// The file itself: the room's door would bring the parsers into the page's script.
import { compareCaptures } from '#evidence/capture/compare.ts';
import type { ComparedReading } from '#evidence/capture/compare.ts';
import type { Compared, Paste, PastedReading } from './session.ts';

/** What came of pairs of captures. */
export interface PairsRead {
  readonly compared: readonly Compared[];
  readonly readings: readonly PastedReading[];
}

/** What the ids of a pair's readings begin with, such as "2-1."; no reading of one paste has an id like that. */
export function idsOf({ newer, older }: Pick<Compared, 'newer' | 'older'>): string {
  return `${newer}-${older}.`;
}

function pastedOf(one: ComparedReading, index: number, older: Paste, newer: Paste): PastedReading {
  const { reading, at, other } = one;
  const [own, rest] = at === 0 ? [older, newer] : [newer, older];
  return {
    id: `${idsOf({ older: older.number, newer: newer.number })}${index}`,
    paste: own.number,
    reading,
    rivals: null,
    unit: 'frame',
    was: null,
    beside: { paste: rest.number, ...other },
  };
}

/** Compares two captures; nothing comes of a text, or of a capture that is no longer there to be compared. */
export function readPair(older: Paste, newer: Paste): PairsRead {
  if (older.gist === null || newer.gist === null) return { compared: [], readings: [] };
  const { outcome, common, readings } = compareCaptures(older.gist, newer.gist);
  return {
    compared: [
      {
        ...{ older: older.number, newer: newer.number },
        ...{ outcome, common, readings: readings.length },
      },
    ],
    readings: readings.map((one, index) => pastedOf(one, index, older, newer)),
  };
}

/** Compares a new paste with each before it. */
export function readPairs(before: readonly Paste[], newer: Paste): PairsRead {
  const all = before.map((older) => readPair(older, newer));
  return {
    compared: all.flatMap(({ compared }) => compared),
    readings: all.flatMap(({ readings }) => readings),
  };
}
