/** What would be worth pasting next: commands by how much their output would tell, and the script that runs them all. */
import { html, nothing, type TemplateResult } from 'lit';
import type { NextPaste } from '#wizard/index.ts';
import { canCopy } from './clipboard.ts';
import { messages } from './messages.ts';
import { commandPart } from './triage-command.ts';
import type { TriageContext } from './triage-context.ts';

const { next: text } = messages;

/** Commands that are shown before one asks for more. */
const shown = 5;

/** The causes that a command tells apart are named once, not under each of several commands that tell the same apart. */
function item(one: NextPaste, before: NextPaste | undefined, context: TriageContext) {
  const isNew = context.state !== 'opening' && one.separates !== before?.separates;
  return html`<li>
    ${commandPart({ run: one.run, where: one.where }, context)}
    <p class="small">
      ${one.reason} ${isNew ? one.separates : nothing} <span class="soft">${one.cost}</span>
    </p>
  </li>`;
}

const places = ['server', 'client', 'proxy'] as const;

/** Commands for one host: also those that run on any node, or on both ends. */
function placePart({ memory, refresh }: TriageContext): TemplateResult {
  return html`<label class="inline small"
    >${text.at}
    <select
      @change=${(event: Event) => {
        if (!(event.currentTarget instanceof HTMLSelectElement)) return;
        const { value } = event.currentTarget;
        memory.at = places.find((place) => place === value) ?? null;
        refresh();
      }}
    >
      <option value="" ?selected=${memory.at === null}>${text.anywhere}</option>
      ${places.map(
        (place) =>
          html`<option value=${place} ?selected=${memory.at === place}>
            ${messages.sideChoices[place]}
          </option>`,
      )}
    </select></label
  >`;
}

/** The script that collects it all. */
export function collectPart({ copy }: Pick<TriageContext, 'copy'>): TemplateResult {
  return html`<p class="small">
    ${text.script} <a href="/collect/">${text.scriptPage}</a>
    <button
      type="button"
      class="plain"
      ?hidden=${!canCopy}
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
  const { at } = context.memory;
  const all = context.view.nextPastes;
  if (all.length === 0) return nothing;
  const list = all.filter(
    ({ where }) => at === null || where === at || where === 'node' || where === 'both',
  );
  const isOpening = context.state === 'opening';
  const rest = list.slice(shown, 3 * shown);
  return html`<section class="next" aria-labelledby="next">
    <details ?open=${isOpening}>
      <summary><h2 id="next">${isOpening ? text.first : text.heading}</h2></summary>
      <p class="soft small">${text.lead}</p>
      ${collectPart(context)} ${placePart(context)}
      <ol>
        ${list.slice(0, shown).map((one, place) => item(one, list[place - 1], context))}
      </ol>
      ${
        rest.length === 0
          ? nothing
          : html`<details>
              <summary>${text.more(rest.length)}</summary>
              <ol start=${shown + 1}>
                ${rest.map((one, place) => item(one, list[shown + place - 1], context))}
              </ol>
            </details>`
      }
    </details>
  </section>`;
}
