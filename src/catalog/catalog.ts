/**
 * The whole knowledge base as plain objects, joined by id. Pages, rules, compilers and tests look things up here; nobody
 * else reads `content/`. A catalog may be incomplete (an item was broken): a look-up of what is not there gives
 * undefined or an empty list, never an error.
 */
import type { Cause, Finding, Incident, Lab, Symptom, Versions } from '#schema/index.ts';

/** The folders of `content/`, which are the kinds of item. */
export type Kind = 'causes' | 'cases' | 'findings' | 'symptoms' | 'versions' | 'labs';

/** What every item has beside its own fields. */
export interface Place {
  /** File name without extension; also the URL. */
  readonly id: string;
  /** Path relative to the project's root, with slashes. */
  readonly file: string;
}

/** A cause with its explanation in Markdown. */
export type CauseItem = Place & Readonly<Cause> & { readonly body: string };
/** A case with its story in Markdown. */
export type CaseItem = Place & Readonly<Incident> & { readonly body: string };
/** A finding. */
export type FindingItem = Place & Readonly<Finding>;
/** A symptom. */
export type SymptomItem = Place & Readonly<Symptom>;
/** Release facts of one product. */
export type VersionsItem = Place & Readonly<Versions>;

/** The recording of a lab; its id is that of its cause. */
export type LabItem = Place & Readonly<Lab>;

/** One answer or bin of a finding. */
export type FindingOutcome = Finding['outcomes'][number];

/** All items, each kind sorted by id. */
export interface Catalog {
  /** Knowledge version: 12 hexadecimal digits, see `knowledge-version.ts`. */
  readonly version: string;
  readonly causes: readonly CauseItem[];
  readonly cases: readonly CaseItem[];
  readonly findings: readonly FindingItem[];
  readonly symptoms: readonly SymptomItem[];
  readonly versions: readonly VersionsItem[];
  readonly labs: readonly LabItem[];
  /** Files that exist but are left out because they are broken, as `kind/id`: a reference to one is not dangling. */
  readonly broken: ReadonlySet<string>;
  /** Lines of the ledger of published ids, as `kind/id`, in their order. */
  readonly ledger: readonly string[];
}

function byId<Item extends Place>(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}

/** True when files of a kind are left out, so that nothing can be said of what is missing from it. */
export function hasBroken(catalog: Catalog, kind: Kind): boolean {
  return [...catalog.broken].some((item) => item.startsWith(`${kind}/`));
}

/** The cause of this id, or the one that a merged cause of this id went into. */
export function causeById(catalog: Catalog, id: string): CauseItem | undefined {
  return byId(catalog.causes, id) ?? catalog.causes.find((cause) => cause.aliases.includes(id));
}

/** The case of this id, or the one that was renamed from it. */
export function caseById(catalog: Catalog, id: string): CaseItem | undefined {
  return byId(catalog.cases, id) ?? catalog.cases.find((item) => item.aliases.includes(id));
}

/** The finding of this id. Aliases do not count: items refer to findings by their present id. */
export function findingById(catalog: Catalog, id: string): FindingItem | undefined {
  return byId(catalog.findings, id);
}

/** The symptom of this id, or the one that was renamed from it. */
export function symptomById(catalog: Catalog, id: string): SymptomItem | undefined {
  return byId(catalog.symptoms, id) ?? catalog.symptoms.find((item) => item.aliases.includes(id));
}

/** The recording of the lab of a cause; undefined when it has none. */
export function labOfCause(catalog: Catalog, causeId: string): LabItem | undefined {
  return byId(catalog.labs, causeId);
}

/** The outcome of a finding by its id. */
export function outcomeOf(finding: FindingItem, value: string): FindingOutcome | undefined {
  return finding.outcomes.find((outcome) => outcome.value === value);
}

/** Cases that point to a cause, newest first; the same date by id. */
export function casesOfCause(catalog: Catalog, causeId: string): readonly CaseItem[] {
  return catalog.cases
    .filter((item) => item.cause === causeId)
    .sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

/** Cases whose people observed a finding. */
export function casesUsingFinding(catalog: Catalog, findingId: string): readonly CaseItem[] {
  return catalog.cases.filter((item) =>
    item.observations.some((observation) => observation.finding === findingId),
  );
}

/** Causes that say something of a finding: by evidence, or by version ranges that are checked against it. */
export function causesUsingFinding(catalog: Catalog, findingId: string): readonly CauseItem[] {
  return catalog.causes.filter((cause) => findingsOfCause(cause).includes(findingId));
}

/** Ids of the findings that a cause says something of, sorted, each once. */
export function findingsOfCause(cause: CauseItem): readonly string[] {
  const ids = [
    ...cause.evidence.map((row) => row.finding),
    ...cause.affected.flatMap((product) => product.finding ?? []),
  ];
  return [...new Set(ids)].sort();
}

/** Symptoms that a finding is part of. */
export function symptomsUsingFinding(catalog: Catalog, findingId: string): readonly SymptomItem[] {
  return catalog.symptoms.filter((symptom) => Object.hasOwn(symptom.observations, findingId));
}

/** The finding that says where in its life a connection fails; its answers stand in the order of that life. */
const whereItFails = 'failure-point';

/**
 * The symptoms as a reader looks for them: from the name that does not resolve to the connection that dies idle, then those
 * that can show anywhere; by title where the place is the same.
 */
export function symptomsInOrder(
  catalog: Pick<Catalog, 'findings' | 'symptoms'>,
): readonly SymptomItem[] {
  const places = byId(catalog.findings, whereItFails)?.outcomes.map(({ value }) => value) ?? [];
  const placeOf = ({ observations }: SymptomItem): number => {
    const place = Object.hasOwn(observations, whereItFails)
      ? places.indexOf(String(observations[whereItFails]))
      : -1;
    return place < 0 ? places.length : place;
  };
  return [...catalog.symptoms].sort(
    (a, b) => placeOf(a) - placeOf(b) || (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1),
  );
}

/** Findings that are answered by the same command as this one, itself left out. */
export function groupOfFinding(catalog: Catalog, finding: FindingItem): readonly FindingItem[] {
  if (finding.group === undefined) return [];
  return catalog.findings.filter((other) => other.group === finding.group && other !== finding);
}
