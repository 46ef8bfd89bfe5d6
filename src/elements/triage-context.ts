/** What every part of the triage page is given: the view to show, and how to say what the user did. */
import type { Knowledge, Session, WizardEvent, WizardState, WizardView } from '#wizard/index.ts';
import type { EvidenceIntake } from './evidence-intake.ts';
import type { PageMemory } from './triage-memory.ts';

/** One moment of the triage page. */
export interface TriageContext {
  readonly knowledge: Knowledge;
  readonly session: Session;
  readonly state: WizardState;
  readonly view: WizardView;
  /** Sends an event to the machine. */
  readonly send: (event: WizardEvent) => void;
  /** Takes texts and files in. */
  readonly intake: EvidenceIntake;
  /** What the page knows beside the session. */
  readonly memory: PageMemory;
  /** Draws the page again after a change of its memory. */
  readonly refresh: () => void;
  /** Moves the focus to the first of these ids that is there once the page is drawn again, opening what hides it. */
  readonly goTo: (...ids: readonly string[]) => void;
  /** Copies text to the clipboard and says so at the button. */
  readonly copy: (text: string, button: HTMLElement) => void;
  /** The Markdown report of the session. */
  readonly report: () => string;
  /** Saves text as a file of this name. */
  readonly download: (name: string, text: string) => void;
  /** True when the paste box is open beside a running session. */
  readonly pasting: boolean;
  readonly setPasting: (open: boolean) => void;
}
