/**
 * MTU of interfaces, from `ip addr`, `ip link` and `ifconfig`. On one host, a bridge or tunnel whose MTU does not fit into the
 * only uplink's is plain from the two figures.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const modern =
  /^(?:\d{1,6}: )?(\S{1,40}?)(?:@\S{1,40})?:(?: (?:flags=\d{1,8})?<([\w,-]{1,200})>)? {1,4}mtu (\d{2,6})\b/;
const old = /^(?:([A-Z\d ]{2,80}) )?MTU: ?(\d{2,6}) {1,4}Metric/;
const address = /^\d{1,6}: (\S{1,40}) {1,20}inet6? \S{2,60} /;
const encap = /^(\S{1,40}) {1,12}Link encap:/;

/** Lines of one interface. */
const longest = 24;

const uplink = /^(?:eth\d|en[opsx]|em\d|bond\d|team\d)\w{0,14}$/;

/** Bytes that the wrapping costs, by the name of the inner interface; a bridge costs none. */
const inner: readonly (readonly [RegExp, number])[] = [
  [/^(?:docker\d|docker_gwbridge|br-[\da-f]{8,14}|lxcbr\d|virbr\d|podman\d)$/, 0],
  [/^(?:flannel\.\d{1,4}|vxlan\S{0,20}|cilium_vxlan)$/, 50],
  [/^tunl\d$/, 20],
  [/^wg\S{0,12}$/, 60],
];

/** What `ip` and `ifconfig` print below an interface's name. */
const below =
  /^(?:link\/\S|altname |inet6? |valid_lft |ether |loop |tunnel |veth |vxlan |bridge |[RT]X|collisions:|UP |RUNNING|unspec |device |prog\/|alias )/;

interface Found {
  readonly name: string;
  readonly mtu: number;
  readonly isUp: boolean;
  readonly at: number;
}

function findInterface(paste: Paste, at: number): Found | null {
  const line = paste.line(at);
  const found = modern.exec(line);
  if (found !== null) {
    const [, name = '', flags = 'UP,LOWER_UP,RUNNING', mtu] = found;
    const isUp = /\b(?:LOWER_UP|RUNNING)\b/.test(flags) && !flags.includes('NO-CARRIER');
    return { name, mtu: Number(mtu), isUp, at };
  }
  const older = old.exec(line);
  if (older === null) return null;
  for (let above = at - 1; above >= Math.max(0, at - 8); above -= 1) {
    const name = encap.exec(paste.line(above))?.[1];
    if (name === undefined) continue;
    return { name, mtu: Number(older[2]), isUp: /\bRUNNING\b/.test(older[1] ?? ''), at: above };
  }
  return null;
}

/** Whether every inner interface that is up fits the one uplink; null when that is not plain. */
function judge(block: readonly Found[]): { readonly value: string; readonly at: number } | null {
  const outer = block.filter(({ name, isUp }) => isUp && uplink.test(name));
  const [first] = outer;
  if (first === undefined || outer.some(({ mtu }) => mtu !== first.mtu)) return null;
  const wrapped = block.flatMap((one) => {
    const cost = inner.find(([pattern]) => pattern.test(one.name))?.[1];
    return cost === undefined || !one.isUp ? [] : [{ ...one, cost }];
  });
  const tooLarge = wrapped.find(({ mtu, cost }) => mtu > first.mtu - cost);
  if (tooLarge !== undefined) return { value: 'larger-than-tunnel', at: tooLarge.at };
  const [fits] = wrapped;
  return fits === undefined ? null : { value: 'fits', at: fits.at };
}

/** Reads interfaces. */
export const interfaces: Parser = {
  name: 'interfaces',
  clues: [' mtu ', ' mtu:', ' scope '],
  emits: ['larger-than-tunnel', 'fits'].map((value) => ({ finding: 'interface-mtu', value })),
  read: (paste, hits) => {
    const all = hits.flatMap((at) => findInterface(paste, at) ?? []);
    const drafts = all.map(({ name, mtu, at }): Draft => {
      let to = at;
      while (to - at < longest && below.test(paste.line(to + 1))) to += 1;
      return { fact: `mtu ${name}`, value: mtu.toString(), from: at, to, many: true };
    });
    // `ip -o addr`: one address a line.
    const addresses = hits.flatMap((at): readonly Draft[] => {
      const name = address.exec(paste.line(at))?.[1];
      return name === undefined ? [] : [{ fact: 'address of', value: name, from: at, many: true }];
    });
    const blocks: Found[][] = [];
    for (const one of all) {
      const block = blocks.at(-1);
      const isNext = block?.every(({ name }) => name !== one.name) ?? false;
      if (isNext && one.at - (block?.at(-1)?.at ?? 0) <= longest) block?.push(one);
      else blocks.push([one]);
    }
    const finding = 'interface-mtu';
    const answers = blocks.flatMap((block): readonly Draft[] => {
      const answer = judge(block);
      return answer === null
        ? []
        : [{ fact: finding, finding, value: answer.value, from: answer.at }];
    });
    return [...drafts, ...addresses, ...answers];
  },
};
