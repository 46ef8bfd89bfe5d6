/**
 * A paste as it came, with the lines marked that were understood and what they gave below them. Lines that nothing was read
 * from stay, folded when there are many. The text is shown as text: lit escapes it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  layOutPaste,
  readingsOf,
  unfold,
  type PastedReading,
  type PasteRow,
  type WizardView,
} from '#wizard/index.ts';
import { messages } from './messages.ts';
import { capturePane } from './triage-capture.ts';
import type { TriageContext } from './triage-context.ts';
import { lineId, paneId } from './triage-places.ts';
import { readingPart } from './triage-reading.ts';

const { pane: text } = messages;

type PasteView = WizardView['pastes'][number];

function lineRow(
  row: Extract<PasteRow, { kind: 'line' }>,
  paste: number,
  readings: readonly PastedReading[],
  context: TriageContext,
): TemplateResult {
  const known = context.memory.texts.get(paste);
  const line = known === undefined ? (readings[0]?.reading.text ?? '') : known.line(row.line);
  const isRead = (row.isRead || readings.length > 0) && line.trim() !== '';
  return html`<li
    class=${isRead ? 'line understood' : 'line'}
    id=${lineId(paste, row.line)}
    tabindex="-1"
  >
    <span class="number"
      ><span class="hidden-text">${text.line} </span>${row.line}${
        isRead ? nothing : html`<span class="hidden-text">, ${text.unread}</span>`
      }</span
    ><code>${line}</code>
    ${
      readings.length === 0
        ? nothing
        : html`<ul class="readings">
            ${readings.map((one) => readingPart(one, context))}
          </ul>`
    }
  </li>`;
}

function foldRow(
  row: Extract<PasteRow, { kind: 'fold' }>,
  paste: number,
  facts: number,
  { memory, refresh, goTo }: TriageContext,
): TemplateResult {
  return html`<li class="fold">
    <button
      type="button"
      class="plain"
      @click=${() => {
        memory.opened.set(paste, [...(memory.opened.get(paste) ?? []), unfold(row)]);
        refresh();
        goTo(lineId(paste, row.line));
      }}
    >
      ${text.fold(row.line, row.lastLine, row.unread, facts)}
    </button>
  </li>`;
}

/** Lines of the readings that answer a question; those of a short paste are shown anyway. */
function textPane(paste: PasteView, context: TriageContext): TemplateResult {
  const { memory, session } = context;
  const readings = readingsOf(session, paste.number);
  const byLine = Map.groupBy(readings, ({ reading }) => reading.line);
  const hasText = memory.texts.has(paste.number);
  const rows = layOutPaste({
    lines: paste.lines,
    unread: paste.unread,
    anchors: readings
      .filter(({ reading }) => reading.finding !== null)
      .map(({ reading: { line, lastLine } }) => ({ line, lastLine })),
    opened: memory.opened.get(paste.number) ?? [],
    hasText,
  });
  const factsIn = ({ line, lastLine }: { line: number; lastLine: number }): number =>
    readings.filter(({ reading }) => reading.line >= line && reading.line <= lastLine).length;
  return html`${hasText ? nothing : html`<p class="small soft">${text.gone}</p>`}
    <ol class="lines">
      ${repeat(
        rows,
        (row) => `${row.kind} ${String(row.line)}`,
        (row) =>
          row.kind === 'line'
            ? lineRow(row, paste.number, byLine.get(row.line) ?? [], context)
            : foldRow(row, paste.number, factsIn(row), context),
      )}
    </ol>`;
}

/** All pastes of the session, the newest open. */
export function panesPart(context: TriageContext): unknown {
  const { pastes } = context.view;
  if (pastes.length === 0) return nothing;
  return html`<h3>${text.heading}</h3>
    <p class="small soft">${text.legend}</p>
    ${pastes.map(
      (paste) =>
        html`<details class="pane" id=${paneId(paste.number)} ?open=${paste === pastes.at(-1)}>
          <summary>
            <b>${paste.name ?? text.title(paste.number, paste.unit)}</b>
            <span class="soft small">${paste.summary}</span>
          </summary>
          ${paste.problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
          <div class="sheet" role="region" tabindex="0" aria-label=${text.label(paste.number)}>
            ${paste.unit === 'frame' ? capturePane(paste, context) : textPane(paste, context)}
          </div>
        </details>`,
    )}`;
}
