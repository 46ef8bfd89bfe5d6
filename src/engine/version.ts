/**
 * Versions: text to an ordered value, by scheme. Decides what comes before what and whether a distribution may have
 * carried fixes back into an older base (`vendor`). Leaves out what a version means for a cause: that is `belief.ts`.
 *
 * Sources of the orders: JEP 223 for the JDK (https://openjdk.org/jeps/223: `1.7.0_25`, `7u25` and `JDK 7 Update 25` are
 * one release; from 9 on the numbers compare element by element); Maven's ComparableVersion for `dotted`
 * (alpha < beta < milestone < rc = cr < snapshot < none = final = ga < sp); Red Hat on backporting for `vendor`
 * (https://access.redhat.com/solutions/57665: the upstream number of a distribution package does not say what is fixed).
 */
import type { VersionScheme } from './model.ts';

/** A parsed version. Compare it with `compareVersions`; the fields say what the text was understood as. */
export interface Version {
  readonly scheme: VersionScheme;
  /** Release numbers, most significant first; missing ones count as 0. JDK: feature, interim, update, patch. */
  readonly numbers: readonly number[];
  /** 0 for a release, negative for what precedes it (`stageOf`), 1 for a service pack. */
  readonly stage: number;
  /** Number within the stage (`Beta3` is 3, build of an early access); 0 when the text has none. */
  readonly serial: number;
  /** True when a distribution or vendor suffix is present: fixes may have been carried back into this base. */
  readonly vendor: boolean;
}

/** Longer text is no version: it bounds the work on hostile input. */
const maximalLength = 128;

const stageOf: ReadonlyMap<string, number> = new Map([
  ['alpha', -5],
  ['beta', -4],
  ['m', -3],
  ['milestone', -3],
  ['cr', -2],
  ['ea', -2],
  ['rc', -2],
  ['final', 0],
  ['ga', 0],
  ['release', 0],
  ['sp', 1],
]);

/** Maven sorts `X-SNAPSHOT` directly before X: half a step back within the stage. */
const snapshotStep = 0.5;

