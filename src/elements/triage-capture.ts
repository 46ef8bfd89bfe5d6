/** A capture: what it is, the connections worth looking at, the ladder of each, and what was concluded from which frame. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CaptureConnection, CaptureEvidence } from '#evidence/index.ts';
// The file itself: the room's door would bring the parsers into the page's script.
import { worthMessages } from '#evidence/messages.ts';
import {
  readingsBeside,
  readingsOf,
  viewReading,
  wizardMessages,
  type WizardView,
} from '#wizard/index.ts';
import { ladderPart } from './capture-ladder.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';
import { lineId, paneId } from './triage-places.ts';
import { readingPart } from './triage-reading.ts';

const { capture: text } = messages;

/** Connections that are shown before one asks for more. */
const shown = 12;

/** Reasons that stand in the table; the rest is in the ladder. */
const mostReasons = 3;

/** What one connection gave: each leads to its frame below, where it can be corrected. */
function gave(
  connection: CaptureConnection,
  paste: number,
  { knowledge, session, goTo }: TriageContext,
): TemplateResult {
  const ids = new Set(connection.readings.map((index) => `${String(paste)}.${String(index)}`));
  const views = readingsOf(session, paste)
    .filter(({ id, reading }) => ids.has(id) && reading.finding !== null)
    .map((one) => viewReading(knowledge, session, one));
  if (views.length === 0) return html`<p class="small soft">${text.noneGiven}</p>`;
  return html`<p class="small">${text.gave}</p>
    <ul class="small">
      ${views.map(
        (one) =>
          html`<li>
            ${one.title}: <b>${one.shown}</b>
            <button
              type="button"
              class="plain"
              @click=${() => {
                goTo(lineId(paste, one.line));
              }}
            >
              ${one.place}
            </button>
          </li>`,
      )}
    </ul>`;
}

function connectionRows(
  connection: CaptureConnection,
  at: number,
  paste: number,
  context: TriageContext,
): TemplateResult {
  const { memory, refresh } = context;
  const [near, far] = connection.ends;
  const key = `${String(paste)}.${String(at)}`;
  const isOpen = memory.ladders.has(key);
  const worth = connection.worth.slice(0, mostReasons).map((reason) => worthMessages[reason]);
  const [out, back] = connection.frames;
  return html`<tr>
      <td>
        <button
          type="button"
          class="plain"
          aria-expanded=${isOpen ? 'true' : 'false'}
          @click=${() => {
            if (!memory.ladders.delete(key)) memory.ladders.add(key);
            refresh();
          }}
        >
          ${text.end(near.address, near.port)} ${connection.clientKnown ? '→' : '↔'}
          ${text.end(far.address, far.port)}
        </button>
        <span class="why">${worth.length === 0 ? text.nothingWrong : worth.join('; ')}</span>
      </td>
      <td class="figure">${text.seconds(connection.start)}</td>
      <td class="figure">${text.seconds(connection.duration)}</td>
      <td class="figure">${text.counts(out, back)}</td>
    </tr>
    ${
      isOpen
        ? html`<tr class="ladder-row">
            <td colspan="4">
              ${gave(connection, paste, context)}
              ${ladderPart(connection, `ladder-${key.replace('.', '-')}`)}
            </td>
          </tr>`
        : nothing
    }`;
}

function connections(capture: CaptureEvidence, paste: number, context: TriageContext): unknown {
  const { memory, refresh } = context;
  const all = capture.connections;
  if (all.length === 0) return nothing;
  const isWhole = memory.opened.has(paste);
  const list = isWhole ? all : all.slice(0, shown);
  return html`<table class="connections">
      <caption>
        ${text.caption(all.filter(({ worth }) => worth.length > 0).length, capture.total)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${text.columns.ends}</th>
          <th scope="col" class="figure">${text.columns.start}</th>
          <th scope="col" class="figure">${text.columns.duration}</th>
          <th scope="col" class="figure">${text.columns.packets}</th>
        </tr>
      </thead>
      <tbody>
        ${list.map((connection, at) => connectionRows(connection, at, paste, context))}
      </tbody>
    </table>
    ${
      list.length < all.length
        ? html`<button
            type="button"
            class="plain"
            @click=${() => {
              memory.opened.set(paste, []);
              refresh();
            }}
          >
            ${text.more(all.length - list.length)}
          </button>`
        : nothing
    }`;
}

