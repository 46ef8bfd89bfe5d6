/** Texts from outside: pastes and session links. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { maskText, readEvidence, readWords } from '#evidence/index.ts';
import { readLink } from '#wizard/index.ts';
import { readKnowledge } from '#cli/read-knowledge.ts';
import { maskedUnlike } from '../unit/collect/parity.ts';
import { checkEvidence } from '../unit/evidence/support.ts';
import { mutateText } from './mutate.ts';
import type { Target } from './target.ts';

const fixtures = join(import.meta.dirname, '..', 'unit', 'evidence', 'fixtures');

/** Every fixture's text. */
function pastes(): readonly string[] {
  return readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .sort()
    .flatMap((name) => {
      if (name.endsWith('.txt')) return [readFileSync(join(fixtures, name), 'utf8')];
      if (!name.endsWith('.yaml')) return [];
      const { text } = load(readFileSync(join(fixtures, name), 'utf8')) as { text?: string };
      return text === undefined ? [] : [text];
    });
}

const text = {
  mutate: mutateText,
  size: (input: string) => input.length,
  save: (input: string) => input,
};

/** What a paste says. */
export const evidence: Target<string> = {
  ...text,
  name: 'evidence',
  corpus: pastes,
  run: (input) => {
    const found = readEvidence(input);
    checkEvidence(input, found);
    return [
      ...found.readings.map(({ parser, finding, value, fact, side }) =>
        finding === null
          ? `${parser} ${fact.slice(0, 24)}`
          : `${finding} ${value.slice(0, 24)} ${side}`,
      ),
      ...found.troubles.map(({ key }) => key),
    ];
  },
};

const knowledge = await readKnowledge();

/** What a line in a person's own words says. */
export const words: Target<string> = {
  ...text,
  name: 'words',
  corpus: () => Object.values(knowledge.cases).map(({ title }) => title),
  run: (input) => {
    const { readings, lines } = readWords(input);
    if (lines > 1) throw new Error(`one line, read as ${String(lines)}`);
    return readings.map(
      ({ finding, value, side }) => `${finding ?? ''} ${value.slice(0, 4)} ${side}`,
    );
  },
};

/** What a link says. */
export const link: Target<string> = {
  ...text,
  name: 'link',
  corpus: () =>
    Object.values(knowledge.cases).map(({ observations }) =>
      [
        `k=${knowledge.knowledge}`,
        ...observations.map(({ finding, value }) => `${finding}=${value}`),
      ].join('&'),
    ),
  run: (input) => {
    const { observations, foreign } = readLink(input, knowledge);
    return [
      ...observations.map(({ finding, side }) => `${finding} ${String(side)}`),
      ...foreign.map(({ problem }) => problem),
    ];
  },
};

/** As a textarea counts them. */
function linesOf(input: string): number {
  return input.split(/\r\n|\r|\n/).length;
}

/** What masking leaves: as many lines. That it is idempotent holds of texts, not of damage, and is tested there. */
export const mask: Target<string> = {
  ...text,
  name: 'mask',
  corpus: pastes,
  run: (input) => {
    const masked = maskText(input);
    if (linesOf(masked) !== linesOf(input)) {
      throw new Error('masking changed the number of lines');
    }
    const tokens =
      masked.match(/\b(?:ip[46]-[a-z]{1,12}|host|mac|secret|user|mail)-\d{1,6}\b/g) ?? [];
    return tokens.map((token) => token.replace(/\d+$/, ''));
  },
};

/** What the script masks is what we mask; it reads bytes and drops controls, so only what both see is given. */
export const script: Target<string> = {
  ...text,
  name: 'script',
  oneIn: 50,
  corpus: pastes,
  run: (input) => {
    const lines = input.slice(0, 50_000).split(/\r\n|\r|\n/);
    const unlike = maskedUnlike(lines.map((line) => line.replaceAll(/[^\t\u0020-\u007e]/g, '?')));
    const [first] = unlike;
    if (first !== undefined) throw new Error(JSON.stringify(first));
    return mask.run(input);
  },
};
