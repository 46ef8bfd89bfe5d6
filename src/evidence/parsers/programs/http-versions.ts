/** `%{http_version}` of curl for https and for http, as the question about the protocol asks for them: two lines, one below the other. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const secure = /^https ([012]|1\.0|1\.1)$/;
const plain = /^http ([012]|1\.0|1\.1)$/;

function read(paste: Paste, from: number): readonly Draft[] {
  const versions = [secure.exec(paste.line(from))?.[1], plain.exec(paste.line(from + 1))?.[1]];
  if (versions.includes(undefined)) return [];
  // 0 is no answer; without any, the server may as well be down.
  const answered = new Set(versions.flatMap((one) => (one === '0' ? [] : [one === '2'])));
  if (answered.size !== 1) return [];
  const value = answered.has(true) ? 'http2' : 'http1';
  const finding = 'http-protocol';
  return [{ fact: finding, finding, value, from, to: from + 1, side: 'client', many: true }];
}

/** Reads the two versions. */
export const httpVersions: Parser = {
  name: 'http-versions',
  clues: ['https 0', 'https 1', 'https 2'],
  emits: [
    { finding: 'http-protocol', value: 'http1' },
    { finding: 'http-protocol', value: 'http2' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
