import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  answer,
  assessSession,
  createWizard,
  emptySession,
  linkOf,
  openLink,
  readSavedSession,
  replayCase,
  saveSession,
  say,
  stateOf,
  viewSession,
  writeReport,
} from '#wizard/index.ts';
import { toyKnowledge } from './toy-knowledge.ts';

const words = {
  text: ' it fails since the new firmware at host.example ',
  hints: { causes: { 'firmware-fault': 1 }, findings: ['firmware', 'ghost'] },
};
const said = say(emptySession, words);

describe('say', () => {
  it('keeps the words, begins to ask, and changes nothing that is believed', () => {
    assert.equal(said.words?.text, 'it fails since the new firmware at host.example');
    const before = assessSession(toyKnowledge, emptySession);
    const after = assessSession(toyKnowledge, said);
    assert.deepEqual(after.belief, before.belief);
    assert.deepEqual(after.verdict, before.verdict);
  });

  it('steers the first question', () => {
    assert.notEqual(assessSession(toyKnowledge, emptySession).next?.finding, 'firmware');
    assert.equal(assessSession(toyKnowledge, said).next?.finding, 'firmware');
  });

  it('takes blank words back, and begins nothing with them', () => {
    assert.equal(say(said, { ...words, text: ' ' }).words, null);
    assert.deepEqual(say(emptySession, { ...words, text: '' }), emptySession);
  });

  it('keeps them out of the link and of the report, and in the tab', () => {
    const session = answer(toyKnowledge, said, { finding: 'lamp', value: 'off' });
    assert.equal(linkOf(session, toyKnowledge), 'k=toy-1&lamp=off');
    const report = writeReport(toyKnowledge, session, 'https://site.example/triage/', []);
    assert.ok(!report.includes('since the new') && !report.includes('host.example'));
    assert.deepEqual(readSavedSession(saveSession(session))?.words, session.words);
  });

  it('goes with a new start, and stays while the user goes back and forward', () => {
    assert.equal(openLink(toyKnowledge, said, 'lamp=off').words?.text, said.words?.text);
    assert.equal(replayCase(toyKnowledge, said, 'no-such-case').words, said.words);
  });

  it('lists what the words may speak of, as long as it is not known or asked', () => {
    const view = viewSession(toyKnowledge, said);
    assert.equal(view.words, said.words?.text);
    assert.equal(view.question?.finding, 'firmware');
    assert.deepEqual(view.spoken, []);
    assert.deepEqual(view.fitting, [{ cause: 'firmware-fault', title: 'Firmware fault' }]);
    assert.deepEqual(viewSession(toyKnowledge, emptySession).fitting, []);
    const elsewhere = viewSession(toyKnowledge, { ...said, picked: 'lamp' });
    assert.deepEqual(
      elsewhere.spoken.map(({ finding }) => finding),
      ['firmware'],
    );
  });
});

describe('words.given', () => {
  it('leads from the opening to a question, and a restart back to it', () => {
    const actor = createWizard(toyKnowledge);
    actor.start();
    assert.equal(stateOf(actor.getSnapshot()), 'opening');
    actor.send({ type: 'words.given', ...words });
    assert.equal(stateOf(actor.getSnapshot()), 'asking');
    actor.send({ type: 'session.restarted' });
    assert.equal(stateOf(actor.getSnapshot()), 'opening');
    assert.equal(actor.getSnapshot().context.session.words, null);
  });
});
