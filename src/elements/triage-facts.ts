/** Kernel, JDK and descriptor counts as a way in: whoever has one of these numbers need not find a question for it. */
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

/** Facts that people have before anything else; those that the knowledge lacks are left out. */
const firstFacts = [
  'connection-plateau',
  'fd-count',
  'fd-highest',
  'nofile-limit',
  'jdk-version',
  'netty-version',
  'kernel-version',
];

/** A small form: one field a fact, all optional. What cannot be read is said by the wizard, and the rest is kept. */
export function factsPart({ knowledge, send }: TriageContext): TemplateResult {
  const fields = firstFacts.flatMap((finding) => {
    const text = knowledge.findings[finding];
    return text === undefined ? [] : [{ finding, text }];
  });
  return html`<form
    class="facts-form"
    aria-labelledby="facts-title"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (!(form instanceof HTMLFormElement)) return;
      for (const [finding, value] of new FormData(form)) {
        if (typeof value === 'string' && value.trim() !== '') {
          send({ type: 'answer.given', finding, value: value.trim() });
        }
      }
    }}
  >
    ${fields.map(
      ({ finding, text }) =>
        html`<label
          ><span>${text.title}</span>
          <input
            type="text"
            name=${finding}
            autocomplete="off"
            spellcheck="false"
            placeholder=${text.example ?? nothing}
        /></label>`,
    )}
    <button type="submit">${messages.opening.useFacts}</button>
  </form>`;
}
