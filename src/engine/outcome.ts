/**
 * From the raw text of an observation to one of the finding's outcomes. Relies on the finding's bins being ordered and
 * without gaps (a content rule checks that); a value outside every bin is an error, never a guess.
 */
import type { ModelFinding, Outcome } from './model.ts';
import type { Version } from './version.ts';
import { compareVersions, parseVersion } from './version.ts';

/** The value that says "we do not know": it never changes a belief. */
export const unknownValue = 'unknown';

/** Why a value could not be read; the keys of the sentences that an interface says about it. */
export type ValueError =
  'not-an-option' | 'not-a-number' | 'not-a-ratio' | 'not-a-version' | 'outside-all-bins';

/** What a raw value means for its finding. */
export type ValueReading =
  | {
      readonly kind: 'outcome';
      /** Index into the finding's outcomes. */
      readonly outcome: number;
      /** True for a version with a distribution's suffix: fixes may have been carried back. */
      readonly vendor: boolean;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'error'; readonly error: ValueError };

const unlimitedWords: ReadonlySet<string> = new Set(['unlimited', 'infinity']);
const plainNumber = /^[+-]?\d{1,18}(?:\.\d{1,18})?$/;
const groupedNumber = /^\d{1,3}(?:,\d{3}){1,5}$/;

/** Decimal, thousands by comma ("65,387"), or what `ulimit` and systemd print for no limit. NaN when it is none. */
function numberOf(text: string): number {
  if (unlimitedWords.has(text.toLowerCase())) return Number.POSITIVE_INFINITY;
  if (plainNumber.test(text)) return Number(text);
  if (groupedNumber.test(text)) return Number(text.replaceAll(',', ''));
  return Number.NaN;
}

/** NaN unless "n/m" with n >= 0 and m > 0; n of an unlimited m is 0. */
function ratioOf(text: string): number {
  const slash = text.indexOf('/');
  if (slash < 0) return Number.NaN;
  const numerator = numberOf(text.slice(0, slash).trim());
  const denominator = numberOf(text.slice(slash + 1).trim());
  const sound = numerator >= 0 && Number.isFinite(numerator) && denominator > 0;
  return sound ? numerator / denominator : Number.NaN;
}

// An outcome without any bound ("not a Java process") is answered by its id alone: taken as open on both sides it would
// swallow every value.

function holdsNumber(bin: Outcome, value: number): boolean {
  if (bin.min === undefined && bin.below === undefined) return false;
  const belowTop = bin.below === undefined || value < bin.below;
  return belowTop && (bin.min === undefined || value >= bin.min);
}

function holdsVersion(bin: Outcome, value: Version): boolean {
  if (bin.from === undefined && bin.before === undefined) return false;
  const from = bin.from === undefined ? null : parseVersion(bin.from, value.scheme);
  const before = bin.before === undefined ? null : parseVersion(bin.before, value.scheme);
  const reached = from === null || compareVersions(value, from) >= 0;
  return reached && (before === null || compareVersions(value, before) < 0);
}

function inBin(outcome: number, vendor: boolean): ValueReading {
  if (outcome < 0) return { kind: 'error', error: 'outside-all-bins' };
  return { kind: 'outcome', outcome, vendor };
}

/**
 * Reads `value` as an answer to `finding`. Surrounding blanks are ignored. `unknown` is unknown for every kind. An
 * outcome's id is accepted for every kind, before anything else: a person may answer with the bin itself (then no
 * vendor suffix is known). Numbers are decimal, ratios are "n/m" with m > 0, versions are in the finding's scheme.
 */
export function readValue(finding: ModelFinding, value: string): ValueReading {
  const text = value.trim();
  if (text.toLowerCase() === unknownValue) return { kind: 'unknown' };
  const named = finding.outcomes.findIndex((outcome) => outcome.id === text);
  if (named >= 0) return inBin(named, false);
  switch (finding.kind) {
    case 'choice':
      return { kind: 'error', error: 'not-an-option' };
    case 'number': {
      const number = numberOf(text);
      if (Number.isNaN(number)) return { kind: 'error', error: 'not-a-number' };
      return inBin(
        finding.outcomes.findIndex((bin) => holdsNumber(bin, number)),
        false,
      );
    }
    case 'ratio': {
      const ratio = ratioOf(text);
      if (Number.isNaN(ratio)) return { kind: 'error', error: 'not-a-ratio' };
      return inBin(
        finding.outcomes.findIndex((bin) => holdsNumber(bin, ratio)),
        false,
      );
    }
    case 'version': {
      const version = parseVersion(text, finding.scheme ?? 'dotted');
      if (version === null) return { kind: 'error', error: 'not-a-version' };
      return inBin(
        finding.outcomes.findIndex((bin) => holdsVersion(bin, version)),
        version.vendor,
      );
    }
  }
}
