/**
 * What a lab has collected: text files and captures, each with the side of the person who collected it. A file's name
 * begins with its side, so that a folder of files says everything.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whose machine a piece was collected on; `path` for a capture of the wire. */
export type PieceSide = 'client' | 'server' | 'proxy' | 'path';

const sides: readonly string[] = ['client', 'server', 'proxy', 'path'] satisfies PieceSide[];

/** One collected file. */
export interface Piece {
  readonly side: PieceSide;
  /** Kebab case, without side and ending: `collect`, `nginx-error-log`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isCapture: boolean;
}

/** A piece of text. */
export function textPiece(side: PieceSide, name: string, text: string): Piece {
  return { side, name, bytes: new TextEncoder().encode(text), isCapture: false };
}

/** The text of a piece. */
export function textOf({ bytes }: Piece): string {
  return new TextDecoder().decode(bytes);
}

/** `server-collect.txt`, `path-wire.pcap`. */
export function fileNameOf({ side, name, isCapture }: Piece): string {
  return `${side}-${name}.${isCapture ? 'pcap' : 'txt'}`;
}

/** Writes pieces into a folder that then holds nothing else. */
export function writePieces(folder: string, pieces: readonly Piece[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const piece of pieces) writeFileSync(join(folder, fileNameOf(piece)), piece.bytes);
}

/** Reads the pieces of a folder, by name. */
export function readPieces(folder: string): readonly Piece[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const parts = /^([a-z]+)-([a-z0-9-]+)\.(txt|pcap)$/.exec(file);
      const [, side = '', name = '', ending] = parts ?? [];
      if (!sides.includes(side)) throw new Error(`${folder}/${file}: its name says no side`);
      const bytes = new Uint8Array(readFileSync(join(folder, file)));
      return { side: side as PieceSide, name, bytes, isCapture: ending === 'pcap' };
    });
}
