/**
 * `<halfopen-triage>`: runs the wizard's machine in the page. The machine decides, the view says what to show, this element
 * joins both to the address, the browser's history, the clipboard, files and the tab's storage.
 */
import { html, LitElement, nothing } from 'lit';
import {
  createWizard,
  linkOf,
  writeReport,
  stateOf,
  viewSession,
  type Knowledge,
  type WizardActor,
  type WizardEvent,
  type WizardView,
} from '#wizard/index.ts';
import type { Side } from '#evidence/index.ts';
import { readInWorker } from './evidence-reader.ts';
import { messages } from './messages.ts';
import { capturePart, nearestPart } from './triage-advice.ts';
import type { TriageContext } from './triage-context.ts';
import { differentialPart } from './triage-differential.ts';
import { knownPart } from './triage-known.ts';
import { openingPart } from './triage-opening.ts';
import { questionPart } from './triage-question.ts';
import { reviewPart } from './triage-review.ts';
import { keepSession, loadSession } from './triage-storage.ts';
import { verdictPart } from './triage-verdict.ts';

/** A larger file is cut before it is read; the parsers say so. One byte over their limit is enough for that. */
const longestFile = 10 * 1024 * 1024 + 1;

function sideFrom(text: string): Side {
  return text === 'server' || text === 'client' || text === 'proxy' ? text : 'unknown';
}

