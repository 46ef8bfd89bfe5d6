/** `collect.sh` as the page shows it: its text, its hash, and what it runs, all taken from the file that is served. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One section of the script's table. */
export interface ScriptSection {
  readonly name: string;
  /** Words of the script's own language for what must be there; `_collect-messages.ts` says them in words. */
  readonly needs: readonly string[];
  /** Whether it is run a second time, so that counters become rates. */
  readonly isTwice: boolean;
  /** Seconds that it may take, and lines of it that are kept. */
  readonly seconds: number;
  readonly lines: number;
  readonly command: string;
  readonly purpose: string;
}

/** The script. */
export interface Script {
  readonly text: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
  readonly sections: readonly ScriptSection[];
  /** What `--help` prints. */
  readonly usage: string;
}

const row = /^ {2}section ([a-z0-9-]+) '([^']*)' (\d+) (\d+) '([^']*)' '([^']*)'$/;

function readSection(line: string): readonly ScriptSection[] {
  if (!line.startsWith('  section ')) return [];
  const found = row.exec(line);
  if (found === null) throw new Error(`public/collect.sh: this row is none of the table: ${line}`);
  const [, name = '', needs = '', seconds, lines, command = '', purpose = ''] = found;
  const words = needs.split(' ');
  return [
    {
      name,
      needs: words.filter((word) => word !== 'again' && word !== 'always'),
      isTwice: words.includes('again'),
      seconds: Number(seconds),
      lines: Number(lines),
      command,
      purpose,
    },
  ];
}

/**
 * Reads the script.
 *
 * @param root the project's folder
 * @throws when a row of its table cannot be read, so that page and script never differ
 */
export function readScript(root: string): Script {
  const bytes = readFileSync(join(root, 'public', 'collect.sh'));
  const text = bytes.toString('utf8');
  const [, usage = ''] = text.split(/<<'END'\n|\nEND\n/);
  return {
    text,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    lines: text.split('\n').length - 1,
    sections: text.split('\n').flatMap(readSection),
    usage,
  };
}
