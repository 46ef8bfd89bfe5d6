// `npm run knowledge`: compiles the knowledge, then prints what it does not cover, as work to do, not as errors.
import { existsSync, readFileSync } from 'node:fs';
import { casesOfCause } from '#catalog/catalog.ts';
import type { Catalog } from '#catalog/index.ts';
import { messages } from '#catalog/messages.ts';
import { readCatalog } from '#catalog/read.ts';
import { inseparablePairs } from '#catalog/separation.ts';
import type { ModelCause } from '#engine/index.ts';
import { updateBelief } from '#engine/index.ts';
import { readEvidence } from '#evidence/index.ts';
import { play } from '#cli/play.ts';
import { readKnowledge } from '#cli/read-knowledge.ts';
import type { Vignette } from '#cli/vignette.ts';
import { readVignettes } from '#cli/vignette.ts';
import type { Knowledge } from '#wizard/index.ts';
import { inProject } from './child.ts';
import { compileKnowledge } from './knowledge.ts';
import { root } from './root.mjs';
import { incidentSets, ownObservations } from './vignette-sets.ts';

/** Looks within which a person who can answer everything should see the cause first. */
export const mostLooks = 8;

/** Hosts that keep copies of pages whose own address no longer answers. */
const archives = ['web.archive.org', 'archive.org', 'archive.is', 'archive.ph', 'archive.today'];

/** One kind of gap and the items that have it. */
export interface Gap {
  readonly title: string;
  readonly items: readonly string[];
}

/** What somebody would see whose incident is the most typical one of a cause. */
function typicalOf({ model }: Knowledge, cause: ModelCause): Vignette {
  const facts = model.findings.map(({ id, outcomes, background }): [string, string] => {
    const row = cause.likelihood[id]?.probability ?? background;
    return [id, outcomes[row.indexOf(Math.max(...row))]?.id ?? 'unknown'];
  });
  const nothing = { source: '', query: '', evidence: '', side: null, where: '' };
  const { id } = cause;
  return { id, ...nothing, facts: new Map(facts), expect: [id], written: id };
}

/** Causes that do not lead after `mostLooks` looks in their own most typical incident. */
export function unreachedCauses(knowledge: Knowledge): readonly string[] {
  return knowledge.model.causes.flatMap((cause) => {
    const { assessment } = play(knowledge, typicalOf(knowledge, cause), {
      mostQuestions: mostLooks,
    });
    const [first] = assessment.belief.ranking;
    return first?.cause === cause.id ? [] : [messages.coverage.behind(cause.id, first?.cause)];
  });
}

/** Bits by which an answer has to part the first two causes to count as telling: one is twice as likely as the other. */
const tellingBits = 1;

/** Findings that part the first two causes in no incident by an answer that somebody gave. */
export function idleFindings(
  { model }: Knowledge,
  vignettes: readonly Pick<Vignette, 'facts'>[],
): readonly string[] {
  const telling = new Set<string>();
  for (const { facts } of vignettes) {
    const observed = [...facts].map(([finding, value]) => ({ finding, value }));
    const [leader, next] = updateBelief(model, observed).ranking;
    const bitsOf = (belief: typeof leader, id: string): number =>
      belief?.contributions.find(({ finding }) => finding === id)?.countedInBits ?? 0;
    for (const { finding } of observed) {
      if (bitsOf(leader, finding) - bitsOf(next, finding) >= tellingBits) telling.add(finding);
    }
  }
  return model.findings.map(({ id }) => id).filter((id) => !telling.has(id));
}

/** Findings that are looked at by a command, with the answers whose picture no parser reads as that answer. */
export function unreadableAnswers({ findings }: Pick<Catalog, 'findings'>): readonly string[] {
  return findings.flatMap(({ id, kind, commands, outcomes }) => {
    if (kind !== 'choice' || commands.length === 0) return [];
    const unread = outcomes.filter(({ value, looks = '' }) => {
      const { readings } = readEvidence(looks);
      return !readings.some((reading) => reading.finding === id && reading.value === value);
    });
    const values = unread.map(({ value }) => value).join(', ');
    return unread.length === 0 ? [] : [messages.coverage.unreadableItem(id, values)];
  });
}

/** Sources that only a copy answers for, and sources that nobody here has opened. */
export function doubtfulSources(catalog: Catalog): { archived: string[]; unopened: string[] } {
  const sources = [...catalog.causes, ...catalog.cases, ...catalog.findings].flatMap((item) =>
    item.sources.map((source) => ({ ...source, item: item.id })),
  );
  const name = ({ item, url }: { item: string; url: string }): string => `${item}: ${url}`;
  return {
    archived: sources.filter(({ url }) => archives.includes(new URL(url).host)).map(name),
    unopened: sources.filter(({ opened }) => !opened).map(name),
  };
}

/** Everything that is not covered. `vignettes` are the cases and the incidents that the evaluation plays. */
export function gapsOf(
  catalog: Catalog,
  knowledge: Knowledge,
  vignettes: readonly Pick<Vignette, 'facts'>[],
): readonly Gap[] {
  const words = messages.coverage;
  const { archived, unopened } = doubtfulSources(catalog);
  return [
    {
      title: words.withoutCase,
      items: catalog.causes
        .map(({ id }) => id)
        .filter((id) => casesOfCause(catalog, id).length === 0),
    },
    { title: words.idle, items: idleFindings(knowledge, vignettes) },
    {
      title: words.inseparable,
      items: inseparablePairs(catalog, knowledge.model).map(([a, b]) => `${a.id} / ${b.id}`),
    },
    { title: words.unreached(mostLooks), items: unreachedCauses(knowledge) },
    { title: words.unreadable, items: unreadableAnswers(catalog) },
    { title: words.archived, items: archived },
    { title: words.unopened, items: unopened },
  ];
}

/** The report: a line for each kind of gap with its count, and its items below. */
export function describeGaps(gaps: readonly Gap[]): string {
  return gaps
    .map(({ title, items }) =>
      [`${title}: ${String(items.length)}`, ...items.map((item) => `  ${item}`)].join('\n'),
    )
    .join('\n');
}

async function main(): Promise<number> {
  const status = await compileKnowledge(false, process.argv.slice(2));
  if (!existsSync(inProject('.halfopen', 'knowledge.json'))) return status;
  const { catalog } = readCatalog(root);
  const cases = ownObservations(catalog).map(({ facts }) => ({
    facts: new Map(Object.entries(facts)),
  }));
  const incidents = incidentSets.flatMap((name) =>
    readVignettes(name, readFileSync(inProject('tests', 'scenarios', name), 'utf8')),
  );
  console.log(describeGaps(gapsOf(catalog, await readKnowledge(), [...cases, ...incidents])));
  return status;
}

if (import.meta.main) process.exitCode = await main();
