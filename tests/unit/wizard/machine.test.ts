import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { createActor } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import type { WizardEvent, WizardSnapshot } from '#wizard/index.ts';
import { emptySession, stateOf, viewSession, wizardMachine } from '#wizard/index.ts';
import { evidenceOf, reading } from './toy-evidence.ts';
import { toyKnowledge } from './toy-knowledge.ts';

const input = { knowledge: toyKnowledge };
const paste = evidenceOf([
  reading({ finding: 'lamp', value: 'off', line: 1 }),
  reading({ finding: 'smell', value: 'burnt', line: 2 }),
]);

/** Events that a user could cause in any state; each leads somewhere from somewhere. */
const events: readonly WizardEvent[] = [
  { type: 'answer.given', finding: 'lamp', value: 'off' },
  { type: 'answer.given', finding: 'socket', value: 'dead' },
  { type: 'answer.given', finding: 'lamp', value: 'purple' },
  { type: 'answers.given', answers: [{ finding: 'firmware', value: 'unknown' }] },
  { type: 'answers.given', answers: [{ finding: 'lamp', value: 'purple' }] },
  { type: 'answer.revised', finding: 'lamp', value: 'on' },
  { type: 'answer.revised', finding: 'lamp', value: 'purple' },
  { type: 'answer.removed', finding: 'lamp' },
  { type: 'question.picked', finding: 'load' },
  { type: 'question.skipped', finding: 'load' },
  {
    type: 'words.given',
    text: 'burnt',
    hints: { causes: { 'burnt-coil': 1 }, findings: ['smell'] },
    evidence: paste,
  },
  { type: 'paste.read', evidence: paste },
  { type: 'reading.side.stated', readings: ['1.0'], side: 'server' },
  { type: 'capture.end.stated', paste: 1, beside: 2, end: 'client' },
  { type: 'reading.corrected', reading: '1.0', value: 'on' },
  { type: 'reading.corrected', reading: '1.0', value: 'purple' },
  { type: 'reading.dropped', readings: ['1.0'] },
  { type: 'reading.restored', readings: ['1.0'] },
  { type: 'conflict.decided', conflict: 'lamp@unknown', keep: null },
  { type: 'review.closed' },
  { type: 'review.reopened' },
  { type: 'symptom.chosen', symptom: 'smoke' },
  { type: 'case.replayed', case: 'kitchen-2013' },
  { type: 'link.opened', fragment: '#k=toy-1&lamp=off' },
  { type: 'link.opened', fragment: '#k=toy-1&smell=burnt&lamp=on&boils=5000' },
  { type: 'asking.resumed' },
  { type: 'asking.ended' },
  { type: 'session.restarted' },
];

/**
 * What tells two moments apart for a walk through the chart: how much is held, not what it says. Every moment that is walked
 * from is a real one; this only says which of many alike is walked from once.
 */
function serializeState(snapshot: WizardSnapshot): string {
  const { observations, waiting, dropped, skipped, picked, pace, reviewed, notice } =
    snapshot.context.session;
  const held = observations.some(({ finding }) => finding === 'lamp');
  const amounts = [waiting, dropped, skipped].map(({ length }) => Math.min(length, 1));
  return JSON.stringify([
    snapshot.value,
    [held, Math.min(observations.length, 2), ...amounts],
    [picked !== null, pace, reviewed, notice !== null],
  ]);
}

const traversal = {
  input,
  events,
  serializeState,
  // A paste each in a thousand sessions tells nothing new: one is enough.
  filterEvents: ({ context }: WizardSnapshot, event: WizardEvent) =>
    event.type !== 'paste.read' || context.session.pastes.length === 0,
  limit: 50_000,
};

function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  const own = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
  return [...own, ...Object.values(node.states).flatMap(transitionsOf)];
}

function statesOf(node: AnyStateNode): string[] {
  return [node.path.join('.'), ...Object.values(node.states).flatMap(statesOf)];
}

function nameOf(transition: AnyTransitionDefinition): string {
  return `${transition.source.id} ${String(transition.eventType)}: ${transition.description ?? ''}`;
}

const wizardTransitions = transitionsOf(wizardMachine.root);

const shortestPaths = getShortestPaths(wizardMachine, traversal);

