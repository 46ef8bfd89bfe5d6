import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Parser } from 'htmlparser2';

/** The built site. */
export const dist = join(import.meta.dirname, '..', '..', '..', 'dist');

/** One start tag of a page, with the text up to the next tag. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** One page of the built site. */
export interface Page {
  /** As in the address bar: `/causes/x/`. */
  readonly path: string;
  readonly html: string;
  readonly tags: readonly Tag[];
}

/** Reads the start tags of a page in their order. */
function readTags(html: string): Tag[] {
  const tags: Tag[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      tags.push({ name, attributes, text: '' });
    },
    ontext(text) {
      const last = tags.at(-1);
      if (last) last.text += text;
    },
  });
  parser.end(html);
  return tags;
}

/** Paths of all files below a folder of the site, relative to the site, with forward slashes. */
export function listFiles(ending: string, folder = ''): string[] {
  const start = join(dist, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .map((name) => relative(dist, join(start, name)).replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** All pages of the site. A page that only sends the reader on to a new address is no page. */
export function readPages(): Page[] {
  return listFiles('.html')
    .map((file) => {
      const html = readFileSync(join(dist, file), 'utf8');
      return {
        path: `/${file.replace(/(?:^|(?<=\/))index\.html$/, '')}`,
        html,
        tags: readTags(html),
      };
    })
    .filter((page) => !page.tags.some((tag) => tag.attributes['http-equiv'] === 'refresh'));
}

/** The addresses that the sitemap lists, whole. */
export function readSitemap(): URL[] {
  return listFiles('.xml')
    .filter((file) => /^sitemap-\d+\.xml$/.test(file))
    .flatMap((file) => [...readFileSync(join(dist, file), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)])
    .map((match) => new URL(match[1] ?? ''));
}

/** Whether a page is an article, which is read without any script: a cause, a case, a finding or a symptom. */
export function isArticle(path: string): boolean {
  return /^\/(?:causes|cases|findings|symptoms)\/[^/]+\/$/.test(path);
}

/** The kind of a page: its path with the ids left out, such as `/causes/<id>/`. */
export function kindOf(path: string): string {
  if (isArticle(path)) return path.replace(/[^/]+\/$/, '<id>/');
  return path.replace(/^\/compare\/[^/]+\/[^/]+\/$/, '/compare/<a>/<b>/');
}
