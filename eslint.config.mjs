import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { configs as regexpConfigs } from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { docstringsRule } from './eslint.docstrings.mjs';
import { wallsRule } from './eslint.walls.mjs';

/** The browser belongs to the elements alone. */
const browserGlobals = [
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
].map((name) => ({ name, message: 'Only src/elements touches the browser.' }));

/** The engine reads no clock, uses no randomness and does no input or output. */
const impureGlobals = [
  'Date',
  'performance',
  'crypto',
  'process',
  'console',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
].map((name) => ({
  name,
  message: 'The engine is pure: no clock, no randomness, no input or output.',
}));

/** Markup is written by lit or Astro, which escape by default. */
const markupProperties = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe'].map(
  (property) => ({ property, message: 'Markup comes from a lit template, which escapes.' }),
);

const astroFiles = ['**/*.astro', '**/*.astro/*.ts', '**/*.astro/*.js'];

export default defineConfig([
  globalIgnores([
    'dist/',
    '.astro/',
    '.halfopen/',
    'test-results/',
    'playwright-report/',
    'coverage/',
    'seeds/',
    'tests/**/fixtures/',
    'tests/**/captures/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  astro.configs['flat/recommended'],
  regexpConfigs['flat/recommended'],
  {
    plugins: { halfopen: { rules: { walls: wallsRule, docstrings: docstringsRule } } },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      // TypeScript knows better which names exist.
      'no-undef': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
      // Taking a text apart by code points is what the parsers and the search want.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**'],
    rules: {
      'halfopen/walls': 'error',
      'no-console': 'error',
      'no-restricted-properties': ['error', ...markupProperties],
    },
  },
  {
    // Where text comes from outside: not even a search that starts over at every character.
    files: ['cli', 'elements', 'evidence', 'search', 'wizard'].map((room) => `src/${room}/**`),
    rules: { 'regexp/no-super-linear-move': 'error' },
  },
  {
    files: ['src/**/*.ts', 'scripts/**'],
    ignores: astroFiles,
    rules: { 'halfopen/docstrings': 'error' },
  },
  {
    files: ['src/**'],
    ignores: ['src/elements/**'],
    rules: {
      'no-restricted-globals': ['error', { globals: browserGlobals, checkGlobalObject: true }],
    },
  },
  {
    files: ['src/engine/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { globals: [...browserGlobals, ...impureGlobals], checkGlobalObject: true },
      ],
      'no-restricted-properties': [
        'error',
        ...markupProperties,
        { object: 'Math', property: 'random', message: 'The engine uses no randomness.' },
      ],
    },
  },
  {
    // Programs that talk to a terminal.
    files: ['src/cli/**', 'src/catalog/compile.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // `astro check` judges the types of these; the typed rules cannot see through an .astro import.
    files: [...astroFiles, '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: astroFiles,
    rules: {
      'astro/no-set-html-directive': 'error',
      // Astro finds `getStaticPaths` and `Props` by name.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^Props$' },
      ],
    },
  },
]);
