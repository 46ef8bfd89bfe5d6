/** The JDK of a process or a shell: `java -version`, `jcmd PID VM.version`, crash reports, system properties. */
import { jdkRelease } from '#evidence/jdk.ts';
import type { Parser } from '#evidence/parser.ts';

// Each is anchored and asks for the punctuation of the tool, so that "we run JDK 7_45" in prose is not read.
const forms: readonly RegExp[] = [
  /^(?:java|openjdk) version "([\w.+-]{1,40})"/,
  /^openjdk (\d{1,2}(?:\.\d{1,3}){0,3}) \d{4}-\d{2}-\d{2}/,
  /^JDK ([5-8]\.0_\d{1,4}|[5-8]\.0|\d{2}(?:\.\d{1,3}){0,5})$/,
  /^# JRE version: .{1,120} \((?:build )?(\d[\w.+-]{0,40})\)$/,
  /^# JRE version: ([5-8]\.0_[\w-]{1,20}|\d{2}[\w.+-]{0,20})/,
  /^"?java(?:\.runtime)?\.version"?\s{0,4}[=:]\s{0,4}"?([\w.+-]{1,40})"?,?$/,
];

/** Reads the version of the JDK. */
export const javaVersion: Parser = {
  name: 'java-version',
  clues: [
    'java version',
    'openjdk ',
    'jdk ',
    'jre version',
    'java.version',
    'java.runtime.version',
  ],
  emits: [{ finding: 'jdk-version', kind: 'version' }],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const text = forms.map((form) => form.exec(line)?.[1]).find((one) => one !== undefined);
      const value = text === undefined ? null : jdkRelease(text);
      return value === null ? [] : [{ fact: 'jdk', value, finding: 'jdk-version', from: at }];
    }),
};
