/** The distribution: `os-release`, `SuSE-release`, `redhat-release`, `lsb_release`, hostnamectl. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const pretty = /^PRETTY_NAME="?([^"]{2,80})"?$/;
const distribution =
  '(?:AlmaLinux|Alpine|Amazon|Arch|CentOS|Debian|Fedora|Flatcar|Linux Mint|NixOS|openSUSE|Oracle|Raspbian|Red Hat|Rocky|SUSE|Talos|Ubuntu)';
const labelled = new RegExp(
  `^(?:Description|Operating System|OS Image):[ \\t]{1,40}(${distribution}\\b[^\\t]{0,80})$`,
);
const redHat =
  /^((?:CentOS|Red Hat|Rocky|AlmaLinux|Fedora|Oracle|Amazon|Scientific)\b[\w ]{0,40} release \d[\d.]{0,12}(?: \([\w. ]{1,30}\))?)$/;
const suse =
  /^(?:SUSE Linux Enterprise (Server|Desktop)|openSUSE) (\d{1,2}(?:\.\d)?) \((?:x86_64|i586|ppc64|s390x|ia64|aarch64)\)$/;
const patchLevel = /^PATCHLEVEL ?= ?(\d{1,2})$/;

/** Lines after the name in which SuSE-release gives the service pack. */
const suseLines = 3;

function suseDraft(paste: Paste, at: number): Draft | null {
  const found = suse.exec(paste.line(at));
  if (found === null) return null;
  const product = { Server: 'SLES', Desktop: 'SLED' }[found[1] ?? ''] ?? 'openSUSE';
  const base = `${product} ${found[2] ?? ''}`;
  for (let to = at + 1; to <= at + suseLines; to += 1) {
    const level = patchLevel.exec(paste.line(to))?.[1];
    if (level === undefined) continue;
    const value = level === '0' ? base : `${base} SP${level}`;
    return { fact: 'os', value, from: at, to };
  }
  return { fact: 'os', value: base, from: at };
}

/** Reads the name and version of the distribution. */
export const osRelease: Parser = {
  name: 'os-release',
  clues: ['pretty_name=', 'description:', 'operating system:', 'os image:', ' release ', 'suse '],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const value = (pretty.exec(line) ?? labelled.exec(line) ?? redHat.exec(line))?.[1];
      if (value !== undefined) return [{ fact: 'os', value: value.trim(), from: at }];
      const draft = suseDraft(paste, at);
      return draft === null ? [] : [draft];
    }),
};
