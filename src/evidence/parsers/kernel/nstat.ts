/**
 * Counters as `nstat` prints them: name, value, rate. With `-a` the value is a total; without it, it is the growth since the
 * last run, which answers by itself when that run is in the paste. The rate is other than 0.0 only beside its daemon.
 */
import { growthPrefix, samplePrefix } from '#evidence/counters.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const row =
  /^((?:Ip|Icmp|Tcp|Udp|TcpExt|IpExt|MPTcpExt)[A-Z][A-Za-z0-9]{2,50})\s{1,40}(\d{1,20})(?:\s{1,40}(\d{1,12}\.\d))?$/;
const command = /(?:^|[;&|] ?|\b(?:do|sudo|watch|exec) )nstat\b/;
const absolute = /\bnstat(?: -[a-z]{1,8}){0,6} -[a-z]{0,8}a/;
/** What collect.sh runs where there is no nstat. */
const totals = /^awk .{0,400}\/proc\/net\/netstat$/;
const kept = /\bnstat(?: -[a-z]{1,8}){0,6} -[a-z]{0,8}s/;
/** Begins the history and prints nothing of it. */
const quiet = /\bnstat -(?:n|rs|sr)\b/;

/** Any row, also of a counter that nothing is asked of. */
const anyRow = /^[A-Z][A-Za-z0-9]{3,60}\s{1,40}\d{1,20}\s{1,40}\d{1,12}\.\d$/;

/** Rows of one run: Linux 6.18 has some 400. */
const longest = 1000;

type Kind = 'total' | 'growth' | 'step' | 'unknown';

/**
 * Whether a listing stands where PAWSPassive would: kernels since 4.12 have no such counter, and so no such rejection. Its row
 * comes right before that of PAWSActive, behind those of TIME-WAIT, or first of all where the PAWS counters were asked for.
 */
function lacksPassive(paste: Paste, at: number, asked: string): boolean {
  const above = row.exec(paste.line(at - 1))?.[1];
  if (above === 'TcpExtPAWSPassive') return false;
  return above?.startsWith('TcpExtTW') === true || asked.includes("'TcpExtPAWS*'");
}

/** Reads counters of nstat. */
export const nstat: Parser = {
  name: 'nstat',
  clues: [
    'nstat',
    '#kernel',
    '/proc/net/netstat',
    'tcpext',
    'tcpoutrsts',
    'tcpattemptfails',
    'tcpestabresets',
    'tcpretranssegs',
    'mptcpext',
    'udpincsumerrors',
    'udprcvbuferrors',
    'udpinerrors',
  ],
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    const seen = new Map<string, string>();
    let kind: Kind = 'unknown';
    let asked = '';
    /** Hosts on which the history was begun within the paste. */
    const begun = new Set<string>();
    for (const at of hits) {
      const found = row.exec(paste.line(at));
      if (found === null) {
        let to = at;
        while (to - at < longest && anyRow.test(paste.line(to + 1))) to += 1;
        if (to > at) {
          drafts.push({ fact: 'nstat rows', value: `${to - at}`, from: at, to, many: true });
        }
        const { run, host } = paste.typed(at);
        if (totals.test(run)) kind = 'total';
        if (!command.test(run)) continue;
        asked = run;
        if (absolute.test(run)) kind = 'total';
        else {
          kind = begun.has(host) || quiet.test(run) ? 'growth' : 'step';
          if (!kept.test(run)) begun.add(host);
        }
        continue;
      }
      const [, name = '', value = '', rate = '0.0'] = found;
      const isSame = kind === 'unknown' && seen.get(name) === value && value !== '0';
      // Two equal figures without a command: totals that stand still, or growth twice.
      let prefix = kind === 'step' || isSame ? 'counter-step ' : samplePrefix;
      if (kind === 'growth' || Number(rate) > 0) prefix = growthPrefix;
      seen.set(name, value);
      drafts.push({ fact: prefix + name, value, from: at, many: true });
      if (
        name === 'TcpExtPAWSActive' &&
        prefix === samplePrefix &&
        lacksPassive(paste, at, asked)
      ) {
        drafts.push({ fact: `${prefix}TcpExtPAWSPassive`, value: '0', from: at, many: true });
      }
    }
    return drafts;
  },
};
