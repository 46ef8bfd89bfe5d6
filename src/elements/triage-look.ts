/** One look that answers several things: the question and what the same output tells, taken with one button. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { AlongView, QuestionView } from '#wizard/index.ts';
import { inline } from './inline.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { question: text } = messages;

function valueField(one: Pick<AlongView, 'finding' | 'unit' | 'example'>): TemplateResult {
  return html`<input
    id=${`read-${one.finding}`}
    type="text"
    name=${one.finding}
    autocomplete="off"
    spellcheck="false"
    placeholder=${one.example ?? one.unit ?? nothing}
  />`;
}

/** From this many answers on, what each looks like is shown on request: the list has to be taken in at a glance. */
const many = 9;

function looks(question: QuestionView): unknown {
  if (question.outcomes.length < many) return nothing;
  return html`<details>
    <summary>${text.looks}</summary>
    ${question.outcomes.map(({ label, looks: shown }) =>
      shown === null
        ? nothing
        : html`<p class="small">${label}</p>
            <pre class="output" tabindex="0"><code>${shown.trim()}</code></pre>`,
    )}
  </details>`;
}

function radios(question: QuestionView): TemplateResult {
  return html`<ul class="answers">
    ${question.outcomes.map(
      (outcome) =>
        html`<li>
          <label class="option"
            ><input type="radio" name=${question.finding} value=${outcome.id} />
            <span>${outcome.label}</span></label
          >
          ${
            outcome.looks === null || question.outcomes.length >= many
              ? nothing
              : html`<pre class="output" tabindex="0"><code>${outcome.looks.trim()}</code></pre>`
          }
        </li>`,
    )}
  </ul>`;
}

function alongRow(one: AlongView): TemplateResult {
  return html`<div class="along">
    <label for=${`read-${one.finding}`}
      >${one.title} <span class="soft small">${inline(one.question)}</span></label
    >
    ${
      one.kind === 'choice'
        ? html`<select id=${`read-${one.finding}`} name=${one.finding}>
            <option value="">${text.open}</option>
            ${one.outcomes.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
          </select>`
        : valueField(one)
    }
  </div>`;
}

/** The answers of a look, the question's own first; what was left open is unknown. */
function answersOf(form: HTMLFormElement, look: readonly string[]) {
  const data = new FormData(form);
  return look.map((finding) => {
    const value = data.get(finding);
    const said = typeof value === 'string' ? value.trim() : '';
    return { finding, value: said === '' ? 'unknown' : said };
  });
}

/** The form of a question that brings others along. */
export function lookPart(question: QuestionView, { send, view }: TriageContext): TemplateResult {
  const look = [question.finding, ...question.along.map(({ finding }) => finding)];
  // A new look gets new fields: what was chosen in the last one must not stand in this one.
  return html`${keyed(
    look.join(' '),
    html`<form
      class="look"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (form instanceof HTMLFormElement) {
          send({ type: 'answers.given', answers: answersOf(form, look) });
        }
      }}
    >
      <fieldset>
        <legend>${text.answers}</legend>
        ${
          question.kind === 'choice'
            ? html`${radios(question)} ${looks(question)}`
            : html`<label for=${`read-${question.finding}`}>${question.unit ?? text.value}</label>
                ${valueField(question)}`
        }
      </fieldset>
      <fieldset>
        <legend>${text.along}</legend>
        ${question.along.map((one) => alongRow(one))}
      </fieldset>
      ${view.notice === '' ? nothing : html`<p class="problem" role="alert">${view.notice}</p>`}
      <p>
        <button class="primary" type="submit">${text.take}</button>
        <span class="soft small">${text.openHint}</span>
      </p>
    </form>`,
  )}`;
}
