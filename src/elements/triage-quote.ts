/** Quoting lines in the report: their masked form is shown first, each can be left out, and only that form is taken. */
import { html, nothing, type TemplateResult } from 'lit';
import { quotableOf, wizardMessages, type Quote } from '#wizard/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { quote: text } = messages;

/** Masks the lines together, so that the same name has the same token in all of them. Loaded when it is first needed. */
async function masked(quotes: readonly Quote[]): Promise<readonly Quote[]> {
  const { maskText } = await import('#evidence/mask.ts');
  const lines = quotes.map((one) => one.text.replaceAll(/[\r\n]+/g, ' '));
  const together = maskText(lines.join('\n')).split('\n');
  // A line that could not be matched to its quote is not quoted at all.
  if (together.length !== quotes.length) return [];
  return quotes.map((one, at) => ({ ...one, text: together[at] ?? '' }));
}

function keyOf({ paste, line }: Quote): string {
  return `${String(paste)}.${String(line)}`;
}

/** The lines that go into a report now: confirmed, and still behind an observation. */
export function quotesNow({ memory, session }: Pick<TriageContext, 'memory' | 'session'>) {
  const held = new Set(quotableOf(session).map(keyOf));
  return memory.quotes.filter((one) => held.has(keyOf(one)));
}

function row(one: Quote): TemplateResult {
  const place = wizardMessages.place(one.unit, one.line);
  return html`<li>
    <label
      ><input type="checkbox" name="quote" value=${keyOf(one)} checked />
      <span class="soft small">${one.name ?? text.paste(one.paste)}, ${place}</span>
      <code>${one.text}</code></label
    >
  </li>`;
}

function draftForm(
  draft: readonly Quote[],
  { memory, refresh, goTo }: TriageContext,
): TemplateResult {
  const close = (): void => {
    memory.draft = null;
    refresh();
    goTo('quotes');
  };
  return html`<form
    class="quotes"
    aria-labelledby="quotes-lead"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (!(form instanceof HTMLFormElement)) return;
      const chosen = new Set(new FormData(form).getAll('quote'));
      memory.quotes = draft.filter((one) => chosen.has(keyOf(one)));
      close();
    }}
  >
    <p id="quotes-lead">${draft.length === 0 ? text.nothing : text.lead}</p>
    <ul>
      ${draft.map(row)}
    </ul>
    <p class="actions">
      ${draft.length === 0 ? nothing : html`<button type="submit">${text.use}</button>`}
      <button type="button" class="plain" @click=${close}>${text.cancel}</button>
    </p>
  </form>`;
}

/** The choice of lines, below the ways to share. */
export function quotePart(context: TriageContext): TemplateResult {
  const { memory, refresh, session, goTo } = context;
  const used = quotesNow(context).length;
  return html`<div class="quoting" id="quotes" tabindex="-1">
    ${
      memory.draft === null
        ? html`<p>
            ${used === 0 ? nothing : html`<span>${text.used(used)} </span>`}
            <button
              type="button"
              class="plain"
              @click=${() => {
                void masked(quotableOf(session)).then((draft) => {
                  memory.draft = draft;
                  refresh();
                  goTo('quotes');
                });
              }}
            >
              ${used === 0 ? text.open : text.change}
            </button>
          </p>`
        : draftForm(memory.draft, context)
    }
  </div>`;
}
