/** Driver, offloads, rings and queues of a network card: `ethtool -i`, `-k`, `-g`, `-l`. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const heading =
  /^(Features|Ring parameters|Channel parameters|Offload parameters) for (\S{1,40}):$/;
/** The command, where a filter took the heading. */
const command = /\bethtool (?:-k|--show-features) (\S{1,40})(?: |$)/;
const driver = /^driver: (\S{1,40})$/;
const setting = /^([\w-]{2,40}(?: [\w-]{1,20})?):\s{0,24}(\S{1,20})(?: \[[\w ]{1,30}\])?$/;
const part = /^(Pre-set maximums|Current hardware settings):$/;

/** Offloads that change what a capture shows or what a broken card does. */
const offloads: ReadonlySet<string> = new Set([
  'tcp-segmentation-offload',
  'generic-segmentation-offload',
  'generic-receive-offload',
  'large-receive-offload',
  'rx-checksumming',
  'tx-checksumming',
]);

/** Lines of one listing. */
const longest = 120;

function readListing(paste: Paste, at: number, title: string, name: string): readonly Draft[] {
  const drafts: Draft[] = [];
  let group = '';
  let end = at + 1;
  for (; end < at + longest; end += 1) {
    const line = paste.line(end);
    const under = part.exec(line)?.[1];
    const found = setting.exec(line);
    if (under !== undefined) group = under.startsWith('Pre') ? 'maximum ' : 'current ';
    else if (found === null) break;
    const [, key = '', value = ''] = found ?? [];
    if (offloads.has(key)) drafts.push({ fact: `${key} ${name}`, value, from: end });
    if (/^(?:RX|TX|Combined)$/.test(key) && /^\d{1,6}$/.test(value)) {
      const kind = title.startsWith('Ring') ? 'ring' : 'queues';
      drafts.push({ fact: `${kind} ${group}${key} ${name}`, value, from: end });
    }
  }
  if (end === at + 1) return [];
  return [
    { fact: 'card settings', value: `${title} ${name}`, from: at, to: end - 1, many: true },
    ...drafts,
  ];
}

function readDriver(paste: Paste, at: number, name: string): readonly Draft[] {
  const version = setting.exec(paste.line(at + 1));
  if (version?.[1] !== 'version') return [];
  let end = at + 1;
  while (end < at + 12 && /^[\w-]{2,40}:/.test(paste.line(end + 1))) end += 1;
  const value = `${name} ${version[2] ?? ''}`;
  return [{ fact: 'card driver', value, from: at, to: end, many: true }];
}

/** Reads settings of network cards. */
export const nicSettings: Parser = {
  name: 'nic-settings',
  clues: ['ethtool -k', 'ethtool --show-features', 'features for', 'parameters for', 'driver: '],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const [, title = '', name = ''] = heading.exec(line) ?? [];
      if (title !== '') return readListing(paste, at, title, name);
      const asked = command.exec(paste.typed(at).run)?.[1];
      if (asked !== undefined) return readListing(paste, at, 'Features', asked);
      const found = driver.exec(line)?.[1];
      return found === undefined ? [] : readDriver(paste, at, found);
    }),
};
