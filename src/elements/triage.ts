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
  type Session,
  type WizardActor,
  type WizardEvent,
  type WizardView,
} from '#wizard/index.ts';
import { takeCarriedWords } from './carried-words.ts';
import { EvidenceIntake, type Taken } from './evidence-intake.ts';
import { messages } from './messages.ts';
import { nearestPart } from './triage-advice.ts';
import type { TriageContext } from './triage-context.ts';
import { differentialPart } from './triage-differential.ts';
import { knownPart } from './triage-known.ts';
import { forget, newMemory, remember, rememberWords } from './triage-memory.ts';
import { nextPart } from './triage-next.ts';
import { openingPart } from './triage-opening.ts';
import { intakePart } from './triage-paste.ts';
import { questionPart } from './triage-question.ts';
import { quotesNow } from './triage-quote.ts';
import { reviewPart } from './triage-review.ts';
import { keepSession, loadSession } from './triage-storage.ts';
import { verdictPart } from './triage-verdict.ts';
import { fittingPart, giveWords } from './triage-words.ts';

/** The wizard's page. */
export class Triage extends LitElement {
  private knowledge: Knowledge | undefined;
  private actor: WizardActor | undefined;
  private failed = false;
  private pasting = false;
  /** The view of the session as it is now. */
  private seen: { readonly session: Session; readonly view: WizardView } | undefined;
  private readonly memory = newMemory();
  private readonly intake = new EvidenceIntake(this, (taken) => {
    this.take(taken);
  });
  /** What the step's heading was, so that the focus moves only when the step changes. */
  private step = '';
  private headline = '';
  private focusNext = false;
  /** Ids of places to go to once the page is drawn again: the first that is there. */
  private going: readonly string[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.openAddress);
    window.addEventListener('hashchange', this.openAddress);
    this.load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('popstate', this.openAddress);
    window.removeEventListener('hashchange', this.openAddress);
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
    rememberWords(this.memory, actor.getSnapshot().context.session);
    if (this.fragment !== '') this.openAddress();
    else this.writeAddress('replaceState');
    this.headline = this.view(actor, knowledge).verdict.headline;
    actor.subscribe(() => {
      this.requestUpdate();
    });
    const words = takeCarriedWords();
    const { memory, refresh, send } = this;
    if (words !== '') giveWords(words, { memory, refresh, send });
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
    if (session === undefined) return;
    keepSession(session);
    forget(this.memory, session);
    rememberWords(this.memory, session);
  };

  /** Takes in what was read, with its text for as long as the page is open. */
  private readonly take = (taken: Taken): void => {
    if (taken.evidence.readings.length > 0) this.pasting = false;
    this.send({ type: 'paste.read', evidence: taken.evidence, name: taken.name });
    const session = this.actor?.getSnapshot().context.session;
    if (session !== undefined) remember(this.memory, session, taken);
  };

  private readonly refresh = (): void => {
    this.requestUpdate();
  };

  private readonly goTo = (...ids: readonly string[]): void => {
    this.going = ids;
    this.requestUpdate();
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
    const { session } = actor.getSnapshot().context;
    // The page is drawn anew far more often than the session changes: with each step of a file's progress.
    if (this.seen?.session !== session) {
      this.seen = { session, view: viewSession(knowledge, session) };
    }
    return this.seen.view;
  }

  private context(actor: WizardActor, knowledge: Knowledge): TriageContext {
    const { copy, download, goTo, intake, memory, pasting, refresh, send } = this;
    const snapshot = actor.getSnapshot();
    const { session } = snapshot.context;
    return {
      ...{ knowledge, session, copy, download, goTo, intake, memory, pasting, refresh, send },
      state: stateOf(snapshot),
      view: this.view(actor, knowledge),
      report: () =>
        writeReport(
          knowledge,
          session,
          `${window.location.origin}${window.location.pathname}`,
          quotesNow({ memory, session }),
        ),
      setPasting: (open) => {
        this.pasting = open;
      },
    };
  }

  /** Focuses the first of the places that is there, opening what hides it. */
  private arrive(): boolean {
    const place = this.going
      .map((id) => document.getElementById(id))
      .find((found) => found !== null);
    this.going = [];
    if (!place || !this.contains(place)) return false;
    let outer: HTMLDetailsElement | null | undefined = place.closest('details');
    while (outer) {
      outer.open = true;
      outer = outer.parentElement?.closest('details');
    }
    const target = place.hasAttribute('tabindex')
      ? place
      : place.querySelector<HTMLElement>('input, select, button, summary');
    (target ?? place).focus();
    place.scrollIntoView({ block: 'nearest' });
    return true;
  }

  protected override updated(): void {
    const arrived = this.arrive();
    const heading = this.querySelector<HTMLElement>('#step');
    const step = heading?.textContent.trim() ?? '';
    // Each new step takes the focus, so that the keyboard follows; never from somebody who types elsewhere meanwhile.
    const { activeElement } = document;
    const isElsewhere =
      activeElement !== null && activeElement !== document.body && !this.contains(activeElement);
    if (!arrived && this.focusNext && step !== this.step && !isElsewhere) heading?.focus();
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
    return html`<div class=${this.intake.isHovered ? 'triage hovered' : 'triage'}>
      <div class="step">${intakePart(context)} ${this.renderStep(context)}</div>
      <div class="side">
        ${context.state === 'opening' ? nothing : differentialPart(context)} ${fittingPart(context)}
        ${nextPart(context)} ${nearestPart(context)}
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
