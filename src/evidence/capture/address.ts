/** Addresses as people write them: RFC 5952 for IPv6. */
import type { Endpoint } from './frame.ts';
import type { CaptureEnd } from './report.ts';

function groupsOf({ a, b, c, d }: Readonly<Endpoint>): readonly number[] {
  return [a, b, c, d].flatMap((word) => [word >>> 16, word & 0xffff]);
}

/** Where the longest run of two or more zero groups begins, and its length. */
function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let best: [number, number] = [-1, 1];
  for (let at = 0; at < groups.length; at += 1) {
    let length = 0;
    while (groups[at + length] === 0) length += 1;
    if (length > best[1]) best = [at, length];
  }
  return best;
}

/** The address without its port. */
export function addressText(endpoint: Readonly<Endpoint>, isV6: boolean): string {
  if (!isV6) {
    const { d } = endpoint;
    return `${d >>> 24}.${(d >>> 16) & 0xff}.${(d >>> 8) & 0xff}.${d & 0xff}`;
  }
  const groups = groupsOf(endpoint);
  const texts = groups.map((group) => group.toString(16));
  const [start, length] = longestZeros(groups);
  if (start === -1) return texts.join(':');
  return `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`;
}

/** Address and port as they are handed over. */
export function endOf(endpoint: Readonly<Endpoint>, isV6: boolean): CaptureEnd {
  return { address: addressText(endpoint, isV6), port: endpoint.port };
}

/** `10.0.0.1:80`, `[2001:db8::1]:80`. */
export function endText({ address, port }: CaptureEnd): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
