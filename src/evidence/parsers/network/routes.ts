/**
 * Routes: `ip route`, `route -n`, `netstat -rn`, `ip rule`, and what the kernel answers to `ip route get`. A route that was
 * found says nothing by itself; an address without one does, beside the table, and so does a route back by another interface
 * than the one that `tcpdump -i any` saw the SYN of that address come in by.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const get =
  /\bip (?:-[46] )?r(?:oute|o)? (?:get|g) (?:to )?(?:from \S{1,60} )?(\S{1,60}?);?(?: |$)/;
const refused =
  /^(?:RTNETLINK answers|rtnetlink error): (?:Network is unreachable|No route to host)$/i;
const table =
  /^(?:(?:unicast|local|broadcast|unreachable|blackhole|prohibit) )?(default|(?:[\da-f.:]{2,45}|ip[46]-[a-z]{1,10}-\d{1,6})(?:\/\d{1,3})?)(?: via (\S{1,60}))? dev \S{1,40}(?: |$)/;
const found =
  /^\S{2,60}(?: from \S{1,60})?(?: via (\S{1,60}))? dev (\S{1,40}) (?:table \S{1,20} )?(?:src \S{1,60}|uid \d{1,10}$)/;
const kernelTable = /^Kernel IP(?:v6)? routing table$/i;
const row = /^(?:\d{1,3}(?:\.\d{1,3}){3}|default|[\da-f:]{2,40}\/\d{1,3})\s{1,20}\S{1,60}\s/;
const rule = /^\d{1,5}:\s{1,4}from \S{1,60}/;

/** A SYN that came in, with its interface, as tcpdump shows it on all of them at once. */
const arrival =
  /^\S{8,30} (\S{1,20}) {1,4}In {1,4}IP6? (\S{2,60})\.\d{1,5} > \S{2,60}\.\d{1,5}: Flags \[S(?:EW)?\]/;

/** Lines after a command. */
const longest = 400;

interface Table {
  readonly hasDefault: boolean;
  readonly networks: readonly string[];
  readonly end: number;
}

function toNumber(address: string): number {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return Number.NaN;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Whether an IPv4 network holds an address; null when one of them is no plain IPv4. */
function isWithin(network: string, address: string): boolean | null {
  const [base = '', bits = '32'] = network.split('/');
  const [low, one] = [toNumber(base), toNumber(address)];
  if (Number.isNaN(low) || Number.isNaN(one)) return null;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(one / size) === Math.floor(low / size);
}

function readTable(paste: Paste, at: number): Table {
  const networks: string[] = [];
  let hasDefault = false;
  let end = at;
  for (; end < at + longest; end += 1) {
    const line = paste.line(end);
    const name = table.exec(line)?.[1];
    if (name === 'default') hasDefault = true;
    else if (name !== undefined) networks.push(name);
    else if (!/^(?:unreachable|blackhole|prohibit) \S/.test(line)) break;
  }
  return { hasDefault, networks, end };
}

/** What an address that the kernel has no route to means beside its table. */
function judge(address: string, { hasDefault, networks }: Table): string | null {
  const isSix = address.includes(':');
  if (isSix !== networks.some((one) => one.includes(':')) && networks.length > 0) return null;
  const within = networks.map((network) => isWithin(network, address));
  if (hasDefault || within.includes(true)) return 'unreachable-despite-route';
  return within.length > 0 && within.every((one) => one === false) ? 'none' : null;
}

function readRefusal(paste: Paste, at: number, address: string): readonly Draft[] {
  // The table in the same command, or in the next one.
  let from = at + 2;
  if (/\bip (?:-[46] )?r/.test(paste.typed(from).run)) from += 1;
  const routes = readTable(paste, from);
  const finding = 'route-lookup';
  const value = routes.end === from ? null : judge(address, routes);
  const fact: Draft = { fact: 'no route', value: address, from: at, to: at + 1, many: true };
  return value === null ? [fact] : [fact, { fact: finding, finding, value, from: at, to: at + 1 }];
}

function readKernelTable(paste: Paste, at: number): readonly Draft[] {
  let end = at + 2;
  while (end < at + longest && row.test(paste.line(end))) end += 1;
  const value = (end - at - 2).toString();
  return [{ fact: 'routes', value, from: at, to: end - 1, many: true }];
}

/** The interfaces that SYNs came in by, by their sender. */
function arrivalsIn(paste: Paste, hits: readonly number[]): ReadonlyMap<string, Set<string>> {
  const seen = new Map<string, Set<string>>();
  for (const at of hits) {
    const [, device = '', sender = ''] = arrival.exec(paste.line(at)) ?? [];
    if (sender === '') continue;
    const devices = seen.get(sender) ?? new Set();
    seen.set(sender, devices.add(device));
  }
  return seen;
}

/** Whether the way back is that of the SYN; nothing when its sender was seen on several interfaces, or on none. */
function wayBack(at: number, device: string, came: ReadonlySet<string>): Draft[] {
  const [only] = came;
  if (only === undefined || came.size > 1) return [];
  const value = only === device ? 'as-expected' : 'other-interface-back';
  return [{ fact: 'route-lookup', finding: 'route-lookup', value, from: at }];
}

/** Reads routes. */
export const routes: Parser = {
  name: 'routes',
  clues: [' dev ', ' in  ip', 'routing table', 'route get', 'ip r g', ':\tfrom ', 'lookup main'],
  emits: ['none', 'unreachable-despite-route', 'as-expected', 'other-interface-back'].map(
    (value) => ({
      finding: 'route-lookup',
      value,
    }),
  ),
  read: (paste, hits) => {
    const arrivals = arrivalsIn(paste, hits);
    return hits.flatMap((at): readonly Draft[] => {
      const line = paste.line(at);
      if (kernelTable.test(line)) return readKernelTable(paste, at);
      const address = get.exec(paste.typed(at).run)?.[1];
      if (address !== undefined) {
        return refused.test(paste.line(at + 1)) ? readRefusal(paste, at, address) : [];
      }
      const way = found.exec(line);
      if (way !== null && !line.includes('proto ') && !line.includes('scope ')) {
        const value = `${way[1] === undefined ? '' : `via ${way[1]} `}dev ${way[2] ?? ''}`;
        const came = arrivals.get(/^\S{2,60}/.exec(line)?.[0] ?? '') ?? new Set();
        return [
          { fact: 'route found', value, from: at, many: true },
          ...wayBack(at, way[2] ?? '', came),
        ];
      }
      if (rule.test(line)) return [{ fact: 'routing rule', value: line, from: at, many: true }];
      const name = table.exec(line);
      if (name === null) return [];
      return [{ fact: 'route', value: name[1] ?? '', from: at, many: true }];
    });
  },
};
