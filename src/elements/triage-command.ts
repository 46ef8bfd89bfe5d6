/** A command with a copy button and how to read what it prints. */
import { html, nothing, type TemplateResult } from 'lit';
import { canCopy } from './clipboard.ts';
import { inline } from './inline.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';

/** A command as the wizard's texts have it. */
export interface Command {
  readonly run: string;
  readonly where?: keyof typeof messages.question.where;
  readonly reading?: string;
}

/** One command. */
export function commandPart(command: Command, { copy }: TriageContext): TemplateResult {
  return html`<div class="command">
    <div>
      <pre tabindex="0"><code>${command.run}</code></pre>
      <button
        type="button"
        class="plain copy"
        ?hidden=${!canCopy}
        @click=${(event: Event) => {
          if (event.currentTarget instanceof HTMLElement) copy(command.run, event.currentTarget);
        }}
      >
        ${messages.question.copy}
      </button>
    </div>
    ${
      command.where === undefined
        ? nothing
        : html`<p class="where">${messages.question.where[command.where]}</p>`
    }
    ${command.reading === undefined ? nothing : html`<p class="reading">${inline(command.reading)}</p>`}
  </div>`;
}