/** What may follow the numbers without a word boundary: anything else (`11abc`) is not a version. */
const suffixStart = /^(?:$|[-+~._ (])/;

// Every pattern below is anchored, and each of its repetitions is bounded or ends at a character that it cannot eat.
const jdkProduct = /^(?:openjdk|jdk|jre|java)[ _-]?/i;
const jdkLegacy = /^1\.(\d{1,3})(?:\.(\d{1,3}))?(?:[_u.](\d{1,5}))?/i;
const jdkUpdate = /^(\d{1,3})(?:u| update )(\d{1,5})/i;
const jdkModern = /^(\d{1,3})((?:\.\d{1,9}){0,6})/;
const jdkEarly = /^[-.](?:ea|beta|rc)(?![a-z])/i;
const jdkBuild = /^(?:[-.][a-z]{1,8})?(?:-b|\+)(\d{1,6})/i;
const linuxProduct = /^linux[ -](?:version )?/i;
const dottedNumbers = /^v?(\d{1,9})((?:\.\d{1,9}){0,6})/i;
const stageWord = /^[-.]?([a-z]{1,9})(?:[-.]?(\d{1,9}))?/i;
const snapshotWord = /^[-.]snapshot(?![a-z])/i;

function release(head: string | undefined, tail: string | undefined): number[] {
  return `${head ?? ''}${tail ?? ''}`.split('.').map(Number);
}

function parseJdk(text: string): Version | null {
  const bare = text.replace(jdkProduct, '');
  const legacy = jdkLegacy.exec(bare);
  const update = jdkUpdate.exec(bare);
  const modern = jdkModern.exec(bare);
  const found = legacy ?? update ?? modern;
  if (found === null) return null;
  const numbers =
    legacy !== null
      ? [Number(legacy[1]), Number(legacy[2] ?? 0), Number(legacy[3] ?? 0)]
      : update !== null
        ? [Number(update[1]), 0, Number(update[2])]
        : release(found[1], found[2]);
  const suffix = bare.slice(found[0].length);
  // A bare "1" has lost the part that matters.
  if (numbers[0] === 0 || bare === '1' || !suffixStart.test(suffix)) return null;
  const early = jdkEarly.test(suffix);
  // A build number orders early-access builds. It is ignored for releases, as `7u25` names all builds of that release.
  const serial = early ? Number(jdkBuild.exec(suffix)?.[1] ?? 0) : 0;
  return { scheme: 'jdk', numbers, stage: early ? -2 : 0, serial, vendor: false };
}

/** A patch release counted by a letter. */
const patchLetter = /^[a-z](?=$|[-+.~\s])/;

/** Numbers, then at most one stage word, then perhaps `-SNAPSHOT`; what is left over belongs to a vendor. */
function parseStaged(text: string, scheme: 'linux' | 'dotted'): Version | null {
  const found = dottedNumbers.exec(text);
  if (found === null) return null;
  let rest = text.slice(found[0].length);
  let stage = 0;
  let serial = 0;
  const word = stageWord.exec(rest);
  const known = stageOf.get(word?.[1]?.toLowerCase() ?? '');
  // `1.1rc1` and `1.1-rc` are stages; the letter of `1.1.1m` is none. Kernels know only `-rc`.
  const standsApart = word !== null && (/^[-.]/.test(word[0]) || word[2] !== undefined);
  if (standsApart && known !== undefined && (scheme === 'dotted' || known === -2)) {
    stage = known;
    serial = Number(word[2] ?? 0);
    rest = rest.slice(word[0].length);
  }
  // OpenSSL counted its patch releases in letters until 3.0: 1.0.2k comes after 1.0.2.
  const letter = scheme === 'dotted' && stage === 0 ? patchLetter.exec(rest)?.[0] : undefined;
  if (letter !== undefined) {
    serial = letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
    rest = rest.slice(1);
  }
  const snapshot = snapshotWord.exec(rest);
  if (snapshot !== null && scheme === 'dotted') {
    serial -= snapshotStep;
    rest = rest.slice(snapshot[0].length);
  }
  if (!suffixStart.test(rest)) return null;
  // "+..." is build metadata in semantic versions, but marks local changes in a kernel's name.
  const vendor = rest !== '' && !(scheme === 'dotted' && rest.startsWith('+'));
  return { scheme, numbers: release(found[1], found[2]), stage, serial, vendor };
}

/**
 * Reads a version as people and tools write it, or returns null when it is none. Never throws.
 *
 * - `jdk`: `1.7.0_40`, `1.7.0_25-b15`, `7u40`, `8-ea-b84`, `9.0.4`, `11.0.2`, `21.0.1+12-LTS`, `jdk-17`.
 * - `linux`: `6.18.44`, `3.0.13-0.27-default` (vendor), `4.18.0-513.el8.x86_64` (vendor), `6.9-rc3`.
 * - `dotted`: `1.1.1w`, `4.1.6.Final`, `4.0.0.Beta3`, `1.21.6`, `2.4.22-0ubuntu0.22.04.2` (vendor).
 */
export function parseVersion(text: string, scheme: VersionScheme): Version | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > maximalLength) return null;
  if (scheme === 'jdk') return parseJdk(trimmed);
  return parseStaged(scheme === 'linux' ? trimmed.replace(linuxProduct, '') : trimmed, scheme);
}

/**
 * Total order: negative when `a` comes first, positive when `b` does, 0 when both name the same release. The vendor
 * suffix takes no part. Versions of different schemes are ordered by the scheme's name, which means nothing.
 */
export function compareVersions(a: Version, b: Version): number {
  if (a.scheme !== b.scheme) return a.scheme < b.scheme ? -1 : 1;
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let place = 0; place < length; place += 1) {
    const difference = (a.numbers[place] ?? 0) - (b.numbers[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.stage - b.stage || a.serial - b.serial;
}
