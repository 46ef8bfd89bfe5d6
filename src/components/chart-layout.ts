/**
 * Geometry of the wizard's state chart: the deciding state on the left, where each change of the session ends, and the
 * states that it leads to on the right, each with the events that lead back. Plain arithmetic over nodes and edges that
 * the machine itself states, so that the picture cannot go stale.
 */

/** One state of the machine. */
export interface ChartState {
  readonly id: string;
  readonly parent: string | null;
  readonly description: string;
}

/** One transition of the machine. */
export interface ChartTransition {
  readonly source: string;
  readonly target: string;
  readonly event: string;
  readonly guard: string | null;
  readonly description: string;
}

/** A box of the drawing. */
export interface ChartBox {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Events that leave the state, each once. */
  readonly events: readonly string[];
}

/** An arrow of the drawing. */
export interface ChartArrow {
  readonly path: string;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** The drawing. */
export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly ChartBox[];
  readonly arrows: readonly ChartArrow[];
}

const width = 720;
const line = 15;
const gap = 16;
const leftWidth = 215;
const rightX = 430;
const rightWidth = 275;

/** Places the states. `hub` is the id of the state that decides; `root` is the machine as a whole. */
export function layOutChart(
  states: readonly ChartState[],
  transitions: readonly ChartTransition[],
  hub: string,
  root: string,
): ChartDrawing {
  const eventsOf = (id: string) => [
    ...new Set(
      transitions
        .filter(({ source, event }) => source === id && event !== '')
        .map((one) => one.event),
    ),
  ];
  const leaves = states.filter(
    ({ id }) => id !== hub && id !== root && !states.some(({ parent }) => parent === id),
  );
  const boxes: ChartBox[] = [];
  let y = 10;
  for (const { id, parent } of leaves) {
    const inherited = parent === null || parent === root ? [] : eventsOf(parent);
    const events = [...new Set([...eventsOf(id), ...inherited])];
    const height = 24 + events.length * line;
    boxes.push({ id, name: id, x: rightX, y, width: rightWidth, height, events });
    y += height + gap;
  }
  const rootEvents = eventsOf(root);
  const hubHeight = 24 + rootEvents.length * line;
  const height = Math.max(y, hubHeight + 20);
  const hubY = Math.max(10, (height - hubHeight) / 2 - 10);
  boxes.unshift({
    ...{ id: hub, name: hub, x: 10, y: hubY, width: leftWidth, height: hubHeight },
    events: rootEvents,
  });
  const arrows = boxes.slice(1).map((box): ChartArrow => {
    const from = { x: 10 + leftWidth, y: hubY + 12 };
    const to = { x: box.x, y: box.y + 12 };
    const middle = (from.x + to.x) / 2;
    const edge = transitions.find(({ source, target }) => source === hub && target === box.id);
    return {
      path: `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x - 6} ${to.y}`,
      label: edge?.guard ?? '',
      labelX: to.x - 12,
      labelY: to.y - 5,
    };
  });
  return { width, height, boxes, arrows };
}
