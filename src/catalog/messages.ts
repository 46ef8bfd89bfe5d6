/**
 * Every sentence that this room says to an author, apart from code. A problem's text has two halves: `message` says what
 * is wrong, `remedy` what to do. Both are parts of one line, so they end without a full stop.
 */
import type { Wording } from './problem.ts';

function orMeant(proposal: string | undefined): string {
  return proposal === undefined ? '' : `; did you mean "${proposal}"?`;
}

/** Texts by topic. A function takes what the sentence names. */
export const messages = {
  syntax: {
    yaml: (reason: string): Wording => ({
      message: `this is not YAML: ${reason}`,
      remedy:
        'check the indentation, and put text that has ": " or "#" in it, or starts with a sign, in quotes',
    }),
    other: (reason: string): Wording => ({
      message: `the file cannot be parsed: ${reason}`,
      remedy: 'compare it with a file of the same folder',
    }),
    noFrontmatter: {
      message: 'there is no frontmatter',
      remedy: 'start the file with a line "---", the fields, and another line "---"',
    },
    unreadable: (reason: string): Wording => ({
      message: `the file cannot be read: ${reason}`,
      remedy: 'check that it is a text file in UTF-8 that you may read',
    }),
  },
  compile: {
    published: (id: string) => `published: ${id}`,
    failed: (amount: number) =>
      `${String(amount)} ${amount === 1 ? 'problem' : 'problems'} in the knowledge base`,
  },
  files: {
    noFolder: {
      message: 'there is no such folder',
      remedy: 'run the command in the root of the project, or create the folder',
    },
    name: (id: string): Wording => ({
      message: `"${id}" cannot be an id: the file name is the id and the URL`,
      remedy: 'use lower-case letters, digits and single hyphens: listen-overflows',
    }),
    extension: (expected: string): Wording => ({
      message: 'this file is not read',
      remedy: `files of this folder end with ${expected}; put everything else elsewhere`,
    }),
  },
  schema: {
    nothing: 'nothing',
    empty: 'an empty field',
    unquotedDate: 'an unquoted date',
    list: (length: number) => `a list of ${String(length)}`,
    mapping: 'a group of fields',
    bare: (type: string, value: string) => `the ${type} ${value} without quotes`,
    text: (value: string) => `"${value}" (${String(value.length)} characters)`,
    type: (type: string) =>
      ({
        string: 'text (in quotes if it looks like a number or a date)',
        object: 'a group of fields',
        record: 'a group of fields',
        array: 'a list',
        boolean: 'true or false',
        number: 'a number',
        int: 'a whole number',
      })[type] ?? type,
    oneOf: (values: readonly string[]) =>
      values.length === 1 ? `"${values[0] ?? ''}"` : `one of ${values.join(', ')}`,
    atLeast: (least: number, origin: string) => `at least ${count(least, origin)}`,
    atMost: (most: number, origin: string) => `at most ${count(most, origin)}`,
    format: (format: string) =>
      ({
        url: 'an address that starts with http:// or https://',
        regex: 'text of the documented form',
      })[format] ?? format,
    mismatch: (
      expected: string,
      found: string,
      proposal: string | undefined,
      description: string | undefined,
    ): Wording => ({
      message: `expected ${expected}, got ${found}${orMeant(proposal)}`,
      remedy:
        description === undefined
          ? 'see the schema of this field'
          : `this field is: ${description}`,
    }),
    unknownKey: (key: string, proposal: string | undefined, known: readonly string[]): Wording => ({
      message: `there is no field "${key}" here${orMeant(proposal)}`,
      remedy: `remove it, or use one of: ${known.join(', ')}`,
    }),
  },
};

function count(amount: number, origin: string): string {
  const plain = String(amount);
  if (origin === 'string') return `${plain} characters`;
  if (origin === 'array' || origin === 'set') return amount === 1 ? '1 entry' : `${plain} entries`;
  return plain;
}
