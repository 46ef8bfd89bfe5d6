/**
 * The session as Markdown, for a postmortem. It holds values, line numbers and reasons, but no host name, no address and
 * no pasted line, unless the user asked for lines to be quoted: then their masked form alone is handed in. Whatever did
 * not come from the knowledge base is escaped.
 */
import type { Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import type { Observation } from './observation.ts';
import { provenanceOf, waitsForSide } from './intake.ts';
import type { Session } from './session.ts';
import type { Quote } from './quotes.ts';
import type { CauseView, EvidenceView } from './view-cause.ts';
import type { WizardView } from './view.ts';
import { viewSession } from './view.ts';

const words = messages.report;

/** How many rows of the ranking are worth reading in a report. */
const rankingRows = 5;

/**
 * Text that Markdown shows as it is: every character that could start markup is escaped, line ends become spaces, and bare
 * addresses are not turned into links.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|~#&!(){}+=$^]/g, (character) => `\\${character}`)
    .replaceAll('://', ':\\/\\/')
    .replaceAll(/www\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^( ?)-/, '$1\\-')
    .replace(/^( ?\d{1,9})\.(?= |$)/, '$1\\.');
}

function heading(text: string): string {
  return `## ${text}`;
}

function bullets(items: readonly string[]): string {
  return items.length === 0 ? words.none : items.map((item) => `- ${item}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function evidence(items: readonly EvidenceView[]): string {
  return bullets(
    items.map(({ title, value, bits, reason }) => {
      const fact = `${escapeMarkdown(title)}: ${escapeMarkdown(value)} (${words.bits(bits)})`;
      return reason === '' ? fact : `${fact}. ${escapeMarkdown(reason)}`;
    }),
  );
}

/** The causes, each with a link to its page: beside the triage page, so the address needs no more than its folder. */
function ranking(view: WizardView, address: string): string {
  const { cause: head, probability } = words.columns;
  const rows = view.differential
    .slice(0, rankingRows)
    .map(({ cause, title, percent }) => [
      `[${escapeMarkdown(title)}](${address.replace(/triage\/$/, '')}causes/${cause}/)`,
      percent,
    ]);
  return table(
    [head, probability],
    [...rows, [messages.somethingElse, view.somethingElse.percent]],
  );
}

function observations(view: WizardView): string {
  const { finding, value, from } = words.columns;
  if (view.observations.length === 0) return words.none;
  const rows = view.observations.map((held) => [
    escapeMarkdown(
      held.side === null ? held.title : `${held.title} (${messages.sides[held.side]})`,
    ),
    escapeMarkdown(held.shown),
    escapeMarkdown(held.note === '' ? held.fromText : `${held.fromText}; ${words.notUsed}`),
  ]);
  return table([finding, value, from], rows);
}

/** Readings that were not believed: fact, value and line, and why; the pasted text stays out. */
function unused(knowledge: Knowledge, session: Session, view: WizardView): string {
  const waiting = session.waiting.map((pasted) => {
    const why = waitsForSide(knowledge, pasted) ? words.waitingSide : words.waitingDecision;
    const from = messages.provenance(provenanceOf(session, pasted));
    const { fact, value } = pasted.reading;
    return `${escapeMarkdown(fact)} ${escapeMarkdown(value)} (${escapeMarkdown(from)}): ${why}`;
  });
  const foreign = view.foreign.map(({ text }) => `${escapeMarkdown(text)}: ${words.foreign}`);
  return bullets([...waiting, ...foreign]);
}

function notChecked(leader: CauseView | undefined, held: readonly Observation[]): string {
  const unknown = held.filter(({ value }) => value === 'unknown').map(({ finding }) => finding);
  const titles = (leader?.notChecked ?? []).map(({ finding, title }) =>
    unknown.includes(finding)
      ? `${escapeMarkdown(title)} (${messages.unknownValue})`
      : escapeMarkdown(title),
  );
  return bullets(titles);
}

function verdict(view: WizardView): string {
  const { headline, rule, numbers, missing, sameRemedy } = view.verdict;
  const sentences = [rule, numbers, missing, sameRemedy].filter((sentence) => sentence !== '');
  return `**${escapeMarkdown(headline)}**\n\n${sentences.map(escapeMarkdown).join(' ')}`;
}

/** Text in a code block that it cannot end: the fence is longer than any run of its character inside. */
function codeBlock(lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Quoted lines, one block a paste, each with its number. */
function quoted(quotes: readonly Quote[]): readonly string[] {
  if (quotes.length === 0) return [];
  const pastes = Map.groupBy(quotes, ({ paste }) => paste);
  const blocks = [...pastes.values()].flatMap((lines) => {
    const [first] = lines;
    if (first === undefined) return [];
    const title = words.quotedFrom(first.name, first.paste, first.unit);
    const numbered = lines.map(
      ({ unit, line, text }) => `${messages.place(unit, line)}: ${text.replaceAll(/\s+/g, ' ')}`,
    );
    return [`${escapeMarkdown(title)}:`, codeBlock(numbered)];
  });
  return [heading(words.quotes), words.quotesMasked, ...blocks];
}

/**
 * The report. `quotes` are lines to quote, masked already. `address` is the page that the session's fragment belongs to, such as "https://example.org/triage/"; the
 * link is relative to the site without it.
 */
export function writeReport(
  knowledge: Knowledge,
  session: Session,
  address = '/triage/',
  quotes: readonly Quote[] = [],
): string {
  const view = viewSession(knowledge, session);
  const [leader] = view.differential;
  const link = `${address}#${view.link}`;
  const note = view.knowledgeNote === '' ? [] : [escapeMarkdown(view.knowledgeNote)];
  const ruledOut = view.ruledOut.map(
    ({ title, because }) =>
      `${escapeMarkdown(title)}: ${because.map(({ sentence }) => escapeMarkdown(sentence)).join(' ')}`,
  );
  const sections = [
    `# ${words.title}`,
    heading(words.verdict),
    verdict(view),
    ...note,
    heading(words.ranking),
    ranking(view, address),
    heading(words.for),
    leader === undefined ? words.noLeader : evidence(leader.for),
    heading(words.against),
    leader === undefined ? words.noLeader : evidence(leader.against),
    heading(words.ruledOut),
    bullets(ruledOut),
    heading(words.notChecked),
    notChecked(leader, session.observations),
    heading(words.observations),
    observations(view),
    ...quoted(quotes),
    heading(words.waiting),
    unused(knowledge, session, view),
    heading(words.link),
    words.knowledge(escapeMarkdown(knowledge.knowledge)),
    /^https?:\/\//.test(link) ? `<${link}>` : `\`${link}\``,
  ];
  return `${sections.join('\n\n')}\n`;
}
