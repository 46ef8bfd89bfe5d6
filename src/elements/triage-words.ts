/** The line in which people say what they see: it steers the questions, and what it states like a log is read like one. */
import { html, nothing, type TemplateResult } from 'lit';
import { hintsFor } from '#search/index.ts';
import { readSaying } from './evidence-reader.ts';
import { messages } from './messages.ts';
import { loadHints } from './search-source.ts';
import type { TriageContext } from './triage-context.ts';

const { words: text } = messages;

/** As long as a title of an incident, with room to spare; the search reads no more than 2000 characters. */
const longestWords = 300;

/** Looks up where the words point and tells the machine; blank words take them back without a look. */
export function giveWords(
  words: string,
  { memory, refresh, send }: Pick<TriageContext, 'memory' | 'refresh' | 'send'>,
): void {
  memory.wordsFailed = false;
  if (words.trim() === '') {
    send({ type: 'words.given', text: '', hints: { causes: {}, findings: [] }, evidence: null });
    return;
  }
  Promise.all([loadHints(), readSaying(words)])
    .then(([corpus, evidence]) => {
      send({ type: 'words.given', text: words, hints: hintsFor(corpus, words), evidence });
    })
    .catch(() => {
      memory.wordsFailed = true;
      refresh();
    });
}

/** The form; it holds what was said before. */
export function wordsForm(context: TriageContext): TemplateResult {
  return html`<form
      class="words-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (!(form instanceof HTMLFormElement)) return;
        const words = new FormData(form).get('words');
        if (typeof words === 'string') giveWords(words, context);
      }}
    >
      <label for="words">${text.label}</label>
      <input
        type="text"
        id="words"
        name="words"
        maxlength=${longestWords}
        autocomplete="off"
        placeholder=${text.example}
        aria-describedby="words-hint"
        .value=${context.view.words}
      />
      <button type="submit">${text.use}</button>
      <p class="soft small" id="words-hint">${text.hint}</p>
    </form>
    ${context.memory.wordsFailed ? html`<p class="problem" role="alert">${text.failed}</p>` : nothing}`;
}

/** The pages that fit the words best, for who would rather read. */
export function fittingPart({ view }: TriageContext): unknown {
  if (view.fitting.length === 0) return nothing;
  return html`<section class="fitting" aria-labelledby="fitting">
    <h2 id="fitting">${text.fitting}</h2>
    <p class="soft small">${text.fittingHint}</p>
    <ul>
      ${view.fitting.map(
        ({ cause, title }) =>
          html`<li><a href=${`/causes/${cause}/`} target="_blank" rel="noopener">${title}</a></li>`,
      )}
    </ul>
  </section>`;
}

/** What was said, with a way to change it; closed as long as nothing was. */
export function wordsPart(context: TriageContext): TemplateResult {
  const { words } = context.view;
  return html`${
      words === ''
        ? nothing
        : html`<p class="words">
            ${text.said} <q>${words}</q>
            <button
              type="button"
              class="plain"
              @click=${() => {
                giveWords('', context);
              }}
            >
              ${text.forget}
            </button>
          </p>`
    }
    <details>
      <summary>${words === '' ? text.add : text.change}</summary>
      ${wordsForm(context)}
    </details>`;
}
