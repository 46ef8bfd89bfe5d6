/** What a lab is, and what it is handed. The README in the folder above says how to write one. */
import type { Bench } from './bench.ts';
import type { ToolName } from './tools.ts';

/** A cause that the evidence of a lab cannot tell from its own, and that has the same remedy. */
export interface Equal {
  readonly cause: string;
  readonly reason: string;
}

/** One failure that can be made to happen. */
export interface Lab {
  /** Id of the cause; the file is `<id>.lab.ts`. */
  readonly id: string;
  /** Two sentences for the page of the cause: what was built, and how the fault was made. */
  readonly done: string;
  /** Programs that it starts, beside `ip`, `ss`, `flock` and `tcpdump`, which every lab needs. */
  readonly tools: readonly ToolName[];
  /** Files that only a kernel with the feature has: `/proc/sys/net/netfilter/nf_conntrack_max`. */
  readonly kernel?: readonly string[];
  /**
   * `host`: changes a setting that no namespace has of its own, or makes the kernel log something. Such a lab runs
   * alone on the machine; labs that touch nothing may run beside others.
   */
  readonly touches?: 'host' | 'nothing';
  /** The reason why a lab is too slow or too fragile for every run of the tests. `npm run labs` runs it all the same. */
  readonly notInTests?: string;
  /** Causes that count as this one. */
  readonly equals?: readonly Equal[];
  /** Seconds after which a run is given up; 60 unless stated. */
  readonly limit?: number;
  /** Makes the failure happen, or runs the same without the fault when `bench.fault` is false, and collects. */
  readonly run: (bench: Bench) => Promise<void>;
}

/** Seconds that a run of a lab may take when it states nothing else. */
export const usualLimit = 60;

/** Exists so that a lab's file is checked where it is written. */
export function defineLab(lab: Lab): Lab {
  return lab;
}
