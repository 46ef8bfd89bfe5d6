/** The state chart as plain nodes and edges, read from the machine itself, so that a drawing of it cannot go stale. */
import type { AnyStateNode } from 'xstate';
import { wizardMachine } from './machine.ts';

/** One state. */
export interface ChartNode {
  /** Path in the machine, such as `concluded.likely`; empty for the machine as a whole. */
  readonly id: string;
  /** Id of the state that it is inside of; null for the machine as a whole. */
  readonly parent: string | null;
  readonly description: string;
}

/** One transition. */
export interface ChartEdge {
  readonly source: string;
  /** Equal to `source` where the state does not change. */
  readonly target: string;
  /** Type of the event; empty for a transition that is taken at once. */
  readonly event: string;
  /** Name of the guard; null when the transition is always possible. */
  readonly guard: string | null;
  readonly description: string;
}

/** The chart, in the order in which the machine states it. */
export interface Chart {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

function idOf(node: AnyStateNode): string {
  return node.path.join('.');
}

function nameOf(guard: unknown): string | null {
  if (typeof guard === 'string') return guard;
  const isNamed = typeof guard === 'object' && guard !== null && 'type' in guard;
  return isNamed && typeof guard.type === 'string' ? guard.type : null;
}

function collect(node: AnyStateNode, nodes: ChartNode[], edges: ChartEdge[]): void {
  nodes.push({
    id: idOf(node),
    parent: node.parent === undefined ? null : idOf(node.parent),
    description: node.description ?? '',
  });
  for (const transition of [...[...node.transitions.values()].flat(), ...(node.always ?? [])]) {
    edges.push({
      source: idOf(node),
      target: idOf(transition.target?.[0] ?? node),
      event: String(transition.eventType),
      guard: nameOf(transition.guard),
      description: transition.description ?? '',
    });
  }
  for (const child of Object.values(node.states)) collect(child, nodes, edges);
}

/** Every state and transition of the wizard's machine. */
export function readChart(): Chart {
  const nodes: ChartNode[] = [];
  const edges: ChartEdge[] = [];
  collect(wizardMachine.root, nodes, edges);
  return { nodes, edges };
}