/** The wizard's page. */
export class Triage extends LitElement {
  private knowledge: Knowledge | undefined;
  private actor: WizardActor | undefined;
  private failed = false;
  private reading = false;
  private pasting = false;
  /** What the step's heading was, so that the focus moves only when the step changes. */
  private step = '';
  private headline = '';
  private focusNext = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.openAddress);
    window.addEventListener('hashchange', this.openAddress);
    document.addEventListener('paste', this.onPaste);
    document.addEventListener('dragover', this.onDragOver);
    document.addEventListener('drop', this.onDrop);
    this.load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('popstate', this.openAddress);
    window.removeEventListener('hashchange', this.openAddress);
    document.removeEventListener('paste', this.onPaste);
    document.removeEventListener('dragover', this.onDragOver);
    document.removeEventListener('drop', this.onDrop);
    super.disconnectedCallback();
  }

  private load(): void {
    this.failed = false;
    fetch('/api/v1/knowledge.json')
      .then(async (response) => {
        if (!response.ok) throw new Error(`knowledge: ${String(response.status)}`);
        this.start((await response.json()) as Knowledge);
      })
      .catch(() => {
        this.failed = true;
        this.requestUpdate();
      });
  }

  private start(knowledge: Knowledge): void {
    this.knowledge = knowledge;
    const actor = createWizard(knowledge, loadSession());
    this.actor = actor;
    actor.start();
    if (this.fragment !== '') this.openAddress();
    else this.writeAddress('replaceState');
    this.headline = this.view(actor, knowledge).verdict.headline;
    actor.subscribe(() => {
      this.requestUpdate();
    });
    this.requestUpdate();
  }

  private get fragment(): string {
    return window.location.hash.replace(/^#/u, '');
  }

  private readonly openAddress = (): void => {
    const { actor, knowledge } = this;
    if (actor === undefined || knowledge === undefined) return;
    if (this.fragment === linkOf(actor.getSnapshot().context.session, knowledge)) return;
    actor.send({ type: 'link.opened', fragment: this.fragment });
    keepSession(actor.getSnapshot().context.session);
  };

  private writeAddress(method: 'pushState' | 'replaceState'): void {
    const { actor, knowledge } = this;
    if (actor === undefined || knowledge === undefined) return;
    const { session } = actor.getSnapshot().context;
    const link =
      session.observations.length + session.foreign.length === 0
        ? ''
        : `#${linkOf(session, knowledge)}`;
    if (link === window.location.hash) return;
    const { pathname, search } = window.location;
    window.history[method](null, '', `${pathname}${search}${link}`);
  }

  private readonly send = (event: WizardEvent): void => {
    this.actor?.send(event);
    this.focusNext = true;
    this.writeAddress('pushState');
    const session = this.actor?.getSnapshot().context.session;
    if (session !== undefined) keepSession(session);
  };

  private readonly read = (text: string, name: string | null, side: string): void => {
    this.reading = true;
    this.requestUpdate();
    readInWorker(text, sideFrom(side))
      .then((evidence) => {
        this.reading = false;
        if (evidence.readings.length > 0) this.pasting = false;
        this.send({ type: 'paste.read', evidence, name });
      })
      .catch(() => {
        this.reading = false;
        this.failed = true;
        this.requestUpdate();
      });
  };

  private readonly readFile = (file: File, side: string): void => {
    void file
      .slice(0, longestFile)
      .text()
      .then((text) => {
        this.read(text, file.name, side);
      });
  };

  private readonly onPaste = (event: ClipboardEvent): void => {
    const { target } = event;
    if (target instanceof HTMLElement && /^(?:input|textarea)$/iu.test(target.tagName)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() === '' || this.actor === undefined) return;
    event.preventDefault();
    this.read(text, null, 'unknown');
  };

  private readonly onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };

  private readonly onDrop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    this.readFile(file, 'unknown');
  };

  private readonly copy = (text: string, button: HTMLElement): void => {
    void navigator.clipboard.writeText(text).then(() => {
      button.dataset['copied'] = messages.question.copied;
      setTimeout(() => {
        delete button.dataset['copied'];
      }, 1500);
    });
  };

  private readonly download = (name: string, text: string): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  private view(actor: WizardActor, knowledge: Knowledge): WizardView {
    return viewSession(knowledge, actor.getSnapshot().context.session);
  }

  private context(actor: WizardActor, knowledge: Knowledge): TriageContext {
    const { copy, download, pasting, read, readFile, reading, send } = this;
    const snapshot = actor.getSnapshot();
    return {
      ...{ knowledge, copy, download, pasting, read, readFile, reading, send },
      state: stateOf(snapshot),
      view: this.view(actor, knowledge),
      report: () =>
        writeReport(
          knowledge,
          snapshot.context.session,
          `${window.location.origin}${window.location.pathname}`,
        ),
      setPasting: (open) => {
        this.pasting = open;
      },
    };
  }

  protected override updated(): void {
    const heading = this.querySelector<HTMLElement>('#step');
    const step = heading?.textContent.trim() ?? '';
    // Each new step takes the focus, so that the keyboard follows; never from somebody who types elsewhere meanwhile.
    const { activeElement } = document;
    const isElsewhere =
      activeElement !== null && activeElement !== document.body && !this.contains(activeElement);
    if (this.focusNext && step !== this.step && !isElsewhere) heading?.focus();
    this.focusNext = false;
    this.step = step;
  }

  protected override render(): unknown {
    if (this.failed) {
      return html`<p class="problem" role="alert">${messages.loadFailed}</p>
        <p><a href="/symptoms/">${messages.kinds.symptom}</a></p>
        <button
          type="button"
          @click=${() => {
            this.load();
          }}
        >
          ${messages.retry}
        </button>`;
    }
    const { actor, knowledge } = this;
    if (actor === undefined || knowledge === undefined) {
      return html`<p role="status">${messages.loading}</p>`;
    }
    const context = this.context(actor, knowledge);
    const { headline } = context.view.verdict;
    const announced = headline === this.headline ? '' : messages.announce(headline);
    this.headline = headline;
    return html`<div class="triage">
      <div class="step">${this.renderStep(context)}</div>
      <div class="side">
        ${context.state === 'opening' ? nothing : differentialPart(context)} ${capturePart(context)}
        ${nearestPart(context)}
      </div>
      ${context.state === 'opening' ? nothing : html`<div class="evidence-so-far">${knownPart(context)}</div>`}
      <p class="hidden-text" role="status" aria-live="polite">${announced}</p>
    </div>`;
  }

  private renderStep(context: TriageContext): unknown {
    switch (context.state) {
      case 'opening':
        return openingPart(context);
      case 'reviewing':
        return reviewPart(context);
      case 'asking':
        return questionPart(context);
      case 'confirmed':
      case 'likely':
      case 'possible':
      case 'inconclusive':
        return verdictPart(context);
    }
  }
}

customElements.define('halfopen-triage', Triage);
