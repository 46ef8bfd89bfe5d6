/** What every part of the triage page is given: the view to show, and how to say what the user did. */
import type { Knowledge, WizardEvent, WizardState, WizardView } from '#wizard/index.ts';

/** One moment of the triage page. */
export interface TriageContext {
  readonly knowledge: Knowledge;
  readonly state: WizardState;
  readonly view: WizardView;
  /** Sends an event to the machine. */
  readonly send: (event: WizardEvent) => void;
  /** Reads pasted text; the side is of the whole paste. */
  readonly read: (text: string, name: string | null, side: string) => void;
  /** Reads a file. */
  readonly readFile: (file: File, side: string) => void;
  /** Copies text to the clipboard and says so at the button. */
  readonly copy: (text: string, button: HTMLElement) => void;
  /** The Markdown report of the session. */
  readonly report: () => string;
  /** Saves text as a file of this name. */
  readonly download: (name: string, text: string) => void;
  /** True while a paste is being read. */
  readonly reading: boolean;
  /** True when the paste box is open beside a running session. */
  readonly pasting: boolean;
  readonly setPasting: (open: boolean) => void;
}
