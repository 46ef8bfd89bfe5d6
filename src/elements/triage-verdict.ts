/** The conclusion: level, rule and numbers, what to do now, what to collect, what would change it. */
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from './messages.ts';
import { commandPart } from './triage-command.ts';
import type { TriageContext } from './triage-context.ts';

const { verdict: text } = messages;

/** Sentences that stand in a list below the verdict; more would be noise. */
const mostSentences = 5;

function sentences(title: string, lines: readonly string[]): unknown {
  if (lines.length === 0) return nothing;
  return html`<details>
    <summary>${title}</summary>
    <ul>
      ${lines.slice(0, mostSentences).map((line) => html`<li>${line}</li>`)}
    </ul>
  </details>`;
}

function doing(context: TriageContext): unknown {
  const { mitigate, confirm, cause, level } = context.view.verdict;
  if (cause === null) return nothing;
  return html`${
      level === 'confirmed'
        ? nothing
        : html`<h3>${text.confirm}</h3>
            <ol class="steps">
              ${confirm.map(
                (step) =>
                  html`<li>
                    <div>
                      <p>${step.do}</p>
                      ${
                        step.command === undefined
                          ? nothing
                          : commandPart({ run: step.command }, context)
                      }
                      <p class="reading">${step.reading}</p>
                    </div>
                  </li>`,
              )}
            </ol>`
    }
    <h3>${text.now}</h3>
    <ol class="steps">
      ${mitigate.map(
        (step) =>
          html`<li>
            <div>
              <p>${step.do}</p>
              ${step.command === undefined ? nothing : commandPart({ run: step.command }, context)}
              <p class=${step.restart === 'no' ? 'risk' : 'risk restart'}>
                <b>${text.restart[step.restart]}.</b> ${step.risk}
              </p>
            </div>
          </li>`,
      )}
    </ol>`;
}

function plan(context: TriageContext): unknown {
  const { view, send } = context;
  if (view.verdict.level !== 'inconclusive' || view.plan.length === 0) return nothing;
  return html`<h3>${text.plan}</h3>
    <ol class="steps">
      ${view.plan.map(
        (advice) =>
          html`<li>
            <div>
              <p>
                <button
                  type="button"
                  class="plain"
                  @click=${() => {
                    send({ type: 'question.picked', finding: advice.finding });
                  }}
                >
                  ${advice.title}
                </button>
                <span class="soft small">${advice.cost}</span>
              </p>
              ${advice.commands.slice(0, 1).map((command) => commandPart(command, context))}
            </div>
          </li>`,
      )}
    </ol>`;
}

/** The verdict screen. */
export function verdictPart(context: TriageContext): TemplateResult {
  const { view, send } = context;
  const { verdict } = view;
  return html`<section class=${`verdict ${verdict.level}`} aria-labelledby="step">
    <p class="kicker">${text.heading}</p>
    <h2 id="step" tabindex="-1">${verdict.headline}</h2>
    <p>${verdict.numbers} ${verdict.stop}</p>
    <p class="soft small">${verdict.rule} ${verdict.missing}</p>
    ${verdict.sameRemedy === '' ? nothing : html`<p>${verdict.sameRemedy}</p>`}
    <p class="actions">
      ${
        verdict.cause === null
          ? nothing
          : html`<a class="button primary" href=${`/causes/${verdict.cause}/`}>${text.read}</a>`
      }
      ${
        view.question === null
          ? nothing
          : html`<button
              type="button"
              @click=${() => {
                send({ type: 'asking.resumed' });
              }}
            >
              ${text.more}
            </button>`
      }
    </p>
    ${doing(context)} ${plan(context)}
    ${sentences(
      text.changes,
      view.changes.map(({ sentence }) => sentence),
    )}
    ${sentences(
      text.flips,
      view.flips.map(({ sentence }) => sentence),
    )}
  </section>`;
}
