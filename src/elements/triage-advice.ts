/** Beside the differential: what to capture before a restart, and the real cases that look most like this. */
import { html, nothing } from 'lit';
import { showValue } from '#wizard/index.ts';
import { messages } from './messages.ts';
import { commandPart } from './triage-command.ts';
import type { TriageContext } from './triage-context.ts';

const { capture, nearest } = messages;
const shown = 5;

/** Evidence that a restart destroys, each with its command. */
export function capturePart(context: TriageContext): unknown {
  const list = context.view.capture;
  if (list.length === 0 || context.state === 'opening') return nothing;
  const item = (advice: (typeof list)[number]) =>
    html`<li>
      <b>${advice.title}</b>
      ${advice.commands.slice(0, 1).map((command) => commandPart(command, context))}
    </li>`;
  return html`<section aria-labelledby="capture">
    <details>
      <summary><h2 id="capture">${capture.heading}</h2></summary>
      <p class="soft small">${capture.lead}</p>
      <ol>
        ${list.slice(0, shown).map(item)}
      </ol>
      ${
        list.length > shown
          ? html`<details>
              <summary>${capture.more(list.length - shown)}</summary>
              <ol start=${shown + 1}>
                ${list.slice(shown).map(item)}
              </ol>
            </details>`
          : nothing
      }
    </details>
  </section>`;
}

/** The nearest cases with a fact-by-fact comparison. */
export function nearestPart({ view, knowledge, state }: TriageContext): unknown {
  if (view.nearest.length === 0 || state === 'opening') return nothing;
  const title = (finding: string): string => knowledge.findings[finding]?.title ?? finding;
  return html`<section aria-labelledby="nearest">
    <details>
      <summary><h2 id="nearest">${nearest.heading}</h2></summary>
      <ul class="nearest">
        ${view.nearest.map(
          (item) =>
            html`<li>
              <a href=${`/cases/${item.case}/`} target="_blank" rel="noopener">${item.title}</a>
              <p class="soft small">${nearest.counts(item.same, item.different)}</p>
              <table>
                <tbody>
                  ${item.facts.map(
                    (fact) =>
                      html`<tr class=${fact.compared}>
                        <td>${title(fact.finding)}</td>
                        <td>${showValue(knowledge, fact.finding, fact.theirs)}</td>
                        <td>${nearest.compared[fact.compared]}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </li>`,
        )}
      </ul>
    </details>
  </section>`;
}
