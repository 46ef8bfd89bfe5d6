/** The running kernel: `uname -a`, `uname -r`, `/proc/version`, hostnamectl, `docker info`, `kubectl describe node`. */
import type { Draft, Parser } from '#evidence/parser.ts';

// `Linux host 3.0.13-0.27-default #1 SMP ...`; the number sign keeps prose out.
const full = /^Linux \S{1,255} (\d{1,2}\.\d{1,4}[\w.+~-]{0,80}) #\d/;
// The first line of dmesg and /proc/version.
const proc = /^(?:\[ {0,6}\d{1,6}\.\d{1,6}\] )?Linux version (\d{1,2}\.\d{1,4}[\w.+~-]{0,80}) \(/;
const labelled = /^Kernel(?: Version)?: {1,40}(?:Linux )?(\d{1,2}\.\d{1,4}[\w.+~-]{0,80})$/;
const command = /^(?:sudo )?uname -(?:r|sr|rs|rm|srm)$/;
const answer = /^(?:Linux )?(\d{1,2}\.\d{1,4}[\w.+~-]{0,80})(?: \w{1,20})?$/;

function kernelDraft(value: string | undefined, at: number): readonly Draft[] {
  return value === undefined
    ? []
    : [{ fact: 'kernel', value, finding: 'kernel-version', from: at }];
}

/** Reads the version of the running kernel. */
export const uname: Parser = {
  name: 'uname',
  clues: ['linux ', 'uname -', 'kernel version:', 'kernel: '],
  emits: [{ finding: 'kernel-version', kind: 'version' }],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const found = full.exec(line) ?? proc.exec(line) ?? labelled.exec(line);
      if (found !== null) return kernelDraft(found[1], at);
      if (!command.test(paste.typed(at).run)) return [];
      return kernelDraft(answer.exec(paste.line(at + 1))?.[1], at + 1);
    }),
};
