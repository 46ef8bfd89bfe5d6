/** Names and values of findings and causes as a person reads them. An id that the knowledge lacks is shown as it is. */
import { readValue } from '#engine/index.ts';
import type { Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import { findingText } from './observation.ts';

/** Title of a finding. */
export function findingTitle(knowledge: Knowledge, finding: string): string {
  return findingText(knowledge, finding)?.title ?? finding;
}

/** Title of a cause. */
export function causeTitle(knowledge: Knowledge, cause: string): string {
  return (Object.hasOwn(knowledge.causes, cause) ? knowledge.causes[cause]?.title : null) ?? cause;
}

/** Label of an outcome. */
export function outcomeLabel(knowledge: Knowledge, finding: string, outcome: string): string {
  const outcomes = findingText(knowledge, finding)?.outcomes ?? [];
  return outcomes.find(({ id }) => id === outcome)?.label ?? outcome;
}

/** Id of the outcome that a value falls into; null when it is unknown or cannot be read. */
export function outcomeOf(knowledge: Knowledge, finding: string, value: string): string | null {
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  const reading = model === undefined ? null : readValue(model, value);
  return reading?.kind === 'outcome' ? (model?.outcomes[reading.outcome]?.id ?? null) : null;
}

/** A value as one reads it: the label of a choice, "65387 descriptors", "not known". */
export function showValue(knowledge: Knowledge, finding: string, value: string): string {
  if (value === 'unknown') return messages.unknownValue;
  const text = findingText(knowledge, finding);
  const outcome = text?.outcomes.find(({ id }) => id === value);
  if (outcome !== undefined) return outcome.label;
  const isPlainNumber = /^\d{1,15}$/.test(value);
  return isPlainNumber && text?.unit !== undefined ? `${value} ${text.unit}` : value;
}
