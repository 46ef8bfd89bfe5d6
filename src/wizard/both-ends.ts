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

/** Whether one capture said the same of the same frame by itself. */
function isSaid({ paste, reading }: PastedReading, said: readonly PastedReading[]): boolean {
  const { finding, value, line } = reading;
  return said.some(
    (one) =>
      one.beside === null &&
      one.paste === paste &&
      one.reading.finding === finding &&
      one.reading.value === value &&
      one.reading.line === line,
  );
}

/**
 * Compares two captures. Nothing comes of a text, of a capture without connections, or of one that is no longer there to be compared.
 *
 * @param said what is read already: it is not said twice
 */
export function readPair(older: Paste, newer: Paste, said: readonly PastedReading[]): PairsRead {
  const [one, two] = [older.gist, newer.gist];
  if (one === null || two === null || one.connections.length * two.connections.length === 0) {
    return { compared: [], readings: [] };
  }
  const { outcome, common, readings: all } = compareCaptures(one, two);
  const readings = all
    .map((each, index) => pastedOf(each, index, older, newer))
    .filter((each) => !isSaid(each, said));
  return {
    compared: [
      {
        ...{ older: older.number, newer: newer.number },
        ...{ outcome, common, readings: readings.length },
      },
    ],
    readings,
  };
}

/** Compares a new paste with each before it. */
export function readPairs(
  before: readonly Paste[],
  newer: Paste,
  said: readonly PastedReading[],
): PairsRead {
  const all = before.map((older) => readPair(older, newer, said));
  return {
    compared: all.flatMap(({ compared }) => compared),
    readings: all.flatMap(({ readings }) => readings),
  };
}
