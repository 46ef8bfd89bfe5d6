/** System properties on a Java command line: `-Dnetworkaddress.cache.ttl=1`. */
import type { Draft, Parser } from '#evidence/parser.ts';

const property = /(?:^|\s)-D([a-z][\w.]{2,80})=([\w.:/,+-]{1,120})(?=\s|$)/g;

/** Properties of one line: command lines carry dozens. */
const most = 200;

/** Reads system properties that begin with a name of the JDK's own. */
export const jvmOptions: Parser = {
  name: 'jvm-options',
  clues: ['-dsun.', '-djava.', '-djdk.', '-dnetworkaddress.', '-dhttp.', '-dio.netty.'],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((from) => {
      const drafts: Draft[] = [];
      for (const [, name = '', value = ''] of paste.line(from).matchAll(property)) {
        if (!/^(?:sun|java|jdk|networkaddress|http|io\.netty)\./.test(name)) continue;
        drafts.push({ fact: `jvm-property ${name}`, value, from });
        if (drafts.length === most) break;
      }
      return drafts;
    }),
};
