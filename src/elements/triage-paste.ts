/** The box that evidence is pasted into. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Side } from '#evidence/index.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

const { intake: words, opening, sideChoices } = messages;

function sideOf(form: HTMLFormElement): Side {
  const side = new FormData(form).get('side');
  return side === 'server' || side === 'client' || side === 'proxy' ? side : 'unknown';
}

/** How far the reading is, and a way out of it. */
function progressPart({ intake }: TriageContext): unknown {
  const { busy } = intake;
  if (busy === null) return nothing;
  const { name, done, total, rest } = busy;
  return html`<p class="paste-bar">
    <progress
      aria-label=${opening.reading}
      max=${total === 0 ? nothing : total}
      value=${total === 0 ? nothing : done}
    ></progress>
    <button
      type="button"
      @click=${() => {
        intake.cancel();
      }}
    >
      ${words.cancel}
    </button>
    <span class="small figures">${words.busy(name, done, total, rest)}</span>
  </p>`;
}

/** What is being read, and what could not be: above the step, so that it is seen wherever one pasted. */
export function intakePart(context: TriageContext): unknown {
  const { busy, problem } = context.intake;
  if (busy === null && problem === '') return nothing;
  return html`${progressPart(context)}
  ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}`;
}

/** The form: text, side, files. */
export function pastePart(context: TriageContext): TemplateResult {
  const { intake } = context;
  const reading = intake.busy !== null;
  return html`<form
    class="paste"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (!(form instanceof HTMLFormElement)) return;
      const text = new FormData(form).get('evidence');
      if (typeof text === 'string') {
        intake.add([{ content: text, name: null, side: sideOf(form) }]);
      }
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
          multiple
          @change=${(event: Event) => {
            const input = event.currentTarget;
            if (!(input instanceof HTMLInputElement) || input.form === null) return;
            const side = sideOf(input.form);
            intake.add(
              [...(input.files ?? [])].map((file) => ({ content: file, name: file.name, side })),
            );
            input.value = '';
          }}
      /></label>
    </div>
    <p class="small soft" id="paste-privacy">${opening.privacy}</p>
  </form>`;
}
