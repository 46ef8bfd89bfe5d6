/** What the files of a toy knowledge base hold: typed only as far as tests change it, open to what an author may err in. */

export interface ToySource {
  id: string;
  title: string;
  url: string;
  date: string;
  supports: string;
}

export interface ToyRow {
  finding: string;
  values: Record<string, string>;
  decisive?: string[];
  reason: string;
  source: string;
}

export interface ToyRange {
  status: string;
  from?: string;
  before?: string;
  source: string;
}

export interface ToyProduct {
  component: string;
  finding?: string;
  ranges: [ToyRange, ...ToyRange[]];
}

interface ToyLookAlike {
  cause: string;
  finding: string;
  tell: string;
}

export interface ToyCause {
  title: string;
  actionClass: string;
  prior: string;
  aliases?: string[];
  evidence: [ToyRow, ToyRow, ToyRow, ToyRow, ...ToyRow[]];
  fix: [{ do: string; source?: string }, ...{ do: string; source?: string }[]];
  lookAlikes: ToyLookAlike[];
  sources: [ToySource, ...ToySource[]];
}

interface ToyObservation {
  finding: string;
  value: string;
  said: string;
}

export interface ToyCase {
  title: string;
  cause: string;
  aliases?: string[];
  environment: [{ name: string; value: string; source?: string }];
  observations: [ToyObservation, ToyObservation, ...ToyObservation[]];
  ladder?: unknown;
  sources: [ToySource, ...ToySource[]];
}

export interface ToyOutcome {
  value: string;
  label: string;
  background: string;
  looks?: string;
  min?: number;
  below?: number;
  from?: string;
  before?: string;
}

export interface ToyFinding {
  title: string;
  question: string;
  side: string;
  kind: string;
  scheme?: string;
  unit?: string;
  example?: string;
  outcomes: [ToyOutcome, ToyOutcome, ...ToyOutcome[]];
  cluster: string;
  commands: unknown[];
  sources?: ToySource[];
}

interface ToySymptom {
  title: string;
  summary: string;
  aliases?: string[];
  observations: Record<string, string>;
  first: string[];
}

interface ToyRelease {
  version: string;
  date: string;
  source: string;
}

interface ToyVersions {
  product: string;
  scheme: string;
  releases: [ToyRelease, ...ToyRelease[]];
  sources: ToySource[];
}

/** Items by id: those of the sound toy are there for certain. */
type Items<Item, Id extends string> = Record<Id, Item> & Record<string, Item>;

/** The files of a knowledge base: fields by kind and id, bodies and ledger apart. */
export interface Toy {
  causes: Items<ToyCause, 'empty-kettle'> & {
    'blown-fuse': ToyCause & {
      strings: [{ text: string; where: string; source: string }];
    };
    'faulty-switch': ToyCause & { affected: [ToyProduct, ...ToyProduct[]] };
  };
  cases: Items<ToyCase, 'fuse-2019' | 'empty-2019' | 'switch-2019'>;
  findings: Items<ToyFinding, 'lamp-dark' | 'smell' | 'water-level' | 'cord-load' | 'kettle-model'>;
  symptoms: Items<ToySymptom, 'cold-tea'>;
  versions: Items<ToyVersions, 'kettle'>;
  bodies: Record<string, string>;
  ledger: string[];
}
