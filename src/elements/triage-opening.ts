/** The ways in: a paste, a symptom, where it fails, a case, or a first question. */
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';
import { wordsForm } from './triage-words.ts';
import { factsPart } from './triage-facts.ts';
import { foreignPart } from './triage-known.ts';
import { panesPart } from './triage-pane.ts';
import { pastePart } from './triage-paste.ts';

const { opening } = messages;
const entryFinding = 'failure-point';

/** What was pasted and gave nothing: said, and shown, so that nobody wonders whether it was read. */
function unknownPart(context: TriageContext): unknown {
  if (context.view.pastes.length === 0) return nothing;
  return html`<p class="hint" role="status">
      ${context.view.pastes.at(-1)?.summary ?? nothing} ${opening.notUnderstood}
    </p>
    ${panesPart(context)}`;
}

/** The opening screen. */
export function openingPart(context: TriageContext): TemplateResult {
  const { knowledge, send, view } = context;
  const where = knowledge.findings[entryFinding];
  return html`<section aria-labelledby="step">
    <h2 id="step" tabindex="-1">${opening.title}</h2>
    ${view.notice === '' ? nothing : html`<p class="problem" role="alert">${view.notice}</p>`}
    ${foreignPart(context)}
    <p>${opening.lead}</p>
    ${pastePart(context)} ${unknownPart(context)}
    <h3>${opening.words}</h3>
    ${wordsForm(context)}
    <h3>${opening.symptom}</h3>
    <ul class="choices">
      ${Object.entries(knowledge.symptoms).map(
        ([symptom, { title }]) =>
          html`<li>
            <button
              type="button"
              class="choice"
              @click=${() => {
                send({ type: 'symptom.chosen', symptom });
              }}
            >
              ${title}
            </button>
          </li>`,
      )}
    </ul>
    ${
      where === undefined
        ? nothing
        : html`<h3>${opening.where}</h3>
            <ul class="choices">
              ${where.outcomes.map(
                ({ id, label }) =>
                  html`<li>
                    <button
                      type="button"
                      class="choice"
                      @click=${() => {
                        send({ type: 'answer.given', finding: entryFinding, value: id });
                      }}
                    >
                      ${label}
                    </button>
                  </li>`,
              )}
            </ul>`
    }
    <h3 id="facts-title">${opening.facts}</h3>
    ${factsPart(context)}
    <h3 id="replay-title">${opening.case}</h3>
    <form
      class="inline-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (!(form instanceof HTMLFormElement)) return;
        const chosen = new FormData(form).get('case');
        if (typeof chosen === 'string') send({ type: 'case.replayed', case: chosen });
      }}
    >
      <select name="case" aria-labelledby="replay-title">
        ${Object.entries(knowledge.cases)
          .sort(([, a], [, b]) => (a.date < b.date ? -1 : 1))
          .map(([id, item]) => html`<option value=${id}>${item.date} · ${item.title}</option>`)}
      </select>
      <button type="submit">${opening.replay}</button>
    </form>
    <p>
      <button
        type="button"
        @click=${() => {
          send({ type: 'asking.resumed' });
        }}
      >
        ${opening.question}
      </button>
    </p>
  </section>`;
}
