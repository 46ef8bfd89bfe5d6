/** The differential, always in view: ranked causes with evidence for, against and not yet checked. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { wizardMessages, type CauseView, type EvidenceView } from '#wizard/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { differential: text } = messages;
/** Causes shown before "more". */
const shown = 6;
/** Unchecked findings shown for one cause. */
const mostUnchecked = 8;

function bar(share: number): TemplateResult {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect width="100" height="10"></rect><rect class="on" width=${Math.round(share * 100)} height="10"></rect>`}
  </svg>`;
}

function weights(title: string, evidence: readonly EvidenceView[]): TemplateResult {
  return html`<dt>${title}</dt>
    ${evidence.length === 0 ? html`<dd class="soft">${text.nothing}</dd>` : nothing}
    ${evidence.map(
      (one) =>
        html`<dd>
          <span class="bits">${one.bits > 0 ? '+' : '−'}${Math.abs(one.bits).toFixed(1)}</span>
          <b>${one.title}</b>: ${one.value}
          ${one.decisive ? html`<span class="decisive">◆ ${text.decisive}</span>` : nothing}
          ${one.reason === '' ? nothing : html`<span class="soft">${one.reason}</span>`}
        </dd>`,
    )}`;
}

function causeRow(cause: CauseView, { send }: TriageContext): TemplateResult {
  return html`<li>
    <details>
      <summary>
        <span class="share">${bar(cause.posterior)}<span>${cause.percent}</span></span>
        <span class="name">${cause.title}</span>
      </summary>
      <dl class="weights">
        ${weights(text.for, cause.for)} ${weights(text.against, cause.against)}
        <dt>${text.notChecked}</dt>
        <dd class="unchecked">
          ${cause.notChecked.slice(0, mostUnchecked).map(
            (one) =>
              html`<button
                type="button"
                class="plain"
                @click=${() => {
                  send({ type: 'question.picked', finding: one.finding });
                }}
              >
                ${one.title}
              </button>`,
          )}
          ${
            cause.notChecked.length > mostUnchecked
              ? html`<span class="soft"
                  >${text.rest(cause.notChecked.length - mostUnchecked)}</span
                >`
              : nothing
          }
        </dd>
      </dl>
      <p><a href=${`/causes/${cause.cause}/`} target="_blank" rel="noopener">${text.page}</a></p>
    </details>
  </li>`;
}

/** The ranking with what was ruled out. */
export function differentialPart(context: TriageContext): TemplateResult {
  const { view, send, state } = context;
  const first = view.differential.slice(0, shown);
  const rest = view.differential.slice(shown);
  return html`<section class="ranking" aria-labelledby="ranking">
    <h2 id="ranking">${text.heading}</h2>
    ${
      state === 'asking' || state === 'reviewing'
        ? html`<p class="standing"><b>${view.verdict.headline}.</b> ${view.verdict.missing}</p>`
        : nothing
    }
    <ol>
      ${first.map((cause) => causeRow(cause, context))}
      <li class="else">
        <span class="share"
          >${bar(view.somethingElse.posterior)}<span>${view.somethingElse.percent}</span></span
        >
        <span class="name soft">${wizardMessages.somethingElse}</span>
      </li>
    </ol>
    ${
      rest.length === 0
        ? nothing
        : html`<details>
            <summary>${text.rest(rest.length)}</summary>
            <ol>
              ${rest.map((cause) => causeRow(cause, context))}
            </ol>
          </details>`
    }
    ${
      view.ruledOut.length === 0
        ? nothing
        : html`<h3>${text.ruledOut}</h3>
            <ul class="ruled-out">
              ${view.ruledOut.map(
                (cause) =>
                  html`<li>
                    <s>${cause.title}</s>
                    ${cause.because.map(
                      (reason) =>
                        html`<p>
                          ${reason.sentence}
                          <button
                            type="button"
                            class="plain"
                            title=${reason.undo}
                            @click=${() => {
                              send({ type: 'answer.removed', finding: reason.finding });
                            }}
                          >
                            ${text.undo}
                          </button>
                        </p>`,
                    )}
                  </li>`,
              )}
            </ul>`
    }
  </section>`;
}
