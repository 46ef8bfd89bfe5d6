/** What a paste left to settle: whose host readings are from, and which of two values holds. */
import { html, nothing, type TemplateResult } from 'lit';
import { showValue, wizardMessages, type PastedReading, type WizardView } from '#wizard/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { review: text } = messages;

type SideGroup = WizardView['review']['sides'][number];
type Contradiction = WizardView['review']['contradictions'][number];

/** The server first: most evidence is taken there. */
const offeredSides = ['server', 'client', 'proxy'] as const;

/** The first thing that is left to settle, where the keyboard goes on after each choice. */
const firstOpen = 'settle-first';

function readingRow({ reading, unit }: PastedReading): TemplateResult {
  return html`<tr>
    <td>${reading.fact}</td>
    <td><b>${reading.value}</b></td>
    <td class="quote">
      <span class="soft">${wizardMessages.place(unit, reading.line)}</span>
      <code>${reading.text}</code>
    </td>
  </tr>`;
}

function sideButtons(readings: readonly string[], context: TriageContext): unknown {
  const { send, goTo } = context;
  return html`${offeredSides.map(
      (side) =>
        html`<button
          type="button"
          @click=${() => {
            send({ type: 'reading.side.stated', readings, side });
            goTo(firstOpen);
          }}
        >
          ${messages.sideChoices[side]}
        </button>`,
    )}
    <button
      type="button"
      class="plain"
      @click=${() => {
        send({ type: 'reading.dropped', readings });
        goTo(firstOpen);
      }}
    >
      ${text.drop}
    </button>`;
}

/** Rows of a group that are shown at once. */
const shownRows = 6;

function sideGroup(group: SideGroup, isFirst: boolean, context: TriageContext): TemplateResult {
  const { readings } = group;
  const table = (some: readonly PastedReading[]): TemplateResult =>
    html`<div class="scroll">
      <table>
        <tbody>
          ${some.map(readingRow)}
        </tbody>
      </table>
    </div>`;
  const rest = readings.slice(shownRows);
  return html`<fieldset class="settle" id=${isFirst ? firstOpen : nothing}>
    <legend>${group.sentence}</legend>
    <p class="actions">
      ${sideButtons(
        readings.map(({ id }) => id),
        context,
      )}
    </p>
    ${table(readings.slice(0, shownRows))}
    ${
      rest.length === 0
        ? nothing
        : html`<details>
            <summary>${text.rest(rest.length)}</summary>
            ${table(rest)}
          </details>`
    }
  </fieldset>`;
}

/** One choice for everything, when there is more than one group to choose for. */
function allAtOnce(sides: readonly SideGroup[], context: TriageContext): unknown {
  if (sides.length < 2) return nothing;
  const readings = sides.flatMap((group) => group.readings.map(({ id }) => id));
  return html`<fieldset class="settle all">
    <legend>${text.all(readings.length, sides.length)}</legend>
    <p class="actions">${sideButtons(readings, context)}</p>
  </fieldset>`;
}

function choice(label: unknown, act: () => void): TemplateResult {
  return html`<li><button type="button" class="choice" @click=${act}>${label}</button></li>`;
}

function contradictionGroup(
  conflict: Contradiction,
  isFirst: boolean,
  { knowledge, send, goTo, view }: TriageContext,
): TemplateResult {
  const nameOf = (paste: number): string => {
    const name = view.pastes.find(({ number }) => number === paste)?.name ?? null;
    if (name === null && paste === 1) return '';
    return text.ofPaste(name ?? messages.pane.title(paste, 'line'));
  };
  const shown = (value: string): string => showValue(knowledge, conflict.finding, value);
  const decide = (keep: string | null) => (): void => {
    send({ type: 'conflict.decided', conflict: conflict.id, keep });
    goTo(firstOpen);
  };
  const { standing } = conflict;
  const rest = conflict.readings.slice(shownRows);
  const rival = ({ id, paste, reading, unit }: PastedReading): TemplateResult =>
    choice(
      html`${shown(reading.value)}
        <span class="soft">${wizardMessages.place(unit, reading.line)}${nameOf(paste)}</span>
        <code>${reading.text}</code>`,
      decide(id),
    );
  return html`<fieldset class="settle" id=${isFirst ? firstOpen : nothing}>
    <legend>${conflict.sentence}</legend>
    <ul class="choices">
      ${
        standing === null
          ? nothing
          : choice(
              html`${shown(standing.value)} <span class="soft">${text.keepStanding}</span>`,
              decide(null),
            )
      }
      ${conflict.readings.slice(0, shownRows).map(rival)}
    </ul>
    ${
      rest.length === 0
        ? nothing
        : html`<details>
            <summary>${text.moreValues(rest.length)}</summary>
            <ul class="choices">
              ${rest.map(rival)}
            </ul>
          </details>`
    }
    ${
      standing === null
        ? html`<button type="button" class="plain" @click=${decide(null)}>${text.neither}</button>`
        : nothing
    }
  </fieldset>`;
}

/** The review screen. */
export function reviewPart(context: TriageContext): TemplateResult {
  const { sides, contradictions } = context.view.review;
  return html`<section aria-labelledby="step">
    <h2 id="step" tabindex="-1">${text.heading}</h2>
    <p>${text.lead}</p>
    ${allAtOnce(sides, context)} ${sides.map((group, at) => sideGroup(group, at === 0, context))}
    ${contradictions.map((conflict, at) =>
      contradictionGroup(conflict, sides.length + at === 0, context),
    )}
    <p class="actions">
      <button
        type="button"
        @click=${() => {
          context.send({ type: 'review.closed' });
        }}
      >
        ${text.skip}
      </button>
    </p>
  </section>`;
}
