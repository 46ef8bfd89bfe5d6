/** Beside the differential: the real cases that look most like this. */
import { html, nothing } from 'lit';
import { showValue } from '#wizard/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { nearest } = messages;

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
