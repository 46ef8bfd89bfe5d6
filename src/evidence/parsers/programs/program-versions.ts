/** Versions that programs print of themselves: HAProxy, Docker and OpenSSL. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const programs: readonly (readonly [finding: string, pattern: RegExp])[] = [
  ['haproxy-version', /^HA-?Proxy version (\d{1,2}\.\d{1,3}(?:\.\d{1,3}|-dev\d{1,3})?)/],
  ['docker-version', /^Docker version:? (\d{1,2}\.\d{1,2}\.\d{1,3})/],
  [
    'openssl-version',
    /^OpenSSL (\d\.\d{1,2}\.\d{1,2}[a-z]?)(?:-fips)? {1,2}\d{1,2} [A-Z][a-z]{2} \d{4}/,
  ],
];

/** `docker version`: the client's part, then the engine's, with the version below its heading or below the first component's. */
const engine = /^Server:(?: Docker Engine - \w{2,20})?$/;
const engineVersion = /^(?:Server )?Version: {1,12}(\d{1,2}\.\d{1,2}\.\d{1,3})/;
const engineReach = 3;

function readEngine(paste: Paste, from: number): readonly Draft[] {
  if (!engine.test(paste.line(from))) return [];
  for (let at = from + 1; at <= from + engineReach; at += 1) {
    const value = engineVersion.exec(paste.line(at).replaceAll('\t', ' ').trim())?.[1];
    const finding = 'docker-version';
    if (value !== undefined) return [{ fact: finding, finding, value, from, to: at }];
  }
  return [];
}

function readLine(line: string, from: number): readonly Draft[] {
  return programs.flatMap(([finding, pattern]) => {
    const value = pattern.exec(line)?.[1];
    return value === undefined ? [] : [{ fact: finding, finding, value, from }];
  });
}

/** Reads versions of programs. */
export const programVersions: Parser = {
  name: 'program-versions',
  clues: ['proxy version', 'docker version', 'openssl ', 'server:'],
  emits: programs.map(([finding]) => ({ finding, kind: 'version' as const })),
  read: (paste, hits) =>
    hits.flatMap((at) => [...readLine(paste.line(at), at), ...readEngine(paste, at)]),
};
