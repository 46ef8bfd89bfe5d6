/** From the command line of `diagnose` to a session: files and standard input are pastes or captures, `--set` are answers. */
import { readValue } from '#engine/index.ts';
import { readEvidence } from '#evidence/index.ts';
import type { CaptureEvidence, Evidence } from '#evidence/index.ts';
import type { Answer, Knowledge, KnownSide, Session, Saying } from '#wizard/index.ts';
import {
  answer,
  emptySession,
  knownSides,
  say,
  slotOf,
  takeIn,
  wizardMessages,
} from '#wizard/index.ts';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';
import { nearestName } from './nearest-name.ts';
import { readSource } from './read-text.ts';
import type { Source } from './read-text.ts';

function isSide(text: string): text is KnownSide {
  return (knownSides as readonly string[]).includes(text);
}

/** The side that an option states. */
export function readSide(text: string, where: string): KnownSide {
  if (!isSide(text)) throw new BadInput(where, messages.side(text));
  return text;
}

/** One `--set finding=value` or `--set finding@side=value`. */
export function readAnswer(knowledge: Knowledge, text: string): Answer {
  const where = `--set ${text}`;
  const equals = text.indexOf('=');
  if (equals < 1) throw new BadInput(where, messages.setShape);
  const [finding = '', side] = text.slice(0, equals).trim().split('@', 2);
  const value = text.slice(equals + 1).trim();
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  if (model === undefined) {
    const ids = knowledge.model.findings.map(({ id }) => id);
    throw new BadInput(where, messages.unknownFinding(finding, nearestName(finding, ids)));
  }
  if (side !== undefined && !isSide(side)) throw new BadInput(where, messages.badSide(side));
  const reading = readValue(model, value);
  if (value === '') throw new BadInput(where, messages.setShape);
  if (reading.kind === 'error') {
    const options = model.kind === 'choice' ? model.outcomes.map(({ id }) => id) : [];
    const known = options.length === 0 ? '' : ` (${options.join(', ')})`;
    throw new BadInput(where, `${wizardMessages.valueError(reading.error, value)}${known}`);
  }
  return { finding, value, side };
}

/** All `--set` options; two that contradict each other are bad input. */
export function readAnswers(knowledge: Knowledge, texts: readonly string[]): readonly Answer[] {
  const bySlot = new Map<string, { readonly text: string; readonly answer: Answer }>();
  for (const text of texts) {
    const given = readAnswer(knowledge, text);
    const slot = slotOf(knowledge, given);
    const before = bySlot.get(slot);
    if (before !== undefined && before.answer.value !== given.value) {
      throw new BadInput(`--set ${text}`, messages.contradictsSet(before.text));
    }
    bySlot.set(slot, { text, answer: given });
  }
  return [...bySlot.values()].map((one) => one.answer);
}

/** Reads one paste; text that is none is bad input, with the line where that shows. */
function readPaste(name: string, text: string, side: KnownSide | undefined): Evidence {
  const evidence = readEvidence(text, side === undefined ? {} : { side });
  const binary = evidence.troubles.find(({ key }) => key === 'binary');
  if (binary !== undefined) {
    const where = binary.line > 0 ? `${name}:${binary.line}` : name;
    throw new BadInput(where, wizardMessages.trouble({ ...binary, line: 0 }));
  }
  return evidence;
}

/** A capture that gives nothing is bad input, with the frame where it ends; one that is damaged further on is not. */
function readCapture(name: string, evidence: CaptureEvidence): Evidence {
  const [first] = evidence.troubles;
  const isEmpty = evidence.total === 0 && evidence.readings.length === 0;
  if (!isEmpty || first === undefined) return evidence;
  const where = first.line > 0 ? `${name}:${first.line}` : name;
  throw new BadInput(where, wizardMessages.trouble({ ...first, line: 0 }));
}

/** The evidence of a file; null when it holds nothing. */
function evidenceOf(name: string, source: Source, side: KnownSide | undefined): Evidence | null {
  if (source.kind === 'capture') return readCapture(name, source.evidence);
  return source.text.trim() === '' ? null : readPaste(name, source.text, side);
}

/** What a command line of `diagnose` names. */
export interface Sources {
  readonly files: readonly string[];
  readonly sets: readonly string[];
  /** One for all files, or one for each in their order; none when nobody said so. */
  readonly sides: readonly string[];
  /** What the person says in a line of their own. */
  readonly words?: Saying | undefined;
}

/** The side of each file. */
function sidesOf(
  sides: readonly string[],
  names: readonly string[],
): readonly (KnownSide | undefined)[] {
  const known = sides.map((side) => readSide(side, '--side'));
  const [first] = known;
  if (new Set(known).size <= 1) return names.map(() => first);
  if (known.length !== names.length) throw new BadInput('--side', messages.sideEach);
  return known;
}

/**
 * The session of a command line. Reads standard input when no file is named; nothing to read is bad input, unless there are
 * answers or words.
 */
export async function collectSession(knowledge: Knowledge, sources: Sources): Promise<Session> {
  const { files, sets } = sources;
  const answers = readAnswers(knowledge, sets);
  const names = files.length === 0 ? ['-'] : files;
  const sides = sidesOf(sources.sides, names);
  const { words } = sources;
  let session = words === undefined ? emptySession : say(knowledge, emptySession, words);
  const isEnough = answers.length > 0 || session.words !== null;
  for (const [at, name] of names.entries()) {
    const side = sides[at];
    const source = await readSource(name, side);
    const shown = name === '-' ? messages.standardInput : name;
    const evidence = evidenceOf(shown, source, side);
    if (evidence === null) {
      if (name !== '-' || !isEnough) throw new BadInput(`${shown}:1`, messages.empty);
      continue;
    }
    session = takeIn(knowledge, session, evidence, files.length > 1 ? shown : null);
  }
  return answers.reduce((before, given) => answer(knowledge, before, given), session);
}
