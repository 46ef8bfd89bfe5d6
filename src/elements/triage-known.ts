/** What is known and where it came from; every line can be changed or removed. And the ways to share it. */
import { html, nothing, type TemplateResult } from 'lit';
import { slotOf, wizardMessages, type ObservationView, type PastedReading } from '#wizard/index.ts';
import { canCopy } from './clipboard.ts';
import { messages } from './messages.ts';
import type { TriageContext } from './triage-context.ts';
import { panesPart } from './triage-pane.ts';
import { pastePart } from './triage-paste.ts';
import { knownId, lineId, paneId } from './triage-places.ts';
import { quotePart } from './triage-quote.ts';
import { wordsPart } from './triage-words.ts';

const { known: text } = messages;

/** Leads to the line that an observation was read from, unfolding it. */
function sourceLink(one: ObservationView, { memory, goTo, refresh }: TriageContext): unknown {
  const { from, fromText } = one;
  if (from.kind !== 'pasted' && from.kind !== 'captured') return fromText;
  const line = from.kind === 'pasted' ? from.line : from.frame;
  const { paste } = from;
  return html`<button
    type="button"
    class="plain source"
    @click=${() => {
      const opened = memory.opened.get(paste) ?? [];
      if (from.kind === 'pasted') memory.opened.set(paste, [...opened, { line, lastLine: line }]);
      refresh();
      goTo(lineId(paste, line), paneId(paste));
    }}
  >
    ${fromText}
  </button>`;
}

/** Where it came from and its line; what came of two captures names both, which takes a line of its own. */
function sourcePart(one: ObservationView, context: TriageContext): TemplateResult {
  const quote = one.quote === '' ? nothing : html`<code>${one.quote}</code>`;
  if (one.from.kind === 'captured' && one.from.beside !== undefined) {
    return html`<p class="from">${sourceLink(one, context)}</p>
      <p class="from">${quote}</p>`;
  }
  return html`<p class="from">${sourceLink(one, context)} ${quote}</p>`;
}

function observationRow(one: ObservationView, context: TriageContext): TemplateResult {
  const { send, knowledge } = context;
  const place = one.side === null ? {} : { side: one.side };
  const slot = slotOf(knowledge, { finding: one.finding, ...place });
  return html`<li class=${one.used ? '' : 'unused'} id=${knownId(slot)} tabindex="-1">
    <p>
      <a href=${`/findings/${one.finding}/`} target="_blank" rel="noopener">${one.title}</a>:
      <b>${one.shown}</b>
    </p>
    <span class="row-actions">
      ${
        one.side === null
          ? html`<button
              type="button"
              class="plain"
              aria-label=${text.changeOf(one.title)}
              @click=${() => {
                send({ type: 'question.picked', finding: one.finding });
              }}
            >
              ${text.change}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="plain"
        aria-label=${text.removeOf(one.title)}
        @click=${() => {
          send({ type: 'answer.removed', finding: one.finding, ...place });
        }}
      >
        ${text.remove}
      </button>
    </span>
    ${sourcePart(one, context)} ${one.note === '' ? nothing : html`<p class="from">${one.note}</p>`}
  </li>`;
}

/** What is known, and below it, closed, what was asked for and is not. */
function observations(context: TriageContext): unknown {
  const open = context.view.observations.filter(({ value }) => value === 'unknown');
  const known = context.view.observations.filter(({ value }) => value !== 'unknown');
  const list = (some: readonly ObservationView[]): unknown =>
    html`<ul class="known">
      ${some.map((one) => observationRow(one, context))}
    </ul>`;
  return html`${known.length === 0 ? nothing : list(known)}
  ${
    open.length === 0
      ? nothing
      : html`<details>
          <summary>${text.open(open.length)}</summary>
          ${list(open)}
        </details>`
  }`;
}

function readings(
  title: string,
  list: readonly PastedReading[],
  extra: (id: string) => unknown,
): unknown {
  if (list.length === 0) return nothing;
  return html`<details>
    <summary>${title}</summary>
    <div class="scroll">
      <table>
        <tbody>
          ${list.map(
            ({ id, reading, unit }) =>
              html`<tr>
                <td>${reading.fact}</td>
                <td><b>${reading.value}</b></td>
                <td class="quote">
                  <span class="soft">${wizardMessages.place(unit, reading.line)}</span>
                  <code>${reading.text}</code>
                </td>
                <td>${extra(id)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** What the opened link says that this knowledge cannot use, and whether it was made with another one. */
export function foreignPart({ view }: TriageContext): TemplateResult {
  return html`${view.knowledgeNote === '' ? nothing : html`<p class="hint">${view.knowledgeNote}</p>`}
  ${
    view.foreign.length === 0
      ? nothing
      : html`<h3>${text.foreign}</h3>
          <ul>
            ${view.foreign.map(
              (entry) => html`<li><code>${entry.text}</code> ${entry.sentence}</li>`,
            )}
          </ul>`
  }`;
}

/** The evidence so far, the paste box for more, and sharing. */
export function knownPart(context: TriageContext): TemplateResult {
  const { view, send, copy, report, pasting, setPasting } = context;
  const waiting = view.review.sides.length + view.review.contradictions.length;
  const click =
    (act: (button: HTMLElement) => void) =>
    (event: Event): void => {
      if (event.currentTarget instanceof HTMLElement) act(event.currentTarget);
    };
  return html`<section class="known-part" aria-labelledby="known">
    <h2 id="known">${text.heading}</h2>
    ${
      waiting > 0 && context.state !== 'reviewing'
        ? html`<p>
            <button
              type="button"
              class="plain"
              @click=${() => {
                send({ type: 'review.reopened' });
              }}
            >
              ${messages.review.reopen(waiting)}
            </button>
          </p>`
        : nothing
    }
    ${wordsPart(context)} ${observations(context)}
    ${readings(text.facts(view.facts.length), view.facts, () => nothing)}
    ${readings(
      text.dropped,
      view.dropped,
      (id) =>
        html`<button
          type="button"
          class="plain"
          @click=${() => {
            send({ type: 'reading.restored', readings: [id] });
          }}
        >
          ${text.restore}
        </button>`,
    )}
    ${foreignPart(context)} ${panesPart(context)}
    <details
      ?open=${pasting}
      @toggle=${(event: Event) => {
        if (event.currentTarget instanceof HTMLDetailsElement) {
          setPasting(event.currentTarget.open);
        }
      }}
    >
      <summary>${text.more}</summary>
      ${pastePart(context)}
    </details>
    <h3>${text.share}</h3>
    <p class="actions">
      <button
        type="button"
        ?hidden=${!canCopy}
        @click=${click((button) => {
          copy(window.location.href, button);
        })}
      >
        ${text.link}
      </button>
      <button
        type="button"
        ?hidden=${!canCopy}
        @click=${click((button) => {
          copy(report(), button);
        })}
      >
        ${text.report}
      </button>
      <button
        type="button"
        @click=${click(() => {
          context.download(text.reportName, report());
        })}
      >
        ${text.download}
      </button>
      <button
        type="button"
        class="plain"
        @click=${() => {
          send({ type: 'session.restarted' });
        }}
      >
        ${text.restart}
      </button>
    </p>
    ${quotePart(context)}
  </section>`;
}
