/** The box that evidence is pasted into. */
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { opening, sideChoices } = messages;

function sideOf(form: HTMLFormElement): string {
  const side = new FormData(form).get('side');
  return typeof side === 'string' ? side : 'unknown';
}

/** The form: text, side, file. */
export function pastePart({ read, readFile, reading, view }: TriageContext): TemplateResult {
  const problems = view.pastes.at(-1)?.problems ?? [];
  return html`<form
    class="paste"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (!(form instanceof HTMLFormElement)) return;
      const text = new FormData(form).get('evidence');
      if (typeof text === 'string') read(text, null, sideOf(form));
    }}
  >
    <label for="evidence">${opening.paste}</label>
    <textarea
      id="evidence"
      name="evidence"
      rows="9"
      spellcheck="false"
      autocomplete="off"
      placeholder=${opening.placeholder}
      aria-describedby="paste-privacy"
    ></textarea>
    ${problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
    <div class="paste-bar">
      <button class="primary" type="submit" ?disabled=${reading}>
        ${reading ? opening.reading : opening.read}
      </button>
      <label class="inline"
        >${opening.side}
        <select name="side">
          ${(['unknown', 'server', 'client', 'proxy'] as const).map(
            (side) => html`<option value=${side}>${sideChoices[side]}</option>`,
          )}
        </select></label
      >
      <label class="button file"
        >${opening.file}<input
          class="hidden-text"
          type="file"
          @change=${(event: Event) => {
            const input = event.currentTarget;
            if (!(input instanceof HTMLInputElement) || input.form === null) return;
            const file = input.files?.[0];
            if (file !== undefined) readFile(file, sideOf(input.form));
            input.value = '';
          }}
      /></label>
    </div>
    <p class="small soft" id="paste-privacy">${opening.privacy}</p>
    ${reading ? html`<p role="status">${opening.reading}</p>` : nothing}
  </form>`;
}
