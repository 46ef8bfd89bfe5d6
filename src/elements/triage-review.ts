/** What a paste left to settle: whose host readings are from, and which of two values holds. */
import { html, nothing, type TemplateResult } from 'lit';
import { findingTitle, knownSides, wizardMessages, type PastedReading } from '#wizard/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { review: text } = messages;

function readingRow({ reading }: PastedReading): TemplateResult {
  return html`<tr>
    <td>${reading.fact}</td>
    <td><b>${reading.value}</b></td>
    <td class="quote">
      <span class="soft">${text.line(reading.line)}</span> <code>${reading.text}</code>
    </td>
  </tr>`;
}

/** The review screen. */
export function reviewPart({ knowledge, send, view }: TriageContext): TemplateResult {
  const { sides, contradictions } = view.review;
  return html`<section aria-labelledby="step">
    <h2 id="step" tabindex="-1">${text.heading}</h2>
    <p>${text.lead}</p>
    ${sides.map((group) => {
      const readings = group.readings.map(({ id }) => id);
      return html`<fieldset class="settle">
        <legend>${wizardMessages.side.question(group.readings.length, group.host)}</legend>
        <div class="scroll">
          <table>
            <tbody>
              ${group.readings.map(readingRow)}
            </tbody>
          </table>
        </div>
        <p class="actions">
          ${knownSides.map(
            (side) =>
              html`<button
                type="button"
                @click=${() => {
                  send({ type: 'reading.side.stated', readings, side });
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
            }}
          >
            ${text.drop}
          </button>
        </p>
      </fieldset>`;
    })}
    ${contradictions.map(
      (conflict) =>
        html`<fieldset class="settle">
          <legend>
            ${wizardMessages.contradiction(findingTitle(knowledge, conflict.finding))}
          </legend>
          <ul class="choices">
            ${
              conflict.standing === null
                ? nothing
                : html`<li>
                    <button
                      type="button"
                      class="choice"
                      @click=${() => {
                        send({ type: 'conflict.decided', conflict: conflict.id, keep: null });
                      }}
                    >
                      ${conflict.standing.value} <span class="soft">${text.keepStanding}</span>
                    </button>
                  </li>`
            }
            ${conflict.readings.map(
              ({ id, reading }) =>
                html`<li>
                  <button
                    type="button"
                    class="choice"
                    @click=${() => {
                      send({ type: 'conflict.decided', conflict: conflict.id, keep: id });
                    }}
                  >
                    ${reading.value}
                    <span class="soft">${text.line(reading.line)}</span>
                    <code>${reading.text}</code>
                  </button>
                </li>`,
            )}
          </ul>
          ${
            conflict.standing === null
              ? html`<button
                  type="button"
                  class="plain"
                  @click=${() => {
                    send({ type: 'conflict.decided', conflict: conflict.id, keep: null });
                  }}
                >
                  ${text.neither}
                </button>`
              : nothing
          }
        </fieldset>`,
    )}
    <p class="actions">
      <button
        type="button"
        @click=${() => {
          send({ type: 'review.closed' });
        }}
      >
        ${text.skip}
      </button>
    </p>
  </section>`;
}
