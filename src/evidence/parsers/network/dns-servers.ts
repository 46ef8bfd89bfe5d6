/** What DNS servers log: that they are at a limit of their own, or that the server they ask does not answer. */
import { notes, patternParser, says } from '#evidence/parsers/programs/pattern-lines.ts';

/** Reads logs of DNS servers. */
export const dnsServers = patternParser('dns-servers', [
  // CoreDNS, plugin/forward/setup.go.
  says(
    'resolver-load',
    'saturated',
    null,
    'concurrent queries exceeded maximum',
    /\bplugin\/errors: \d{1,3} \S{1,255} [A-Z\d]{1,10}: concurrent queries exceeded maximum \d/,
  ),
  // dnsmasq, src/network.c.
  says(
    'resolver-load',
    'saturated',
    null,
    'maximum number of concurrent dns queries',
    /^(?:.{0,80}\bdnsmasq(?:\[\d{1,9}\])?: |["'`])?maximum number of concurrent DNS queries (?:to \S{1,60} )?reached/i,
  ),
  // CoreDNS: its own question to the next server.
  notes(
    'error of the DNS server',
    'plugin/errors: ',
    /\bplugin\/errors: \d{1,3} \S{1,255} [A-Z\d]{1,10}: (?:read|write|dial) (?:udp|tcp)4?6? .{1,160}: ([a-z][a-z/ ]{3,60})$/,
  ),
]);
