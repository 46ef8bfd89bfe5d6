/**
 * Versions that Java names beside a class or on a class path: `[na:1.7.0_25]`, `[netty-all-4.0.0.Beta3.jar:na]`,
 * `app//io.netty...`, `/opt/app/lib/netty-3.10.5.Final.jar`.
 */
import { jdkRelease } from '#evidence/jdk.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Logback prints the package's implementation version after each frame; for classes of the JDK it is the JDK's. */
const jdkFrame =
  /^at (?:java|sun|javax|jdk|com\.sun)\.[\w.$<>]{1,300}\([^()]{1,120}\) ~?\[(?:na|\?|rt\.jar):((?:1\.)?\d[\w.+-]{1,40})\]/;

/**
 * Jars of Netty itself: not `grpc-netty-1.40.0.jar` or `reactor-netty-http-1.0.24.jar`, which count their own versions, as do
 * netty-tcnative and the build plug-ins.
 */
const nettyJar =
  /(?<![\w-])netty(?:-(?!tcnative|build|parent)[a-z][a-z0-9]{1,20}){0,5}-(\d{1,2}\.\d{1,3}\.\d{1,3}(?:\.(?:Final|SNAPSHOT|(?:Alpha|Beta|CR)\d{1,2}))?)(?:-[a-z]{2,10}-\w{2,12})?\.jar\b/;

/** `META-INF/io.netty.versions.properties`, which each jar of Netty carries. */
const nettyProperty =
  /^netty-(?:common|transport)\.version=(\d{1,2}\.\d{1,3}\.\d{1,3}(?:\.(?:Final|SNAPSHOT|(?:Alpha|Beta|CR|RC)\d{1,2}))?)$/;

/** A frame of the JDK's own module names its release: `java.base@17.0.15/`. */
const moduleFrame = /^at (?:app\/{1,2})?java\.base@(\d{1,2}(?:\.\d{1,4}){0,5})[\w+-]{0,20}\//;
const placeOfModule = /\(java\.base@(\d{1,2}(?:\.\d{1,4}){0,5})[\w+-]{0,20}\//;

function read(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  const drafts: Draft[] = [];
  const frame = jdkFrame.exec(line) ?? moduleFrame.exec(line) ?? placeOfModule.exec(line);
  const release = frame === null ? null : jdkRelease(frame[1] ?? '');
  if (release !== null) {
    drafts.push({ fact: 'jdk', value: release, finding: 'jdk-version', from: at });
  }
  const jar = nettyJar.exec(line) ?? nettyProperty.exec(line);
  if (jar !== null) {
    drafts.push({ fact: 'netty', value: jar[1] ?? '', finding: 'netty-version', from: at });
  }
  return drafts;
}

/** Reads the versions of the JDK and of Netty from stack frames and jar names. */
export const javaLibraries: Parser = {
  name: 'java-libraries',
  clues: ['[na:', '[?:', '[rt.jar:', 'netty-', 'java.base@'],
  emits: [
    { finding: 'jdk-version', kind: 'version' },
    { finding: 'netty-version', kind: 'version' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
