/** Parsers of what our own `collect.sh` prints around the output of its commands. */
import type { Parser } from '#evidence/parser.ts';
import { sections } from './sections.ts';

/** The family, by name. */
export const collection: readonly Parser[] = [sections];
