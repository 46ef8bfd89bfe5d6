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
import { evidenceOf, reading } from './toy-evidence.ts';
import { toyKnowledge } from './toy-knowledge.ts';

const words = {
  text: ' it fails since the new firmware at host.example ',
  hints: { causes: { 'firmware-fault': 1 }, findings: ['firmware', 'ghost'] },
  evidence: null,
};
const said = say(toyKnowledge, emptySession, words);

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
    assert.equal(say(toyKnowledge, said, { ...words, text: ' ' }).words, null);
    assert.deepEqual(say(toyKnowledge, emptySession, { ...words, text: '' }), emptySession);
  });

  it('keeps them out of the link and of the report, and in the tab', () => {
    const session = answer(toyKnowledge, said, { finding: 'lamp', value: 'off' });
    assert.equal(linkOf(session, toyKnowledge), 'k=toy-1&lamp=off');
    const report = writeReport(toyKnowledge, session, 'https://site.example/triage/', []);
    assert.ok(!report.includes('since the new') && !report.includes('host.example'));
    assert.deepEqual(readSavedSession(saveSession(session))?.words, session.words);
  });

  it('believes what was read from them, says where it came from, and takes it back with them', () => {
    const evidence = evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server' })]);
    const read = say(toyKnowledge, emptySession, { ...words, evidence });
    assert.equal(linkOf(read, toyKnowledge), 'k=toy-1&lamp=off');
    assert.equal(read.words?.paste, 1);
    assert.equal(viewSession(toyKnowledge, read).observations[0]?.fromText, 'in your words');
    const again = say(toyKnowledge, read, { ...words, text: 'the lamp is on', evidence: null });
    assert.deepEqual(again.observations, []);
    assert.equal(again.words?.paste, null);
    assert.deepEqual(say(toyKnowledge, read, { ...words, text: '' }).observations, []);
  });

  it('keeps an answer that says the same when the words are taken back', () => {
    const evidence = evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server' })]);
    const answered = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'off' });
    const read = say(toyKnowledge, answered, { ...words, evidence });
    const back = say(toyKnowledge, read, { ...words, text: '' });
    assert.equal(linkOf(back, toyKnowledge), 'k=toy-1&lamp=off');
  });

  it('holds no paste when nothing was read that a question asks for', () => {
    const evidence = evidenceOf([reading({ finding: null })]);
    assert.deepEqual(say(toyKnowledge, emptySession, { ...words, evidence }).pastes, []);
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
