/**
 * Every sentence that reading and compiling say to an author, apart from code; those of the rules are beside the rules. A problem's text has two halves: `message` says what
 * is wrong, `remedy` what to do. Both are parts of one line, so they end without a full stop.
 */
import { orMeant, say } from './wording.ts';

/** Texts by topic. A function takes what the sentence names. */
export const messages = {
  syntax: {
    yaml: (reason: string) =>
      say(
        `this is not YAML: ${reason}`,
        'check the indentation, and put text that has ": " or "#" in it, or starts with a sign, in quotes',
      ),
    other: (reason: string) =>
      say(`the file cannot be parsed: ${reason}`, 'compare it with a file of the same folder'),
    noFrontmatter: say(
      'there is no frontmatter',
      'start the file with a line "---", the fields, and another line "---"',
    ),
    unreadable: (reason: string) =>
      say(
        `the file cannot be read: ${reason}`,
        'check that it is a text file in UTF-8 that you may read',
      ),
  },
  compile: {
    published: (id: string) => `published: ${id}`,
    failed: (amount: number) =>
      `${String(amount)} ${amount === 1 ? 'problem' : 'problems'} in the knowledge base`,
  },
  coverage: {
    withoutCase: 'causes without a case',
    idle: 'findings that part the first two causes in no case and in no incident',
    inseparable: 'pairs with different remedies that no affordable finding separates',
    unreached: (looks: number) =>
      `causes that do not lead after ${String(looks)} looks in their own typical incident`,
    unreadable: 'findings with typical output that no parser reads as their answer',
    unreadableItem: (finding: string, values: string) => `${finding}: ${values}`,
    archived: 'sources that only an archive answers for',
    unopened: 'sources that were not opened here',
    behind: (cause: string, leader: string | undefined) =>
      leader === undefined ? cause : `${cause}, behind ${leader}`,
  },
  template: {
    optional: 'May be left out.',
    oneOf: (choices: string) => `One of: ${choices}.`,
    length: (least: number, most: number) => `${String(least)} to ${String(most)} characters.`,
    most: (most: number) => `At most ${String(most)} characters.`,
    atLeast: (least: number) => `At least ${String(least)}.`,
    optionalHeading: 'May be left out:',
    written: (path: string) =>
      `${path} is begun. Fill it in; "npm run knowledge" says what is missing, and "npm run knowledge -- --publish" enters its id.`,
    usage: 'usage: npm run new -- cause|case|finding ID',
    exists: (path: string) => `${path} is there already; nothing was written.`,
  },
  files: {
    noFolder: say(
      'there is no such folder',
      'run the command in the root of the project, or create the folder',
    ),
    name: (id: string) =>
      say(
        `"${id}" cannot be an id: the file name is the id and the URL`,
        'use lower-case letters, digits and single hyphens: listen-overflows',
      ),
    extension: (expected: string) =>
      say(
        'this file is not read',
        `files of this folder end with ${expected}; put everything else elsewhere`,
      ),
  },
  schema: {
    nothing: 'nothing',
    empty: 'an empty field',
    unquotedDate: 'an unquoted date',
    list: (length: number) => `a list of ${String(length)}`,
    mapping: 'a group of fields',
    bare: (type: string, value: string) => `the ${type} ${value} without quotes`,
    text: (value: string, length: number) => `"${value}" (${String(length)} characters)`,
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
    ) =>
      say(
        `expected ${expected}, got ${found}${orMeant(proposal)}`,
        description === undefined
          ? 'see the schema of this field'
          : `this field is: ${description}`,
      ),
    unknownKey: (key: string, proposal: string | undefined, known: readonly string[]) =>
      say(
        `there is no field "${key}" here${orMeant(proposal)}`,
        `remove it, or use one of: ${known.join(', ')}`,
      ),
  },
};

function count(amount: number, origin: string): string {
  const plain = String(amount);
  if (origin === 'string') return `${plain} characters`;
  if (origin === 'array' || origin === 'set') return amount === 1 ? '1 entry' : `${plain} entries`;
  return plain;
}
