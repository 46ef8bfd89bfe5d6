/** The catalog to search records, one a page: what is exact, what is shown, and the words that are searched. */
import type { SearchRecord } from '#search/record.ts';
import type { CaseItem, Catalog, CauseItem, FindingItem, SymptomItem } from './catalog.ts';
import { causeById } from './catalog.ts';
import { identifiersIn, textsOf } from './identifiers.ts';
import { plainText } from './plain-text.ts';

/** Exact strings first, then what stands in the texts; each once. */
function identifiersOf(exact: readonly string[], texts: readonly string[]): string[] {
  return [...new Set([...exact, ...identifiersIn([...exact, ...texts])])];
}

function joined(...parts: unknown[]): string {
  return parts.flatMap(textsOf).join(' ').replace(/\s+/gu, ' ').trim();
}

function recordOfCause(cause: CauseItem): SearchRecord {
  const { id, title, summary, layer } = cause;
  const { seen, confirm, mitigate, fix, redHerrings, affected } = cause;
  const body = joined(seen, confirm, mitigate, fix, redHerrings, plainText(cause.body));
  const products = affected.map(({ component }) => component);
  const exact = [...cause.strings.map(({ text }) => text), ...cause.aliases];
  return {
    ...{ kind: 'cause', id, url: `/causes/${id}/`, title, summary, layer },
    identifiers: identifiersOf(exact, [title, summary, body, ...textsOf(affected)]),
    body: joined(
      body,
      products,
      cause.evidence.map(({ reason }) => reason),
    ),
  };
}

function recordOfCase(catalog: Catalog, item: CaseItem): SearchRecord {
  const { id, title, summary } = item;
  const layer = causeById(catalog, item.cause)?.layer;
  const body = joined(
    ...[item.query, item.settledBy, item.environment.map(({ name, value }) => [name, value])],
    ...[item.observations.map(({ said }) => said), item.misled, plainText(item.body)],
  );
  return {
    ...{ kind: 'case', id, url: `/cases/${id}/`, title, summary },
    ...(layer === undefined ? {} : { layer }),
    identifiers: identifiersOf(item.aliases, [title, summary, body]),
    body,
  };
}

function recordOfFinding(finding: FindingItem): SearchRecord {
  const { id, title, question, why, commands, outcomes } = finding;
  const answers = joined(outcomes.map(({ label, looks }) => [label, looks]));
  const body = joined(
    why,
    commands.map(({ run, reading }) => [run, reading]),
  );
  return {
    ...{ kind: 'finding', id, url: `/findings/${id}/`, title, summary: question },
    identifiers: identifiersOf(
      commands.map(({ run }) => run),
      [title, question, body, answers],
    ),
    body,
    answers,
  };
}

function recordOfSymptom({
  id,
  title,
  summary,
  strings,
  aliases,
  first,
}: SymptomItem): SearchRecord {
  return {
    ...{ kind: 'symptom', id, url: `/symptoms/${id}/`, title, summary },
    identifiers: identifiersOf([...strings, ...aliases], [title, summary, ...first]),
    body: joined(first),
  };
}

/** One record for each cause, case, finding and symptom, in this order, each kind by id. */
export function compileSearchRecords(catalog: Catalog): readonly SearchRecord[] {
  return [
    ...catalog.causes.map(recordOfCause),
    ...catalog.cases.map((item) => recordOfCase(catalog, item)),
    ...catalog.findings.map(recordOfFinding),
    ...catalog.symptoms.map(recordOfSymptom),
  ];
}