/** What was concluded, by frame. */
function readings(paste: number, context: TriageContext): unknown {
  const byFrame = Map.groupBy(readingsOf(context.session, paste), ({ reading }) => reading.line);
  if (byFrame.size === 0) return nothing;
  return html`<h4>${text.readings}</h4>
    <ol class="lines">
      ${[...byFrame].map(
        ([frame, list]) =>
          html`<li class="line understood" id=${lineId(paste, frame)} tabindex="-1">
            <span class="number"><span class="hidden-text">${text.frame} </span>${frame}</span
            ><code>${list[0]?.reading.text ?? ''}</code>
            <ul class="readings">
              ${list.map((one) => readingPart(one, context))}
            </ul>
          </li>`,
      )}
    </ol>`;
}

type PasteView = WizardView['pastes'][number];
type ComparedView = PasteView['compared'][number];

/** What two captures gave together: each reading with its frames in both, and where it stands. */
function gaveTogether(
  paste: PasteView,
  other: number,
  { knowledge, session, goTo, view }: TriageContext,
): unknown {
  const list = readingsBeside(session, paste.number, other);
  if (list.length === 0) return nothing;
  return html`<ul class="small">
    ${list.map((pasted) => {
      const one = viewReading(knowledge, session, pasted);
      const name = view.pastes.find(({ number }) => number === one.paste)?.name ?? null;
      const place = wizardMessages.framesOf(one.line, one.lastLine, { name, paste: one.paste });
      return html`<li>
        ${one.title}: <b>${one.shown}</b>.
        <button
          type="button"
          class="plain"
          @click=${() => {
            goTo(lineId(one.paste, one.line), paneId(one.paste));
          }}
        >
          ${text.placeTogether(place)}
        </button>
        (${one.besideText})
      </li>`;
    })}
  </ul>`;
}

/** Asks where the captures were taken when the packets do not show it. */
function endButtons(paste: PasteView, other: ComparedView, { send, goTo }: TriageContext): unknown {
  if (!other.canState) return nothing;
  return html`<p class="actions small">
    ${text.takenAt}
    ${(['client', 'server'] as const).map(
      (end) =>
        html`<button
          type="button"
          @click=${() => {
            const stated = { paste: paste.number, beside: other.paste, end };
            send({ type: 'capture.end.stated', ...stated });
            goTo(paneId(paste.number));
          }}
        >
          ${messages.sideChoices[end]}
        </button>`,
    )}
  </p>`;
}

/** The capture beside the others of the session. */
function comparedPart(paste: PasteView, context: TriageContext): unknown {
  if (paste.compared.length === 0) return nothing;
  return html`<h4>${text.compared}</h4>
    ${paste.compared.map(
      (other) =>
        html`<p class="small">${other.sentence}</p>
          ${gaveTogether(paste, other.paste, context)} ${endButtons(paste, other, context)}`,
    )}`;
}

/** The pane of a capture; after a reload the connections are gone, and the readings stay. */
export function capturePane(paste: PasteView, context: TriageContext): TemplateResult {
  const capture = context.memory.captures.get(paste.number);
  return html`${
    capture === undefined
      ? html`<p class="small soft">${text.gone}</p>
          ${comparedPart(paste, context)}`
      : html`<p class="small soft">
            ${text.format(capture.format.kind, capture.format.linkTypes, capture.duration)}
            ${text.privacy}
          </p>
          ${comparedPart(paste, context)} ${connections(capture, paste.number, context)}`
  }
  ${readings(paste.number, context)}`;
}
