import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

/** All files under a path of the project, itself included when it is a file, in a stable order. */
function listFiles(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}

/**
 * A hash of the content of files and folders, so that a copy with other times counts as the same.
 * @param paths files and folders, relative to the project's root
 * @param salt anything else that the result depends on
 */
export function takeFingerprint(paths: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  for (const file of paths.flatMap(listFiles)) {
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Remembers in `.halfopen/` what a result was made from, to tell later whether it is fresh. */
export class Stamp {
  readonly #path: string;

  constructor(name: string) {
    this.#path = join(root, '.halfopen', `${name}.stamp`);
  }

  /** Whether the result was made from sources with this fingerprint. */
  matches(fingerprint: string): boolean {
    return existsSync(this.#path) && readFileSync(this.#path, 'utf8') === fingerprint;
  }

  /** To be called before the result is touched, so that a broken run never counts as fresh. */
  clear(): void {
    rmSync(this.#path, { force: true });
  }

  /** To be called when the result is complete. */
  write(fingerprint: string): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, fingerprint);
  }
}
