/**
 * The ladder of one connection of a capture: two rails, time running down, a row a segment. Rows have one height, so that
 * sixty of them can be told apart; looks as the ladders of the cause pages do (`components/Ladder.astro`).
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { CaptureConnection, CaptureSegment, LadderRow } from '#evidence/index.ts';
// The file itself: the room's door would bring the parsers into the page's script.
import { noteMessages } from '#evidence/messages.ts';
import { messages } from './messages.ts';

const { capture: text } = messages;

const width = 560;
const left = 96;
const right = 546;
const head = 34;
const rowHeight = 25;
const slope = 5;

/** Rows that end or break a connection stand out. */
function isMarked({ flags, note }: CaptureSegment): boolean {
  return /RST|ICMP/.test(flags) || note === 'zero-window' || note === 'foreign-ttl';
}

function labelOf({ flags, length }: CaptureSegment): string {
  return length > 0 ? `${flags === '' ? 'data' : flags}, ${String(length)} B` : flags;
}

function detailOf(row: CaptureSegment): string {
  const { sequence, acknowledgement, window, note } = row;
  const parts = [
    note === null ? '' : noteMessages[note],
    sequence === null ? '' : `seq ${String(sequence)}`,
    acknowledgement === null ? '' : `ack ${String(acknowledgement)}`,
    window === null ? '' : `win ${String(window)}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function timeOf({ time }: CaptureSegment): string {
  return time < 10 ? time.toFixed(4) : time.toFixed(2);
}

function segmentRow(row: CaptureSegment, top: number): TemplateResult {
  const [x1, x2] = row.forward ? [left, right] : [right, left];
  const y1 = top + 14;
  const y2 = y1 + slope;
  const back = row.forward ? -7 : 7;
  const middle = (left + right) / 2;
  return svg`<g class=${isMarked(row) ? 'marked' : ''}>
    <text class="time" x="2" y=${y1 + 3}>${row.frame}</text>
    <text class="time" x=${left - 8} y=${y1 + 3} text-anchor="end">${timeOf(row)}</text>
    <line class="wire" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />
    <path class="head" d=${`M${String(x2)} ${String(y2)} l${String(back)} -4.4 l0 7 z`} />
    <text x=${middle} y=${top + 12} text-anchor="middle"
      ><tspan class="label">${labelOf(row)}</tspan
      ><tspan class="detail" dx="7">${detailOf(row)}</tspan></text
    >
  </g>`;
}

function drawRow(row: LadderRow, top: number): TemplateResult {
  if (row.kind === 'segment') return segmentRow(row, top);
  return svg`<text class="detail" x=${(left + right) / 2} y=${top + 16} text-anchor="middle">${text.elision(
    row.segments,
    row.bytes,
  )}</text>`;
}

function wordsOf(row: LadderRow, names: readonly [string, string]): string {
  if (row.kind === 'elision') return text.elision(row.segments, row.bytes);
  const [from, to] = row.forward ? names : [names[1], names[0]];
  const { frame } = row;
  return `${text.row(frame, timeOf(row), from, to)}: ${labelOf(row)} ${detailOf(row)}`;
}

/** The ladder of a connection, and the same in words for whoever cannot see it. `id` is unique on the page. */
export function ladderPart(connection: CaptureConnection, id: string): TemplateResult {
  const { clientKnown, ends, segments } = connection;
  const [near, far] = ends.map(({ address, port }) => text.end(address, port));
  const names = [near ?? '', far ?? ''] as const;
  const bottom = head + segments.length * rowHeight;
  const height = bottom + 8;
  return html`<figure class="ladder captured">
    <svg
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-labelledby="${id}-title"
      aria-describedby="${id}-words"
    >
      <title id="${id}-title">${text.ladderOf(names[0], names[1])}</title>
      <text class="end" x=${left - 20} y="12">${clientKnown ? text.client : nothing}</text>
      <text class="end" x=${right} y="12" text-anchor="end">
        ${clientKnown ? text.server : nothing}
      </text>
      <text class="detail" x=${left - 20} y="24">${names[0]}</text>
      <text class="detail" x=${right} y="24" text-anchor="end">${names[1]}</text>
      <line class="rail" x1=${left} x2=${left} y1=${head - 4} y2=${bottom} />
      <line class="rail" x1=${right} x2=${right} y1=${head - 4} y2=${bottom} />
      ${segments.map((row, at) => drawRow(row, head + at * rowHeight))}
    </svg>
    <figcaption>
      ${text.ladderHint}
      <div class="hidden-text" id="${id}-words">
        <ol>
          ${segments.map((row) => html`<li>${wordsOf(row, names)}</li>`)}
        </ol>
      </div>
    </figcaption>
  </figure>`;
}
