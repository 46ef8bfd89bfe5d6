/** The JDK of a process or a shell: `java -version`, `jcmd PID VM.version`, crash reports, system properties. */
import { jdkRelease } from '#evidence/jdk.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

// Each is anchored and asks for the punctuation of the tool, so that "we run JDK 7_45" in prose is not read.
const forms: readonly RegExp[] = [
  /^(?:java|openjdk) version "([\w.+-]{1,40})"/,
  /^openjdk (\d{1,2}(?:\.\d{1,3}){0,3}) \d{4}-\d{2}-\d{2}/,
  /^JDK ([5-8]\.0_\d{1,4}|[5-8]\.0|\d{2}(?:\.\d{1,3}){0,5})$/,
  /^# JRE version: .{1,120} \((?:build )?(\d[\w.+-]{0,40})\)$/,
  /^# JRE version: ([5-8]\.0_[\w-]{1,20}|\d{2}[\w.+-]{0,20})/,
  /^"?java(?:\.runtime)?\.version"?\s{0,4}[=:]\s{0,4}"?([\w.+-]{1,40})"?,?$/,
];

/** HotSpot's own version, in the heading of a thread dump and in what `jmap` says: `25.292-b10`, `17.0.15+6 mixed mode`. */
const virtualMachine =
  /^(?:Full thread dump (?:Java HotSpot\(TM\)|OpenJDK|GraalVM|Zulu|Eclipse OpenJ9|\w{1,20}) [\w -]{1,60}\(|JVM version is )(\d[\w.+-]{0,40})/;

/**
 * The release of a HotSpot version. Until JDK 8 it counted its own: 25.N is 8uN, 24.0 is 7u40 and 24.N is 7uN; older ones
 * shared numbers between updates.
 */
function releaseOfMachine(version: string): string | null {
  const old = /^2([0-5])\.(\d{1,3})-b\d{1,3}/.exec(version);
  if (old === null) return jdkRelease(version);
  const update = Number(old[2]);
  if (old[1] === '5') return update === 0 ? '8' : `8u${update}`;
  if (old[1] === '4') return update === 0 ? '7u40' : `7u${update}`;
  return null;
}

function readMachine(line: string, from: number): readonly Draft[] {
  const version = virtualMachine.exec(line)?.[1];
  const release = version === undefined ? null : releaseOfMachine(version);
  return release === null ? [] : [{ fact: 'jdk', value: release, finding: 'jdk-version', from }];
}

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
    'full thread dump',
    'jvm version is',
  ],
  emits: [{ finding: 'jdk-version', kind: 'version' }],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const text = forms.map((form) => form.exec(line)?.[1]).find((one) => one !== undefined);
      const value = text === undefined ? null : jdkRelease(text);
      return value === null
        ? readMachine(line, at)
        : [{ fact: 'jdk', value, finding: 'jdk-version', from: at }];
    }),
};
