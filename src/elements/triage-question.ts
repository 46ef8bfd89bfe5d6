/** One question at a time: what to look at, why, the command, what each answer looks like. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuestionSummary, QuestionView } from '#wizard/index.ts';
import { inline } from './inline.ts';
import { messages } from './messages.ts';
import { lookPart } from './triage-look.ts';
import { commandPart } from './triage-command.ts';
import type { TriageContext } from './triage-context.ts';

const { question: text } = messages;

function answerButtons(question: QuestionView, { send }: TriageContext): TemplateResult {
  return html`<ul class="answers">
    ${question.outcomes.map(
      (outcome) =>
        html`<li>
          <button
            type="button"
            class="choice"
            aria-pressed=${question.held === outcome.id ? 'true' : 'false'}
            @click=${() => {
              send({ type: 'answer.given', finding: question.finding, value: outcome.id });
            }}
          >
            ${outcome.label}
          </button>
          ${
            outcome.looks === null
              ? nothing
              : html`<pre class="output" tabindex="0"><code>${outcome.looks.trim()}</code></pre>`
          }
        </li>`,
    )}
  </ul>`;
}

function valueForm(question: QuestionView, context: TriageContext): TemplateResult {
  const { send, view } = context;
  return html`<form
      class="inline-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (!(form instanceof HTMLFormElement)) return;
        const value = new FormData(form).get('value');
        if (typeof value === 'string' && value.trim() !== '') {
          send({ type: 'answer.given', finding: question.finding, value: value.trim() });
        }
      }}
    >
      <label
        >${question.unit ?? text.value}
        <input
          type="text"
          name="value"
          autocomplete="off"
          spellcheck="false"
          .value=${question.held ?? ''}
          aria-describedby="value-hint"
      /></label>
      <button class="primary" type="submit">${text.answer}</button>
      <span id="value-hint" class="soft small"
        >${question.example === null ? nothing : text.valueHint(question.example)}</span
      >
    </form>
    ${view.notice === '' ? nothing : html`<p class="problem" role="alert">${view.notice}</p>`}
    <details>
      <summary>${text.ranges}</summary>
      ${answerButtons(question, context)}
    </details>`;
}

/** What the person's own words seem to speak of: said at once, so that they can answer that first. */
function spokenPart({ send, view }: TriageContext): unknown {
  if (view.spoken.length === 0) return nothing;
  return html`<div class="spoken">
    <span class="soft small" id="spoken">${messages.words.spoken}</span>
    <ul aria-labelledby="spoken">
      ${view.spoken.map(
        ({ finding, title }) =>
          html`<li>
            <button
              type="button"
              class="plain"
              @click=${() => {
                send({ type: 'question.picked', finding });
              }}
            >
              ${title}
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
}

function pickList(
  title: string,
  questions: readonly QuestionSummary[],
  { send }: TriageContext,
): unknown {
  if (questions.length === 0) return nothing;
  return html`<details>
    <summary>${title} <span class="soft">${questions.length}</span></summary>
    <table class="items">
      <tbody>
        ${questions.map(
          (other) =>
            html`<tr>
              <td>
                <button
                  type="button"
                  class="plain"
                  @click=${() => {
                    send({ type: 'question.picked', finding: other.finding });
                  }}
                >
                  ${other.title}
                </button>
              </td>
              <td class="soft small">${other.cost}</td>
              <td class="soft small">
                ${other.gainInBits > 0 ? text.gain(other.gainInBits) : nothing}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

function answersPart(question: QuestionView, context: TriageContext): TemplateResult {
  if (question.along.length > 0) return lookPart(question, context);
  return html`<h3>${text.answers}</h3>
    ${question.kind === 'choice' ? answerButtons(question, context) : valueForm(question, context)}`;
}

/** The question screen; also shown below a verdict when the user asks for more. */
export function questionPart(context: TriageContext): TemplateResult {
  const { send, view } = context;
  const { question } = view;
  if (question === null) return html``;
  return html`<section class="question" aria-labelledby="step">
    <p class="kicker">
      ${text.heading} ·
      <a href=${`/findings/${question.finding}/`} target="_blank" rel="noopener"
        >${question.title}</a
      >
    </p>
    <h2 id="step" tabindex="-1">${inline(question.question)}</h2>
    <p class="soft small">${question.costText}</p>
    ${spokenPart(context)}
    ${question.riskNote === null ? nothing : html`<p class="risk">${question.riskNote}</p>`}
    ${question.hints.map((hint) => html`<p class="hint">${hint}</p>`)}
    ${question.commands.map((command) => commandPart(command, context))}
    ${answersPart(question, context)}
    <p class="actions">
      <button
        type="button"
        @click=${() => {
          send({
            type: 'answers.given',
            answers: [question, ...question.along].map(({ finding }) => ({
              finding,
              value: 'unknown',
            })),
          });
        }}
      >
        ${text.unknown}
      </button>
      <button
        type="button"
        @click=${() => {
          for (const { finding } of [question, ...question.along]) {
            send({ type: 'question.skipped', finding });
          }
        }}
      >
        ${text.skip}
      </button>
      ${
        view.observations.length === 0
          ? nothing
          : html`<button
              type="button"
              @click=${() => {
                window.history.back();
              }}
            >
              ${text.back}
            </button>`
      }
      <button
        type="button"
        class="plain"
        @click=${() => {
          send({ type: 'asking.ended' });
        }}
      >
        ${text.conclude}
      </button>
    </p>
    <h3>${text.why}</h3>
    <p>${question.reason} ${inline(question.why)}</p>
    ${pickList(text.siblings, question.siblings, context)}
    ${pickList(text.other, view.alternatives, context)}
    ${pickList(text.skipped, view.skipped, context)}
  </section>`;
}
