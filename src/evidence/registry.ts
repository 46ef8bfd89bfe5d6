/** All parsers, by name. A new parser is a file under `parsers/`, a line here, and fixtures in its test. */
import type { Parser } from './parser.ts';
import { javaLibraries } from './parsers/java-libraries.ts';
import { javaTrace } from './parsers/java-trace.ts';
import { osRelease } from './parsers/os-release.ts';
import { sysctl } from './parsers/sysctl.ts';
import { ulimit } from './parsers/ulimit.ts';
import { uname } from './parsers/uname.ts';
import { wireshark } from './parsers/wireshark.ts';

/** The parsers. Their order does not matter: the readings are sorted by line. */
export const parsers: readonly Parser[] = [
  javaLibraries,
  javaTrace,
  osRelease,
  sysctl,
  ulimit,
  uname,
  wireshark,
];
