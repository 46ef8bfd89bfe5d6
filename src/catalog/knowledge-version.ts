/**
 * The name of one state of the knowledge. A shared session carries it, so that a reader is told when the conclusion was
 * drawn from other knowledge.
 *
 * It is the first 12 hexadecimal digits of SHA-256 over the canonical JSON of the frontmatter of all causes and findings
 * and of the numbers behind the frequency words: all that ranking, questions and answers are made of. Bodies, cases,
 * symptoms and release facts do not count: they explain a verdict and never change one.
 */
import { createHash } from 'node:crypto';
import type { CauseItem, FindingItem } from './catalog.ts';
import * as numbers from './numbers.ts';

/** JSON with the keys of every object in sorted order, so that the order in a file does not matter. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The knowledge version: 12 hexadecimal digits. The order of the items does not matter, nor do their file paths. */
export function nameVersion(
  causes: readonly CauseItem[],
  findings: readonly FindingItem[],
): string {
  const stated = {
    causes: Object.fromEntries(
      causes.map(({ id, file: _file, body: _body, ...fields }) => [id, fields]),
    ),
    findings: Object.fromEntries(findings.map(({ id, file: _file, ...fields }) => [id, fields])),
    numbers,
  };
  return createHash('sha256').update(canonicalJson(stated)).digest('hex').slice(0, 12);
}
