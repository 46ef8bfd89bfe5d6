/** Parsers of servers, proxies and clients: their logs and their own words. */
import type { Parser } from '#evidence/parser.ts';
import { applicationErrors } from './application-errors.ts';
import { curl } from './curl.ts';
import { errorLines } from './error-lines.ts';
import { knownLineReader } from './known-lines.ts';
import { nginxLog } from './nginx-log.ts';
import { programVersions } from './program-versions.ts';

/** The family, by name. */
export const programs: readonly Parser[] = [
  applicationErrors,
  curl,
  errorLines,
  knownLineReader,
  nginxLog,
  programVersions,
];