describe('wizardMachine', () => {
  it('is taken through every state and every transition by paths that it generates itself', () => {
    const entered = new Set<string>();
    const taken = new Set<AnyTransitionDefinition>();
    const steps = adjacencyMapToArray(getAdjacencyMap(wizardMachine, traversal));
    assert.ok(steps.length > 1000, `only ${steps.length} steps`);
    for (const { state, event } of steps) {
      const actor = createActor(wizardMachine, {
        input,
        snapshot: state,
        inspect: (inspected) => {
          if (inspected.type !== '@xstate.microstep') return;
          for (const transition of inspected._transitions) {
            taken.add(transition);
            entered.add(transition.source.path.join('.'));
            for (const target of transition.target ?? []) entered.add(target.path.join('.'));
          }
        },
      });
      actor.start();
      actor.send(event);
      assert.equal(actor.getSnapshot().status, 'active');
      entered.add(stateOf(actor.getSnapshot()));
    }
    const untaken = wizardTransitions.filter((transition) => !taken.has(transition));
    assert.deepEqual(untaken.map(nameOf), []);
    const unentered = statesOf(wizardMachine.root).filter((state) => !entered.has(state));
    assert.deepEqual(unentered, []);
  });

  it('reaches every state that a user can find it in by a path of at most five events', () => {
    const lengths = new Map<string, number>();
    for (const { state, steps } of shortestPaths) {
      const name = stateOf(state);
      lengths.set(name, Math.min(lengths.get(name) ?? Infinity, steps.length));
    }
    assert.deepEqual([...lengths.keys()].sort(), [
      'asking',
      'confirmed',
      'inconclusive',
      'likely',
      'opening',
      'possible',
      'reviewing',
    ]);
    // The first step of each path is the machine's own start.
    for (const [name, length] of lengths) assert.ok(length <= 6, `${name}: ${length}`);
  });

  it('shows a view in every moment that it reaches', () => {
    for (const { state } of shortestPaths) {
      const { knowledge, session } = state.context;
      const view = viewSession(knowledge, session);
      const sum = [...view.differential, view.somethingElse].reduce(
        (all, { posterior }) => all + posterior,
        0,
      );
      assert.ok(sum > 0 && sum <= 1 + 1e-9);
      if (stateOf(state) === 'asking') assert.notEqual(view.question, null);
      if (stateOf(state) === 'reviewing') {
        assert.ok(view.review.sides.length + view.review.contradictions.length > 0);
      }
    }
  });

  it('documents every state and every transition', () => {
    const states = statesOf(wizardMachine.root).filter((path) => path !== '');
    for (const path of states) {
      const node = wizardMachine.getStateNodeById(`wizard.${path}`);
      assert.match(node.description ?? '', /\.$/, path);
    }
    for (const transition of wizardTransitions) {
      assert.match(transition.description ?? '', /\.$/, nameOf(transition));
    }
  });

  it('is in the same state with the same observations, whatever order they came in', () => {
    const orders = [
      ['lamp=off', 'socket=dead', 'boils=7'],
      ['boils=7', 'socket=dead', 'lamp=off'],
      ['socket=dead', 'lamp=off', 'boils=7'],
    ];
    const ends = orders.map((order) => {
      const actor = createActor(wizardMachine, { input }).start();
      for (const entry of order) {
        const [finding = '', value = ''] = entry.split('=');
        actor.send({ type: 'answer.given', finding, value });
      }
      const { session } = actor.getSnapshot().context;
      const view = viewSession(toyKnowledge, session);
      return [stateOf(actor.getSnapshot()), view.link, view.verdict, view.differential];
    });
    assert.deepEqual(ends[1], ends[0]);
    assert.deepEqual(ends[2], ends[0]);
  });

  it('keeps all else when one answer is edited', () => {
    const actor = createActor(wizardMachine, { input }).start();
    actor.send({ type: 'paste.read', evidence: paste });
    actor.send({ type: 'reading.side.stated', readings: ['1.0'], side: 'server' });
    actor.send({ type: 'answer.given', finding: 'boils', value: '5000' });
    const before = actor.getSnapshot().context.session.observations;
    actor.send({ type: 'answer.revised', finding: 'boils', value: '50' });
    const after = actor.getSnapshot().context.session.observations;
    assert.deepEqual(
      after,
      before.map((held) => (held.finding === 'boils' ? { ...held, value: '50' } : held)),
    );
  });

  it('goes back and forward by links without losing where things came from', () => {
    const actor = createActor(wizardMachine, { input }).start();
    const link = (): string =>
      `#${viewSession(toyKnowledge, actor.getSnapshot().context.session).link}`;
    const start = link();
    actor.send({ type: 'paste.read', evidence: paste });
    actor.send({ type: 'reading.side.stated', readings: ['1.0'], side: 'server' });
    const end = link();
    const pasted = actor.getSnapshot().context.session.observations;
    actor.send({ type: 'link.opened', fragment: start });
    assert.deepEqual(actor.getSnapshot().context.session.observations, []);
    assert.equal(stateOf(actor.getSnapshot()), 'opening');
    actor.send({ type: 'link.opened', fragment: end });
    const kept = actor.getSnapshot().context.session.observations;
    assert.deepEqual(
      kept.map(({ finding, from }) => [finding, from.kind]),
      [
        ['lamp', 'pasted'],
        ['smell', 'pasted'],
      ],
    );
    assert.equal(kept.length, pasted.length);
  });

  it('asks on when the user insists, until nothing useful is left', () => {
    const actor = createActor(wizardMachine, { input }).start();
    actor.send({ type: 'link.opened', fragment: '#lamp=off&socket=dead' });
    assert.equal(stateOf(actor.getSnapshot()), 'confirmed');
    actor.send({ type: 'asking.resumed' });
    assert.equal(stateOf(actor.getSnapshot()), 'asking');
    for (let asked = 0; asked < 10 && stateOf(actor.getSnapshot()) === 'asking'; asked += 1) {
      const view = viewSession(toyKnowledge, actor.getSnapshot().context.session);
      actor.send({
        type: 'answers.given',
        answers: [{ finding: view.question?.finding ?? '', value: 'unknown' }],
      });
    }
    assert.equal(stateOf(actor.getSnapshot()), 'confirmed');
  });

  it('starts where a saved session was', () => {
    const session = { ...emptySession, picked: 'load' };
    const actor = createActor(wizardMachine, { input: { knowledge: toyKnowledge, session } });
    assert.equal(stateOf(actor.start().getSnapshot()), 'asking');
  });

  it('does not ask a skipped question again until it is picked', () => {
    const actor = createActor(wizardMachine, { input }).start();
    actor.send({ type: 'answer.given', finding: 'boils', value: '5000' });
    const view = () => viewSession(toyKnowledge, actor.getSnapshot().context.session);
    const skipped = view().question?.finding ?? '';
    actor.send({ type: 'question.skipped', finding: skipped });
    assert.notEqual(view().question?.finding, skipped);
    assert.deepEqual(
      view().skipped.map(({ finding }) => finding),
      [skipped],
    );
    assert.ok(view().alternatives.every(({ finding }) => finding !== skipped));
    actor.send({ type: 'question.picked', finding: skipped });
    assert.equal(view().question?.finding, skipped);
    assert.deepEqual(view().skipped, []);
  });

  it('forgets that a question was skipped once it is answered after all', () => {
    const actor = createActor(wizardMachine, { input }).start();
    actor.send({ type: 'answer.given', finding: 'boils', value: '5000' });
    actor.send({ type: 'question.skipped', finding: 'lamp' });
    actor.send({ type: 'answer.given', finding: 'lamp', value: 'on' });
    assert.deepEqual(actor.getSnapshot().context.session.skipped, []);
  });

  it('revises only what is known, and keeps the question that is open', () => {
    const actor = createActor(wizardMachine, { input }).start();
    actor.send({ type: 'answer.given', finding: 'boils', value: '5000' });
    actor.send({ type: 'question.picked', finding: 'load' });
    actor.send({ type: 'answer.revised', finding: 'lamp', value: 'on' });
    assert.equal(actor.getSnapshot().context.session.observations.length, 1);
    actor.send({ type: 'answer.revised', finding: 'boils', value: '5' });
    const { session } = actor.getSnapshot().context;
    assert.deepEqual([session.picked, session.observations[0]?.value], ['load', '5']);
  });

  it('goes back to what was known before a restart, with where it came from', () => {
    const actor = createActor(wizardMachine, { input }).start();
    actor.send({ type: 'answer.given', finding: 'boils', value: '5000' });
    const before = actor.getSnapshot().context.session.observations;
    actor.send({ type: 'session.restarted' });
    assert.equal(stateOf(actor.getSnapshot()), 'opening');
    actor.send({ type: 'link.opened', fragment: 'boils=5000' });
    assert.deepEqual(actor.getSnapshot().context.session.observations, before);
  });

  it('stops pushing after as many questions as anyone should be asked', () => {
    const observations = Array.from({ length: 12 }, (_, at) => ({
      finding: `ghost-${at}`,
      value: 'unknown',
      from: { kind: 'answered' } as const,
    }));
    for (const [count, state] of [
      [11, 'asking'],
      [12, 'inconclusive'],
    ] as const) {
      const session = {
        ...emptySession,
        pace: 'guided' as const,
        observations: observations.slice(0, count),
      };
      const actor = createActor(wizardMachine, { input: { knowledge: toyKnowledge, session } });
      assert.equal(stateOf(actor.start().getSnapshot()), state);
    }
  });
});
