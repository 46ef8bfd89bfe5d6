/**
 * The knowledge that a triage session runs on: the engine's model beside the texts that the wizard, the report and the
 * terminal show. `catalog` compiles it to one JSON file; the browser and the terminal read the same file.
 */
import type { Model } from '#engine/index.ts';

/** A command that observes a finding. */
export interface CommandText {
  readonly run: string;
  readonly where: 'client' | 'server' | 'proxy' | 'node' | 'both';
  readonly reading: string;
}

/** What the wizard shows of one finding. */
export interface FindingText {
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly side: 'client' | 'server' | 'proxy' | 'path' | 'any';
  readonly unit?: string;
  readonly example?: string;
  /** Findings of one group are answered by one command and shown together. */
  readonly group?: string;
  /** The finding whose value is this one's too, and of which side; that finding's own side unless given. */
  readonly sameAs?: { readonly finding: string; readonly side?: 'client' | 'server' | 'proxy' };
  readonly outcomes: readonly {
    readonly id: string;
    readonly label: string;
    readonly looks?: string;
  }[];
  readonly commands: readonly CommandText[];
  readonly riskNote?: string;
}

/** What the wizard shows of one cause. */
export interface CauseText {
  readonly title: string;
  readonly summary: string;
  readonly layer: string;
  readonly actionClass: string;
  /** Finding -> why its likelihood is what it is. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly mitigate: readonly {
    readonly do: string;
    readonly command?: string;
    readonly risk: string;
    readonly restart: 'no' | 'process' | 'host';
  }[];
  readonly confirm: readonly {
    readonly do: string;
    readonly command?: string;
    readonly reading: string;
  }[];
}

/** A finding and its value, as a case or symptom states them. */
export interface StatedObservation {
  readonly finding: string;
  readonly value: string;
}

/** What the wizard needs of one case. */
export interface CaseText {
  readonly title: string;
  readonly cause: string;
  readonly date: string;
  readonly observations: readonly StatedObservation[];
}

/** What the wizard needs of one symptom. */
export interface SymptomText {
  readonly title: string;
  readonly summary: string;
  readonly observations: readonly StatedObservation[];
}

/** The compiled knowledge: `.halfopen/knowledge.json` in a checkout, `/api/v1/knowledge.json` on the site. */
export interface Knowledge {
  readonly knowledge: string;
  readonly model: Model;
  readonly findings: Readonly<Record<string, FindingText>>;
  readonly causes: Readonly<Record<string, CauseText>>;
  readonly cases: Readonly<Record<string, CaseText>>;
  readonly symptoms: Readonly<Record<string, SymptomText>>;
}
