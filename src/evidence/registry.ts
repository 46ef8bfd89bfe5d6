/** All parsers. A new one is a file in its family's folder, a line in the `family.ts` beside it, and fixtures. */
import type { Parser } from './parser.ts';
import { collection } from './parsers/collection/family.ts';
import { host } from './parsers/host/family.ts';
import { kernel } from './parsers/kernel/family.ts';
import { network } from './parsers/network/family.ts';
import { programs } from './parsers/programs/family.ts';
import { runtimes } from './parsers/runtimes/family.ts';
import { sockets } from './parsers/sockets/family.ts';
import { wire } from './parsers/wire/family.ts';

/** The parsers. Their order does not matter: the readings are sorted by line. */
export const parsers: readonly Parser[] = [
  ...collection,
  ...host,
  ...kernel,
  ...network,
  ...programs,
  ...runtimes,
  ...sockets,
  ...wire,
];
