/** Starts the machine, for rooms that do not know XState. */
import { createActor } from 'xstate';
import type { Knowledge } from './knowledge.ts';
import { wizardMachine, type WizardActor } from './machine.ts';
import type { Session } from './session.ts';

/** A wizard that is ready to start; `session` is a saved one after a reload. */
export function createWizard(knowledge: Knowledge, session: Session | null = null): WizardActor {
  return createActor(wizardMachine, { input: { knowledge, session } });
}
