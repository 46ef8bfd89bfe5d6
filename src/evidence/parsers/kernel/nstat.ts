/** Counters as `nstat -az` prints them: name, value since boot, rate. */
import type { Draft, Parser } from '#evidence/parser.ts';

const row =
  /^((?:Ip|Icmp|Tcp|Udp|TcpExt|IpExt|MPTcpExt)[A-Z][A-Za-z0-9]{2,50})\s{1,40}(\d{1,20})(?:\s{1,40}\d{1,12}\.\d)?$/;
const command = /^(?:sudo )?(?:watch .{0,40})?nstat\b/;
const absolute = /\bnstat(?: -[a-z]{1,8}){0,6} -[a-z]{0,8}a/;

/** Reads counters of nstat. Without `-a` it prints the growth since its last run, which is no sample. */
export const nstat: Parser = {
  name: 'nstat',
  clues: [
    'nstat',
    'tcpext',
    'tcpoutrsts',
    'tcpattemptfails',
    'tcpestabresets',
    'tcpretranssegs',
    'mptcpext',
    'udpincsumerrors',
  ],
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let fact = 'counter';
    for (const at of hits) {
      const line = paste.line(at);
      const found = row.exec(line);
      if (found !== null) {
        drafts.push({
          fact: `${fact} ${found[1] ?? ''}`,
          value: found[2] ?? '',
          from: at,
          many: true,
        });
        continue;
      }
      const { run } = paste.typed(at);
      if (command.test(run)) fact = absolute.test(run) ? 'counter' : 'counter-step';
    }
    return drafts;
  },
};
