/**
 * Socket units of systemd that have failed: nothing listens on their port any more (finding `port-owner`). Units of the system's
 * own sockets, which are no service's port, are left out.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const failed = /(?:^|\s)([\w@.\\:-]{1,60})\.socket: Failed with result '[a-z-]{4,30}'\.?$/;
const heading = /^[●×*] ([\w@.\\:-]{1,60})\.socket - /;
const active = /^Active: failed \(Result: [a-z-]{4,30}\) since /;
const listedAsFailed = /^[●×*] ([\w@.\\:-]{1,60})\.socket {1,60}loaded {1,8}failed {1,8}failed\b/;

/** Sockets in the file system, or of the system itself. */
const own = /^(?:syslog|rsyslog|docker|podman|dbus|lvm2-|dm-event|snapd|containerd|systemd-)/;

/** Lines between the heading of `systemctl status` and its state. */
const near = 4;

function statusBelow(paste: Paste, at: number): boolean {
  for (let line = at + 1; line <= at + near; line += 1) {
    if (active.test(paste.line(line))) return true;
  }
  return false;
}

function read(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  const unit =
    failed.exec(line)?.[1] ??
    listedAsFailed.exec(line)?.[1] ??
    (statusBelow(paste, at) ? heading.exec(line)?.[1] : undefined);
  if (unit === undefined) return [];
  const fact: Draft = { fact: 'socket unit failed', value: unit, from: at, many: true };
  if (own.test(unit)) return [fact];
  const finding = 'port-owner';
  return [
    fact,
    {
      fact: finding,
      finding,
      value: 'systemd-socket-failed',
      from: at,
      side: 'server',
      many: true,
    },
  ];
}

/** Reads which socket units have failed. */
export const socketUnits: Parser = {
  name: 'socket-units',
  clues: ['.socket: failed with', '.socket - ', '.socket '],
  emits: [{ finding: 'port-owner', value: 'systemd-socket-failed' }],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
