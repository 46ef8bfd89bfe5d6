// The walls between the rooms of src/: who may import whom, as data, and the rule that enforces it.
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';

const root = dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} Wall what one room may import
 * @property {string[]} rooms other rooms, by `#room/file.ts`
 * @property {string[]} packages packages and node modules; a name ending in `*` allows all that start so
 * @property {string[]} [types] rooms and packages from which only types may come
 * @property {string[]} [inScripts] rooms that only the `<script>` of an .astro file may import
 */

/** Types that an .astro file needs to describe itself. */
const astroTypes = ['astro', 'astro/types'];

/**
 * The table. A room that is not listed must not exist; inside a room, files import each other by `./file.ts`.
 * @type {Record<string, Wall>}
 */
export const walls = {
  schema: { rooms: [], packages: ['astro/zod'] },
  engine: { rooms: [], packages: [] },
  evidence: { rooms: [], packages: [] },
  search: { rooms: [], packages: ['fuse.js', 'fuse.js/*', 'minisearch'] },
  wizard: { rooms: ['engine', 'evidence'], packages: ['xstate', 'xstate/*'] },
  catalog: {
    rooms: ['schema', 'engine', 'search'],
    packages: [
      'astro:content',
      'astro/zod',
      'js-yaml',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:crypto',
      'node:url',
    ],
    types: astroTypes,
  },
  elements: {
    // The worker reads evidence by itself: through the wizard's door it would carry the whole machine.
    rooms: ['wizard', 'search', 'evidence'],
    packages: ['lit', 'lit/*'],
    types: ['engine'],
  },
  components: {
    rooms: ['styles'],
    packages: ['astro:assets'],
    types: ['schema', 'astro/zod', ...astroTypes],
    inScripts: ['elements'],
  },
  layouts: {
    rooms: ['components', 'styles'],
    packages: ['astro:assets'],
    types: astroTypes,
    inScripts: ['elements'],
  },
  pages: {
    // The wizard is here for the page that draws the machine's chart while the site is built.
    rooms: ['catalog', 'layouts', 'components', 'schema', 'styles', 'wizard'],
    packages: ['astro:assets'],
    types: astroTypes,
    inScripts: ['elements'],
  },
  styles: { rooms: [], packages: ['@fontsource-variable/*'] },
  cli: { rooms: ['wizard', 'evidence', 'engine', 'search'], packages: ['node:*'] },
  'content.config.ts': {
    rooms: ['schema'],
    packages: ['astro:content', 'astro/loaders', 'astro/zod'],
  },
  'env.d.ts': { rooms: [], packages: ['astro', 'astro/*'] },
};

/** Never, whatever the room: these turn text into markup unescaped. */
const forbiddenPackages = /^lit\/directives\/unsafe-/;

/**
 * @param {string} specifier what is imported
 * @param {string[]} names the allowed packages
 * @returns {boolean} whether one of them fits
 */
function fits(specifier, names) {
  return names.some((name) =>
    name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name,
  );
}

/**
 * @typedef {object} Place where a file is
 * @property {string} room its room
 * @property {string} folder its folder inside the room, empty for the room itself
 * @property {boolean} isScript whether it is the script of an .astro file
 */

/**
 * Finds the room of a file. ESLint sees the script of `Menu.astro` as a file `Menu.astro/0_0.ts`.
 * @param {string} filename absolute path
 * @returns {Place | undefined} undefined outside src/
 */
function findRoom(filename) {
  const [top, room, ...rest] = relative(root, filename).split(sep);
  if (top !== 'src' || room === undefined) return undefined;
  const folders = rest.slice(0, -1);
  const isScript = folders.at(-1)?.endsWith('.astro') ?? false;
  return { room, folder: (isScript ? folders.slice(0, -1) : folders).join('/'), isScript };
}

/**
 * Why an import is not allowed.
 * @param {string} specifier what is imported
 * @param {Place} place the file that imports it
 * @param {boolean} isType whether only types are imported
 * @returns {string | undefined} the reason, or undefined when it is allowed
 */
function explain(specifier, { room, folder, isScript }, isType) {
  const wall = walls[room];
  if (!wall) return `src/${room} is no room of the table in eslint.walls.mjs.`;
  if (/(?:^|\/)\.\.(?:\/|$)/.test(specifier)) {
    return "Imports never climb: write './file.ts' inside a room and '#room/file.ts' across rooms.";
  }
  if (specifier.startsWith('./')) return undefined;
  if (forbiddenPackages.test(specifier)) return `${specifier} would write markup unescaped.`;

  const rooms = [...wall.rooms, ...(isScript ? (wall.inScripts ?? []) : [])];
  const target = /^#([\w-]+)\/./.exec(specifier)?.[1];
  const name = target ?? specifier;
  if (target === room) {
    // From a folder inside the room, what lies outside that folder has no other name.
    const inFolder = folder === '' || specifier.startsWith(`#${room}/${folder}/`);
    return inFolder ? `Inside a room write './file.ts', not '${specifier}'.` : undefined;
  }
  const isAllowed = target === undefined ? fits(specifier, wall.packages) : rooms.includes(target);
  if (isAllowed || (isType && fits(name, wall.types ?? []))) return undefined;
  if (fits(name, wall.types ?? [])) return `${room} may import only types from ${name}.`;
  if ((wall.inScripts ?? []).includes(name)) {
    return `${room} may import ${name} only in the <script> of an .astro file.`;
  }
  const allowed = [...rooms.map((other) => `#${other}/`), ...wall.packages].join(', ');
  return `${room} may not import ${name}; it may import ${allowed || 'nothing'}.`;
}

/**
 * The rule `halfopen/walls`: every import in src/ against the table.
 * @type {import('eslint').Rule.RuleModule}
 */
export const wallsRule = {
  meta: { type: 'problem', schema: [], docs: { description: 'Keep the walls between the rooms' } },
  create(context) {
    const place = findRoom(context.filename);
    if (!place) return {};
    /** @param {any} node  @param {any} source  @param {boolean} isType */
    const check = (node, source, isType) => {
      if (source === null || source === undefined) return;
      const value = source.type === 'TSLiteralType' ? source.literal.value : source.value;
      const message =
        typeof value === 'string'
          ? explain(value, place, isType)
          : 'An import names its module literally, so that the walls can be checked.';
      if (message !== undefined) context.report({ node, message });
    };
    /** @param {any} node */
    const onStatement = (node) => {
      const specifiers = node.specifiers ?? [];
      const isType =
        node.importKind === 'type' ||
        node.exportKind === 'type' ||
        (specifiers.length > 0 &&
          specifiers.every(
            (/** @type {any} */ part) => part.importKind === 'type' || part.exportKind === 'type',
          ));
      check(node, node.source, isType);
    };
    return {
      ImportDeclaration: onStatement,
      ExportNamedDeclaration: onStatement,
      ExportAllDeclaration: onStatement,
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (/** @type {any} */ node) => check(node, node.source ?? node.argument, true),
    };
  },
};
