/**
 * Where a process runs (finding `platform`): lines of `/proc/PID/cgroup`, marker files of containers, and systemd-detect-virt.
 * "docker" of systemd-detect-virt says nothing: pods of Kubernetes can be Docker's, too.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { isPrompt } from '#evidence/parsers/sockets/socket-table.ts';

const group = /^\d{1,3}:[\w,=.-]{0,60}:(\/\S{1,400})$/;
const docker =
  /\/docker[/-][\da-f]{12,64}(?:\.scope)?(?:\/|$)|\/libpod-[\da-f]{12,64}\.scope|\/lxc(?:\.payload)?[./]\w/;
const markers =
  /^(?:sudo )?ls (?:-[a-z1]{1,5} ){0,2}\/\.dockerenv \/run\/\.containerenv \/var\/run\/secrets\/kubernetes\.io(?: 2>\/dev\/null)?$/;
const marker = /^(?:\/\.dockerenv|\/run\/\.containerenv|\/var\/run\/secrets\/kubernetes\.io):?$/;
const detect = /^(?:sudo )?systemd-detect-virt$/;
const hypervisors = new Set([
  'none',
  'kvm',
  'qemu',
  'vmware',
  'microsoft',
  'oracle',
  'xen',
  'amazon',
  'google',
  'bochs',
  'parallels',
  'zvm',
  'powervm',
  'apple',
]);
const containers = new Set([
  'lxc',
  'lxc-libvirt',
  'systemd-nspawn',
  'openvz',
  'podman',
  'rkt',
  'wsl',
]);

function answer(value: string, from: number, to = from): readonly Draft[] {
  return [{ fact: 'platform', finding: 'platform', value, from, to }];
}

function byMarkers(paste: Paste, at: number): readonly Draft[] {
  const found: string[] = [];
  let to = at;
  while (to < at + 3 && marker.test(paste.line(to + 1))) {
    to += 1;
    found.push(paste.line(to));
  }
  if (found.some((name) => name.includes('kubernetes'))) return answer('kubernetes', at, to);
  // ls says by its status, too, that some of them are not there.
  const isEnded =
    to + 1 < paste.count &&
    (isPrompt(paste, to + 1) || /^== halfopen end \S{1,40} [012] ==$/.test(paste.line(to + 1)));
  return found.length > 0 && isEnded ? answer('docker', at, to) : [];
}

function byVirtualization(paste: Paste, at: number): readonly Draft[] {
  const word = paste.line(at + 1);
  if (hypervisors.has(word)) return answer('plain-host', at, at + 1);
  if (containers.has(word) && word !== 'wsl') return answer('docker', at, at + 1);
  return /^[a-z-]{2,20}$/.test(word)
    ? [{ fact: 'virtualization', value: word, from: at, to: at + 1 }]
    : [];
}

function read(paste: Paste, at: number): readonly Draft[] {
  const path = group.exec(paste.line(at))?.[1];
  if (path !== undefined) {
    if (/\/kubepods[./-]/.test(`${path}/`)) return answer('kubernetes', at);
    return docker.test(path) ? answer('docker', at) : [];
  }
  const { run } = paste.typed(at);
  if (markers.test(run)) return byMarkers(paste, at);
  return detect.test(run) ? byVirtualization(paste, at) : [];
}

/** Reads whether a process runs in a container, and in which. */
export const platform: Parser = {
  name: 'platform',
  clues: ['kubepods', '/docker', 'libpod-', '/lxc', '/.dockerenv', 'systemd-detect-virt'],
  emits: ['kubernetes', 'docker', 'plain-host'].map((value) => ({ finding: 'platform', value })),
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
