/** `nft monitor trace`: the rule that decided over a traced packet. */
import { patternParser, says } from '#evidence/parsers/programs/pattern-lines.ts';

const clue = 'trace id ';

/** Reads rules that rejected or dropped a traced packet. */
export const nftTrace = patternParser('nft-trace', [
  says(
    'filter-counter',
    'reject-rule',
    null,
    clue,
    /^trace id [0-9a-f]{1,8} \S{2,10} \S{1,60} \S{1,60} rule .{0,300}\breject\b.{0,80}\(verdict drop\)$/,
  ),
  says(
    'filter-counter',
    'drop-rule-or-policy',
    null,
    clue,
    /^trace id [0-9a-f]{1,8} \S{2,10} \S{1,60} \S{1,60} (?:rule .{0,300}\bdrop \(verdict drop\)|policy drop)$/,
  ),
]);
