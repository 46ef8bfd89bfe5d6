// cspell:words mptcp
/** Kernel settings: `a.b.c = v` as sysctl(8) and sysctl.conf write it, and files under /proc/sys with their content. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

// Roots and second words are those of the kernel: `user.name` is Java's, `net.port` MongoDB's, `fs.defaultFS` Hadoop's.
const name =
  '(?:(?:fs|kernel|vm)\\.[a-z][a-z0-9_-]{1,60}|user\\.max_[a-z_]{1,40}|net\\.(?:bridge|core|ipv4|ipv6|mptcp|netfilter|nf_conntrack_max|sctp|unix))(?:\\.[\\w:@/*-]{1,64}){0,8}';
const setting = new RegExp(
  `^(?:sysctl (?:-w )?)?(${name})[ \\t]{0,8}=[ \\t]{0,8}(\\S[^=]{0,160})$`,
);
const named = new RegExp(`^${name}$`);
// The words behind these commands are checked one by one, which keeps the patterns linear.
const asked = /^(?:sudo )?sysctl -(?:n|bn|nb) (\S.{2,900})$/;
const shown = /^(?:sudo )?(?:cat|head|more|less) (\/proc\/sys\/.{1,900})$/;
const file = /^\/proc\/sys\/[\w./-]{1,120}$/;
const heading = /^==> (\/proc\/sys\/[\w./-]{1,120}) <==$/;
const grepped = /^\/proc\/sys\/([\w./-]{1,120}):(\S.{0,160})$/;
const roots = /^\/proc\/sys\//;

/** A list of numbers, or one word such as `cubic`: a sentence is no setting. */
const figures = /^-?\d{1,20}(?:[ \t]{1,16}-?\d{1,20}){0,15}$/;
const word = /^[\w./:+-]{1,120}$/;

function settingDraft(key: string, value: string | undefined, from: number, to = from): Draft[] {
  const text = value?.trim() ?? '';
  if (!figures.test(text) && !word.test(text)) return [];
  return [{ fact: `sysctl ${key}`, value: text.split(/\s+/).join(' '), from, to }];
}

function keyOf(path: string): string {
  return path.replace(roots, '').replaceAll('/', '.');
}

/** The words of a command line, or none if one of them does not fit. */
function words(text: string | undefined, form: RegExp): readonly string[] {
  const all = text?.trim().split(' ') ?? [];
  return all.every((one) => form.test(one)) ? all : [];
}

/** Values that follow a command, one a line, in the order of the names. */
function answers(paste: Paste, at: number, keys: readonly string[]): Draft[] {
  return keys.flatMap((key, place) => {
    const line = paste.line(at + 1 + place);
    return figures.test(line) ? settingDraft(key, line, at, at + 1 + place) : [];
  });
}

function read(paste: Paste, at: number): Draft[] {
  const line = paste.line(at);
  const found = setting.exec(line);
  if (found !== null) return settingDraft(found[1] ?? '', found[2], at);
  const listed = grepped.exec(line);
  if (listed !== null) return settingDraft(keyOf(listed[1] ?? ''), listed[2], at);
  const head = heading.exec(line);
  if (head !== null) return answers(paste, at, [keyOf(head[1] ?? '')]);
  const { run } = paste.typed(at);
  const changed = run === line ? null : setting.exec(run);
  if (changed !== null && run.startsWith('sysctl'))
    return settingDraft(changed[1] ?? '', changed[2], at);
  const files = words(shown.exec(run)?.[1], file).map(keyOf);
  return answers(paste, at, files.length > 0 ? files : words(asked.exec(run)?.[1], named));
}

/** Reads kernel settings. */
export const sysctl: Parser = {
  name: 'sysctl',
  clues: ['net.', 'vm.', 'fs.', 'kernel.', 'user.max_', '/proc/sys/'],
  emits: [],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
