/**
 * Whether a PROXY protocol header stands where the receiver expects one (finding `proxy-header`): the words of nginx and
 * HAProxy, and access lines whose request is the header. Empty quotes after nginx's "broken header" say nothing, since a
 * version 2 header begins with a line end, at which nginx cuts; nor does a peer that left or stayed silent.
 */
import { notes, type PatternLine, patternParser, says } from './pattern-lines.ts';

const finding = 'proxy-header';
const missing = (clue: string, pattern: RegExp): PatternLine =>
  says(finding, 'header-missing', null, clue, pattern);
const unexpected = (clue: string, pattern: RegExp): PatternLine =>
  says(finding, 'header-not-expected', null, clue, pattern);

/** Reads what receivers log of the header. */
export const proxyHeader = patternParser('proxy-header', [
  // A header that is there and wrong begins like one.
  missing(
    'broken header: "',
    /\[error\] \d{1,10}#\d{1,10}: (?:\*\d{1,20} )?broken header: "(?!PROXY |"| {0,4}$)/,
  ),
  missing(
    'does not look like a proxy protocol header',
    /: Received something which does not look like a PROXY protocol header$/,
  ),
  unexpected(
    '"proxy ',
    /"PROXY (?:TCP4|TCP6|UNKNOWN)(?: [\d.:A-Fa-f]{2,45} [\d.:A-Fa-f]{2,45} \d{1,5} \d{1,5})?" 400 /,
  ),
  unexpected(
    'invalid request while reading client request line',
    /client sent invalid request while reading client request line, .{0,200}request: "PROXY (?:TCP4|TCP6|UNKNOWN)\b/,
  ),
  // Go takes the header's fourth and fifth byte for the length of a TLS record: "XY" is 0x5859.
  unexpected('with length 22617', /\btls: oversized record received with length 22617\b/),
  notes(
    'proxy-header-wait',
    'while waiting for proxy protocol header',
    /: (Connection closed|Connection error|Timeout) while waiting for PROXY protocol header$/,
  ),
  notes(
    'proxy-header-wait',
    'while reading proxy protocol',
    /\b(client closed connection) while reading PROXY protocol, client: /,
  ),
  notes(
    'proxy-header-broken',
    'proxy protocol header',
    /: (Received an invalid PROXY protocol header|Truncated PROXY protocol header received)$/,
  ),
]);
