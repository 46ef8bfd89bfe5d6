/** A reading below its line: what it says, what became of it, and the ways to correct it, set it aside and take it back. */
import { html, nothing, type TemplateResult } from 'lit';
import { knownSides, viewReading, type PastedReading, type ReadingView } from '#wizard/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';
import { knownId } from './triage-places.ts';

const { reading: text } = messages;

function isSide(value: unknown): value is (typeof knownSides)[number] {
  return knownSides.some((side) => side === value);
}

function saveEdit(form: HTMLFormElement, one: ReadingView, context: TriageContext): void {
  const data = new FormData(form);
  const value = data.get('value');
  const side = data.get('side');
  context.memory.editing = null;
  if (typeof value === 'string' && value.trim() !== '' && value.trim() !== one.value) {
    context.send({ type: 'reading.corrected', reading: one.id, value: value.trim() });
  }
  if (isSide(side) && side !== one.side) {
    context.send({ type: 'reading.side.stated', readings: [one.id], side });
  }
  context.refresh();
  context.goTo(readingId(one.id));
}

/** Id of the element that shows a reading. */
function readingId(id: string): string {
  return `reading-${id}`;
}

function valueField(one: ReadingView): TemplateResult {
  const outcomes = one.question?.outcomes ?? [];
  const isFree = one.question?.kind !== 'choice';
  return html`<label
    >${one.question?.unit ?? text.value}
    ${
      isFree
        ? html`<input
            type="text"
            name="value"
            autocomplete="off"
            spellcheck="false"
            .value=${one.value}
          />`
        : html`<select name="value">
            ${outcomes.map(
              ({ id, label }) =>
                html`<option value=${id} ?selected=${id === one.value}>${label}</option>`,
            )}
          </select>`
    }</label
  >`;
}

function editor(one: ReadingView, context: TriageContext): TemplateResult {
  const close = (): void => {
    context.memory.editing = null;
    context.refresh();
    context.goTo(readingId(one.id));
  };
  return html`<form
    class="edit"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    }}
    aria-label=${text.editOf(one.title)}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (form instanceof HTMLFormElement) saveEdit(form, one, context);
    }}
  >
    ${valueField(one)}
    ${
      one.question?.hasSide === true
        ? html`<label
            >${text.side}
            <select name="side">
              ${
                one.side === null
                  ? html`<option value="" selected>${messages.sideChoices.unknown}</option>`
                  : nothing
              }
              ${(['server', 'client', 'proxy'] as const).map(
                (side) =>
                  html`<option value=${side} ?selected=${side === one.side}>
                    ${messages.sideChoices[side]}
                  </option>`,
              )}
            </select></label
          >`
        : nothing
    }
    <button type="submit">${text.use}</button>
    <button type="button" class="plain" @click=${close}>${text.cancel}</button>
  </form>`;
}

function action(label: string, title: string, act: () => void): TemplateResult {
  return html`<button type="button" class="plain" aria-label="${label}: ${title}" @click=${act}>
    ${label}
  </button>`;
}

function actions(one: ReadingView, context: TriageContext): TemplateResult {
  const { send, memory, refresh, goTo } = context;
  const { id, title, was } = one;
  const stay = (): void => {
    goTo(readingId(id));
  };
  return html`<span class="row-actions">
    ${
      one.question !== null && !one.canTakeBack
        ? action(text.correct, title, () => {
            memory.editing = id;
            refresh();
            goTo(`${readingId(id)}-edit`);
          })
        : nothing
    }
    ${
      was === null
        ? nothing
        : action(text.uncorrect, title, () => {
            send({ type: 'reading.corrected', reading: id, value: was });
            stay();
          })
    }
    ${
      one.canDrop && !one.canTakeBack
        ? action(text.drop, title, () => {
            send({ type: 'reading.dropped', readings: [id] });
            stay();
          })
        : nothing
    }
    ${
      one.canTakeBack
        ? action(text.restore, title, () => {
            send({ type: 'reading.restored', readings: [id] });
            stay();
          })
        : nothing
    }
  </span>`;
}

/** Leads to the observation that the reading gave. */
function titleLink(one: ReadingView, { goTo }: TriageContext): TemplateResult {
  const go = (): void => {
    goTo(knownId(one.slot));
  };
  return html`<button type="button" class="plain" @click=${go}>${one.title}</button>`;
}

/** One reading, in the list below its line. */
export function readingPart(pasted: PastedReading, context: TriageContext): TemplateResult {
  const one = viewReading(context.knowledge, context.session, pasted);
  const isLinked = one.status === 'used' || one.status === 'agrees' || one.status === 'elsewhere';
  const side = one.side === null ? '' : ` · ${messages.sideShort[one.side]}`;
  const isEditing = context.memory.editing === one.id;
  return html`<li class="reading ${one.status}" id=${readingId(one.id)} tabindex="-1">
    <p>
      ${isLinked ? titleLink(one, context) : one.title}
      <b>${one.shown}</b>
      <span class="soft small"
        >${one.statusText}${side}${one.besideText === '' ? '' : ` · ${text.beside(one.besideText)}`}${one.correctedText === '' ? '' : ` · ${one.correctedText}`}</span
      >
    </p>
    ${isEditing ? nothing : actions(one, context)}
    ${isEditing ? html`<div id="${readingId(one.id)}-edit">${editor(one, context)}</div>` : nothing}
  </li>`;
}
