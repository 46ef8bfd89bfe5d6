/** Ids of places on the triage page that other parts lead to. */

/** The row of an observation, by its slot. */
export function knownId(slot: string): string {
  return `known-${slot}`;
}

/** A line of a paste, or a frame of a capture. */
export function lineId(paste: number, line: number): string {
  return `paste-${String(paste)}-${String(line)}`;
}

/** The pane of a paste. */
export function paneId(paste: number): string {
  return `paste-${String(paste)}`;
}
