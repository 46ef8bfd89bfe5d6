/** Versions that programs print of themselves: HAProxy, Docker and OpenSSL. */
import type { Draft, Parser } from '#evidence/parser.ts';

const programs: readonly (readonly [finding: string, pattern: RegExp])[] = [
  ['haproxy-version', /^HA-?Proxy version (\d{1,2}\.\d{1,3}(?:\.\d{1,3}|-dev\d{1,3})?)/],
  ['docker-version', /^Docker version:? (\d{1,2}\.\d{1,2}\.\d{1,3})/],
  [
    'openssl-version',
    /^OpenSSL (\d\.\d{1,2}\.\d{1,2}[a-z]?)(?:-fips)? {1,2}\d{1,2} [A-Z][a-z]{2} \d{4}/,
  ],
];

function read(line: string, from: number): readonly Draft[] {
  return programs.flatMap(([finding, pattern]) => {
    const value = pattern.exec(line)?.[1];
    return value === undefined ? [] : [{ fact: finding, finding, value, from }];
  });
}

/** Reads versions of programs. */
export const programVersions: Parser = {
  name: 'program-versions',
  clues: ['proxy version', 'docker version', 'openssl '],
  emits: programs.map(([finding]) => ({ finding, kind: 'version' as const })),
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};
