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

const missing =
  /^(?:sysctl: cannot stat|cat:|head:|grep:) (\/proc\/sys\/[\w./-]{1,120}): No such file or directory$|^(?:sysctl: )?error: "([\w.-]{1,120})" is an unknown key$/;

/** Lines around a setting in which a comment shows that a file was pasted, not what the kernel says. */
const around = 3;

/** Whether a setting stands in sysctl.conf rather than in the output of sysctl(8), which writes ` = ` and no comments. */
function isFile(paste: Paste, at: number): boolean {
  if (!paste.line(at).includes(' = ') && paste.typed(at).run.includes('=')) return true;
  for (let line = Math.max(0, at - around); line <= at + around; line += 1) {
    const { run } = paste.typed(line);
    if (/^#/.test(paste.line(line)) && !/^(?:sudo |sysctl|cat |grep |echo |uname)/.test(run))
      return true;
    if (/^(?:sudo )?(?:cat|vi|vim|nano|less|tail|head|more|grep) .{0,80}sysctl/.test(run))
      return true;
  }
  return false;
}

/** Switches that answer a question by their live value: the finding, and the words for 1 and for 0 or no such setting. */
const switches: ReadonlyMap<string, readonly [finding: string, on: string, off: string]> = new Map([
  ['net.ipv4.tcp_tw_recycle', ['tw-recycle', 'on', 'off-or-absent']],
  ['net.bridge.bridge-nf-call-iptables', ['bridge-netfilter', 'on', 'off']],
]);

/** Answers by switches, where the live value stands. */
function withSwitches(paste: Paste, drafts: readonly Draft[]): readonly Draft[] {
  return drafts.map((draft): Draft => {
    const [finding, on, off] = switches.get(draft.fact.slice('sysctl '.length)) ?? [];
    if (finding === undefined || on === undefined || off === undefined) return draft;
    if (!/^[01]$/.test(draft.value) || isFile(paste, draft.from)) return draft;
    return { ...draft, finding, value: draft.value === '1' ? on : off };
  });
}

/** A switch that this kernel does not have, or whose module is not loaded. */
function absent(line: string, from: number): readonly Draft[] {
  const [, path, dotted] = missing.exec(line) ?? [];
  const key = path === undefined ? (dotted ?? '') : keyOf(path);
  const [finding, , off] = switches.get(key) ?? [];
  return finding === undefined || off === undefined
    ? []
    : [{ fact: `sysctl ${key}`, finding, value: off, from }];
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
  if (missing.test(line)) return [...absent(line, at)];
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
  emits: [...switches.values()].flatMap(([finding, on, off]) =>
    [on, off].map((value) => ({ finding, value })),
  ),
  read: (paste, hits) => hits.flatMap((at) => withSwitches(paste, read(paste, at))),
};
