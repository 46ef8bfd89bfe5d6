/**
 * Geometry of a packet ladder: two or three vertical rails, time running down, one row a step. Pure arithmetic in the
 * units of the drawing; the component turns it into SVG. Widths of letters are estimates for the two typefaces, chosen
 * on the safe side, so that no label leaves its row.
 */
import type { z } from 'astro/zod';
import type { ladder } from '#schema/index.ts';

/** Data of a ladder as an item has it. */
export type LadderFacts = z.infer<typeof ladder>;
type Step = LadderFacts['steps'][number];

/** One step, placed. */
export interface LadderRow {
  readonly step: Step;
  /** Arrow ends; equal for an event that sends nothing. */
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Where the label stands, and how it is anchored. */
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly detail: readonly { readonly y: number; readonly text: string }[];
  readonly timeY: number;
}

/** A ladder, placed. */
export interface LadderLayout {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly rails: readonly { readonly x: number; readonly name: string }[];
  readonly timeX: number;
  readonly rows: readonly LadderRow[];
}

const width = 380;
const leftRail = 66;
const rightRail = 366;
const headHeight = 30;
/** Mean advance of a letter at the detail's 10.5 units, in units. */
const detailAdvance = 5.6;
const lineHeight = 12;
const slope = 7;

/** Breaks a text into lines of at most `limit` letters, at spaces where possible. */
export function breakLines(text: string, limit: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    if (line !== '' && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

function railX(end: 'left' | 'right' | 'middle'): number {
  if (end === 'left') return leftRail;
  if (end === 'right') return rightRail;
  return (leftRail + rightRail) / 2;
}

function targetX(step: Step): number {
  const from = railX(step.from);
  if (step.to === 'none') return from;
  if (step.to !== 'lost') return railX(step.to);
  // A lost packet dies two thirds of the way to the end that it was sent to: away from the left, else to the left.
  const far = step.from === 'right' ? leftRail : rightRail;
  return from + (far - from) * 0.62;
}

function placeRow(step: Step, top: number): { row: LadderRow; height: number } {
  const x1 = railX(step.from);
  const x2 = targetX(step);
  const event = step.to === 'none';
  const room = event ? rightRail - leftRail - 16 : Math.abs(x2 - x1) - 12;
  const lines = breakLines(step.detail ?? '', Math.max(12, Math.floor(room / detailAdvance)));
  const anchor = event ? (step.from === 'right' ? 'end' : 'start') : 'middle';
  const labelX = event ? x1 + (step.from === 'right' ? -9 : 9) : (x1 + x2) / 2;
  const labelY = top + 15;
  const y1 = event ? top + 11 : top + 20;
  const first = event ? labelY + lineHeight : y1 + slope + lineHeight + 1;
  const row: LadderRow = {
    step,
    x1,
    y1,
    x2,
    y2: event ? y1 : y1 + slope,
    labelX,
    labelY,
    anchor,
    detail: lines.map((line, at) => ({ y: first + at * lineHeight, text: line })),
    timeY: y1 + 3,
  };
  const height = (event ? 22 : 32) + lines.length * lineHeight;
  return { row, height };
}

/** Places all steps of a ladder below each other. */
export function layOutLadder(facts: LadderFacts): LadderLayout {
  const rails = [
    { x: leftRail, name: facts.left },
    ...(facts.middle === undefined ? [] : [{ x: railX('middle'), name: facts.middle }]),
    { x: rightRail, name: facts.right },
  ];
  const rows: LadderRow[] = [];
  let top = headHeight;
  for (const step of facts.steps) {
    const { row, height } = placeRow(step, top);
    rows.push(row);
    top += height;
  }
  return {
    width,
    height: top + 10,
    top: headHeight - 6,
    bottom: top + 6,
    rails,
    timeX: leftRail - 8,
    rows,
  };
}
