import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readPieces, textOf, textPiece, writePieces } from '../../labs/support/pieces.ts';

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-pieces-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('writePieces and readPieces', () => {
  it('keep side, name, kind and bytes', () => {
    inFolder((folder) => {
      const text = textPiece('server', 'nginx-error-log', 'worker_connections are not enough\n');
      const bytes = new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 0, 255]);
      const capture = { side: 'client', name: 'wire', bytes, isCapture: true } as const;
      writePieces(folder, [text, capture]);
      const read = readPieces(folder);
      assert.deepEqual(read, [capture, text]);
      assert.match(textOf(read[1] ?? text), /not enough/);
    });
  });

  it('leave nothing of an earlier recording', () => {
    inFolder((folder) => {
      writePieces(folder, [textPiece('server', 'old', 'x')]);
      writePieces(folder, [textPiece('server', 'new', 'y')]);
      assert.deepEqual(
        readPieces(folder).map(({ name }) => name),
        ['new'],
      );
    });
  });

  it('refuse a file whose name says no side', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'moon-log.txt'), '');
      assert.throws(() => readPieces(folder), /says no side/);
    });
  });
});
