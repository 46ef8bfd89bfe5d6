/** What Cilium's eBPF data path counts and logs: entries that its maps refused. Reasons: pkg/monitor/api/drop.go. */
import { patternParser, says } from './pattern-lines.ts';

const finding = 'ebpf-map-errors';

// A row of `cilium-dbg bpf metrics list` with nothing counted follows its reason with `EGRESS 0 0`.

/** Reads drops of Cilium. */
export const cilium = patternParser('cilium', [
  says(
    finding,
    'yes',
    null,
    'map insertion failed',
    /\bCT: map insertion failed\b(?! {1,60}(?:IN|E)GRESS {1,40}0 )/i,
  ),
  says(
    finding,
    'yes',
    null,
    'no mapping for nat masquerade',
    /\bno mapping for nat masquerade\b(?! {1,60}(?:IN|E)GRESS {1,40}0 )/i,
  ),
]);
