/**
 * Reads `content/` into a catalog. Plain Node, so that the terminal, the tests and the pages (at build time) use the same
 * reader. A broken item is left out and reported; nothing here throws.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import { cause, finding, incident, lab, symptom, versions } from '#schema/index.ts';
import type { Catalog, Kind, Place } from './catalog.ts';
import { parseItem } from './explain-schema.ts';
import { readFrontmatter, readYaml } from './frontmatter.ts';
import { nameVersion } from './knowledge-version.ts';
import { readLedger } from './ledger.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from './problem.ts';

/** A catalog of all sound items, and what is wrong with the others. */
export interface ReadCatalog {
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
}

/** Where one kind of item lies and what it must be. */
interface Folder<Item> {
  readonly kind: Kind;
  readonly extension: '.mdx' | '.yaml';
  readonly schema: z.ZodType<Item>;
  /** A knowledge base without any is sound. */
  readonly isOptional?: boolean;
}

const idForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** Collects what the folders give. */
interface Collected {
  readonly problems: Problem[];
  readonly broken: Set<string>;
}

function readText(path: string): string | Error {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function listNames(root: string, folder: string): readonly string[] | null {
  const path = join(root, folder);
  if (!existsSync(path)) return null;
  return readdirSync(path)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

/** What one file amounts to. */
type ReadItem<Item> =
  | { readonly item: Place & Item & { readonly body: string } }
  | { readonly problems: readonly Problem[] };

function readItem<Item>(root: string, folder: Folder<Item>, place: Place): ReadItem<Item> {
  const problemAt = (field: string, rule: string, wording: Wording) => ({
    problems: [{ file: place.file, field, rule, ...wording }],
  });
  if (!idForm.test(place.id)) return problemAt('', 'file-name', messages.files.name(place.id));
  const text = readText(join(root, place.file));
  if (text instanceof Error) {
    return problemAt('', 'syntax', messages.syntax.unreadable(text.message));
  }
  const stated = folder.extension === '.mdx' ? readFrontmatter(text) : readYaml(text);
  if (!stated.ok) return problemAt(stated.field, 'syntax', stated.wording);
  const parsed = parseItem(folder.schema, stated.value, place.file);
  return 'problems' in parsed ? parsed : { item: { ...parsed.item, ...place, body: stated.body } };
}

function readFolder<Item>(
  root: string,
  folder: Folder<Item>,
  collected: Collected,
): (Place & Item & { readonly body: string })[] {
  const path = `content/${folder.kind}`;
  const names = listNames(root, path);
  if (names === null) {
    if (folder.isOptional === true) return [];
    collected.problems.push({
      file: path,
      field: '',
      rule: 'file-name',
      ...messages.files.noFolder,
    });
    return [];
  }
  return names.flatMap((name) => {
    const file = `${path}/${name}`;
    if (!name.endsWith(folder.extension)) {
      const wording = messages.files.extension(folder.extension);
      collected.problems.push({ file, field: '', rule: 'unexpected-file', ...wording });
      return [];
    }
    const id = name.slice(0, -folder.extension.length);
    const read = readItem(root, folder, { id, file });
    if ('item' in read) return [read.item];
    collected.problems.push(...read.problems);
    collected.broken.add(`${folder.kind}/${id}`);
    return [];
  });
}

/** Items are sorted by file name with the extension; by id alone `a-b` and `a` would change places. */
function sorted<Item extends Place>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function withoutBody<Item extends object>({ body: _body, ...rest }: Item & { body: string }) {
  return rest;
}

/**
 * Reads the knowledge base of the project at `root` (the folder that holds `content/`). The catalog has every sound item,
 * `problems` one entry for each thing that is wrong in the others. Content rules are not checked here (`check.ts`).
 */
export function readCatalog(root: string): ReadCatalog {
  const collected: Collected = { problems: [], broken: new Set() };
  const causes = sorted(
    readFolder(root, { kind: 'causes', extension: '.mdx', schema: cause }, collected),
  );
  const cases = sorted(
    readFolder(root, { kind: 'cases', extension: '.mdx', schema: incident }, collected),
  );
  const findings = sorted(
    readFolder(root, { kind: 'findings', extension: '.yaml', schema: finding }, collected).map(
      withoutBody,
    ),
  );
  const symptoms = sorted(
    readFolder(root, { kind: 'symptoms', extension: '.yaml', schema: symptom }, collected).map(
      withoutBody,
    ),
  );
  const releases = sorted(
    readFolder(root, { kind: 'versions', extension: '.yaml', schema: versions }, collected).map(
      withoutBody,
    ),
  );
  const labs = sorted(
    readFolder(
      root,
      { kind: 'labs', extension: '.yaml', schema: lab, isOptional: true },
      collected,
    ).map(withoutBody),
  );
  const catalog: Catalog = {
    version: nameVersion(causes, findings),
    causes,
    cases,
    findings,
    symptoms,
    versions: releases,
    labs,
    broken: collected.broken,
    ledger: readLedger(root),
  };
  return { catalog, problems: collected.problems };
}
