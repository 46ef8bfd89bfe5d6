/** Parsers of language runtimes: Java, Go, Node.js, Python, .NET, Ruby, PHP, Rust, Erlang. */
import type { Parser } from '#evidence/parser.ts';
import { dotnetErrors } from './dotnet-errors.ts';
import { erlangErrors } from './erlang-errors.ts';
import { gcLog } from './gc-log.ts';
import { goErrors } from './go-errors.ts';
import { javaLibraries } from './java-libraries.ts';
import { javaTrace } from './java-trace.ts';
import { javaVersion } from './java-version.ts';
import { jvmNameCache } from './jvm-name-cache.ts';
import { jvmOptions } from './jvm-options.ts';
import { kafkaClient } from './kafka-client.ts';
import { nodeErrors } from './node-errors.ts';
import { pythonErrors } from './python-errors.ts';
import { rustErrors } from './rust-errors.ts';
import { scriptingErrors } from './scripting-errors.ts';
import { threadDump } from './thread-dump.ts';

/** The family, by name. */
export const runtimes: readonly Parser[] = [
  dotnetErrors,
  erlangErrors,
  gcLog,
  goErrors,
  javaLibraries,
  javaTrace,
  javaVersion,
  jvmNameCache,
  jvmOptions,
  kafkaClient,
  nodeErrors,
  pythonErrors,
  rustErrors,
  scriptingErrors,
  threadDump,
];
