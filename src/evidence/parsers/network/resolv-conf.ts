/** `/etc/resolv.conf`: servers, search list and options. */
import type { Draft, Parser } from '#evidence/parser.ts';

const server = /^nameserver\s{1,8}(\S{2,60})$/;
const search = /^(?:search|domain)((?:\s{1,8}[\w.-]{1,255}){1,20})$/;
const options =
  /^options((?:\s{1,8}(?:ndots|timeout|attempts):\d{1,3}|\s{1,8}(?:rotate|single-request(?:-reopen)?|use-vc|edns0|trust-ad|no-aaaa|inet6|debug|no-tld-query|no-check-names|no-reload)){1,12})$/;

/** Lines around a name server that belong to the same file. */
const reach = 6;

function readLine(line: string, from: number): readonly Draft[] {
  const name = server.exec(line)?.[1];
  if (name !== undefined) return [{ fact: 'resolver', value: name, from, many: true }];
  const set = options.exec(line)?.[1]?.trim().split(/\s+/).join(' ');
  if (set !== undefined) return [{ fact: 'resolver options', value: set, from, many: true }];
  // `search` and `domain` begin sentences: they count beside a name server only.
  const list = search.exec(line)?.[1]?.trim().split(/\s+/).length.toString();
  if (list === undefined) return [];
  return [{ fact: 'search list', value: `${list} suffixes`, from, many: true }];
}

/** Reads the settings of the resolver library. */
export const resolvConf: Parser = {
  name: 'resolv-conf',
  clues: ['nameserver', 'ndots:', 'single-request'],
  emits: [],
  read: (paste, hits) => {
    const near = new Set<number>();
    for (const at of hits) {
      const isServer = server.test(paste.line(at));
      for (let line = at - reach; isServer && line <= at + reach; line += 1) near.add(line);
      near.add(at);
    }
    return [...near].flatMap((at) => (at < 0 ? [] : readLine(paste.line(at), at)));
  },
};
