/** What would be worth pasting next: commands by how much their output would tell, and the script that runs them all. */
import { html, nothing, type TemplateResult } from 'lit';
import type { NextPaste } from '#wizard/index.ts';
import { messages } from './messages.ts';
import { commandPart } from './triage-command.ts';
import type { TriageContext } from './triage-context.ts';

const { next: text } = messages;

/** Commands that are shown before one asks for more. */
const shown = 5;

function item(one: NextPaste, context: TriageContext): TemplateResult {
  return html`<li>
    ${commandPart({ run: one.run, where: one.where }, context)}
    <p class="small">
      ${one.reason} ${context.state === 'opening' ? nothing : one.separates}
      <span class="soft">${one.cost}</span>
    </p>
  </li>`;
}

/** The script that collects it all. */
export function collectPart({ copy }: Pick<TriageContext, 'copy'>): TemplateResult {
  return html`<p class="small">
    ${text.script} <a href="/collect/">${text.scriptPage}</a>
    <button
      type="button"
      class="plain"
      @click=${(event: Event) => {
        if (!(event.currentTarget instanceof HTMLElement)) return;
        copy(text.scriptCommand(window.location.origin), event.currentTarget);
      }}
    >
      ${text.copyScript}
    </button>
  </p>`;
}

/** The list; on the opening screen it stands open, later it is folded beside the differential. */
export function nextPart(context: TriageContext): unknown {
  const list = context.view.nextPastes;
  if (list.length === 0) return nothing;
  const isOpening = context.state === 'opening';
  const rest = list.slice(shown, 3 * shown);
  return html`<section class="next" aria-labelledby="next">
    <details ?open=${isOpening}>
      <summary><h2 id="next">${isOpening ? text.first : text.heading}</h2></summary>
      <p class="soft small">${text.lead}</p>
      ${collectPart(context)}
      <ol>
        ${list.slice(0, shown).map((one) => item(one, context))}
      </ol>
      ${
        rest.length === 0
          ? nothing
          : html`<details>
              <summary>${text.more(rest.length)}</summary>
              <ol start=${shown + 1}>
                ${rest.map((one) => item(one, context))}
              </ol>
            </details>`
      }
    </details>
  </section>`;
}
