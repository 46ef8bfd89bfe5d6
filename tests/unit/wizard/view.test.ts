import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '#engine/index.ts';
import type { Session, WizardView } from '#wizard/index.ts';
import { emptySession, openLink, viewSession } from '#wizard/index.ts';
import { evidenceOf, reading } from './toy-evidence.ts';
import { takeIn } from '#wizard/index.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function sessionOf(fragment: string): Session {
  return openLink(toyKnowledge, emptySession, fragment);
}

function view(fragment: string): WizardView {
  return viewSession(toyKnowledge, sessionOf(fragment));
}

describe('viewSession', () => {
  it('ranks as the engine does', () => {
    const { belief } = assess(toyKnowledge.model, [{ finding: 'lamp', value: 'off' }]);
    const { differential, somethingElse } = view('lamp=off');
    assert.deepEqual(
      differential.map(({ cause, posterior }) => [cause, posterior]),
      belief.ranking.map(({ cause, posterior }) => [cause, posterior]),
    );
    assert.equal(somethingElse.posterior, belief.somethingElse);
    assert.equal(differential[0]?.share, 1);
    assert.ok(differential.every(({ share }) => share >= 0 && share <= 1));
  });

  it('is the same for every order of the link', () => {
    const entries = ['lamp=off', 'smell=none', 'boils=5', 'firmware@client=2.0'];
    const { observations: _, ...expected } = view(entries.join('&'));
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (order) => {
        const { observations: __, ...shown } = view(order.join('&'));
        assert.deepEqual(shown, expected);
      }),
    );
  });

  it('says what speaks for and against a cause, and what was not checked', () => {
    const [first] = view('lamp=off&smell=none').differential;
    assert.equal(first?.cause, 'blown-fuse');
    assert.deepEqual(
      first.for.map(({ finding, title, value, decisive }) => [finding, title, value, decisive]),
      [['lamp', 'Lamp of the kettle', 'The lamp is off', true]],
    );
    assert.ok((first.for[0]?.bits ?? 0) > 3);
    assert.match(first.for[0]?.reason ?? '', /Why the lamp matters/);
    assert.deepEqual(
      first.notChecked.map(({ finding }) => finding),
      ['socket'],
    );
    const coil = view('lamp=off').differential.find(({ cause }) => cause === 'burnt-coil');
    assert.deepEqual(
      coil?.against.map(({ finding, bits }) => [finding, bits < 0]),
      [['lamp', true]],
    );
  });

  it('asks a question with its reason, and names the causes that it tells apart', () => {
    const { question, alternatives } = view('boils=5000');
    assert.ok(question);
    assert.ok(question.separates.length >= 1 && question.separates.length <= 3);
    for (const cause of question.separates) {
      assert.ok(question.reason.includes(toyKnowledge.causes[cause]?.title ?? '?'));
    }
    assert.equal(question.commands.length, 1);
    const sum = question.outcomes.reduce((all, { probability }) => all + (probability ?? 0), 0);
    assert.ok(Math.abs(sum - 1) < 1e-6);
    assert.ok(
      alternatives.every(({ finding }) => finding !== question.finding && finding !== 'boils'),
    );
    assert.ok(alternatives.length > 0);
  });

  it('shows beside a question the others that one look answers', () => {
    const session = { ...sessionOf('boils=5'), picked: 'socket' };
    const { question } = viewSession(toyKnowledge, session);
    assert.equal(question?.finding, 'socket');
    assert.deepEqual(
      question.siblings.map(({ finding }) => finding),
      ['smell'],
    );
    const answered = { ...sessionOf('boils=5&smell=none'), picked: 'socket' };
    assert.deepEqual(viewSession(toyKnowledge, answered).question?.siblings, []);
  });

  it('reads along what the same command tells and the model can use', () => {
    const model = {
      ...toyKnowledge.model,
      findings: toyKnowledge.model.findings.map((finding) =>
        finding.id === 'lamp' || finding.id === 'boils' ? { ...finding, group: 'desk' } : finding,
      ),
    };
    const { question } = viewSession(
      { ...toyKnowledge, model },
      { ...emptySession, picked: 'lamp' },
    );
    assert.deepEqual(
      question?.along.map(({ finding, kind }) => [finding, kind]),
      [['boils', 'number']],
    );
  });

  it('hints at what a paste says of a question but may not say', () => {
    const paste = evidenceOf([
      reading({ finding: 'lamp', value: 'off', line: 3 }),
      reading({ finding: 'firmware', value: '2.0', side: 'client', line: 9 }),
    ]);
    const session = takeIn(toyKnowledge, emptySession, paste);
    const lamp = viewSession(toyKnowledge, { ...session, picked: 'lamp' }).question;
    assert.match(lamp?.hints[0] ?? '', /says off \(line 3\)/);
    const firmware = viewSession(toyKnowledge, { ...session, picked: 'firmware' }).question;
    assert.match(firmware?.hints[0] ?? '', /says 2\.0 \(line 9\), of the client/);
  });

  it('shows what an answered question holds when it is picked again', () => {
    const session = { ...sessionOf('lamp=off'), picked: 'lamp' };
    const { question } = viewSession(toyKnowledge, session);
    assert.equal(question?.held, 'off');
    assert.equal(question.picked, true);
    assert.notEqual(question.reason, '');
  });

  it('rules a cause out with its reason, and leaves it out of the differential', () => {
    const { ruledOut, differential } = view('firmware=2.1&boils=5000');
    assert.deepEqual(
      ruledOut.map(({ cause, because }) => [
        cause,
        because.map(({ finding, value }) => [finding, value]),
      ]),
      [['firmware-fault', [['firmware', '2.1']]]],
    );
    assert.match(ruledOut[0]?.because[0]?.sentence ?? '', /Firmware is 2\.1/);
    assert.ok(differential.every(({ cause }) => cause !== 'firmware-fault'));
  });

  it('ties the verdict to its rule and numbers', () => {
    const confirmed = view('lamp=off&socket=dead').verdict;
    assert.equal(confirmed.level, 'confirmed');
    assert.match(confirmed.headline, /^Confirmed: Blown fuse$/);
    assert.match(confirmed.rule, /95 %/);
    assert.equal(confirmed.missing, '');
    assert.equal(confirmed.mitigate[0]?.do, 'Mend: Blown fuse');
    const open = view('').verdict;
    assert.equal(open.level, 'inconclusive');
    assert.equal(open.cause, null);
    assert.match(open.missing, /For "possible" it takes/);
    assert.deepEqual(open.mitigate, []);
  });

  it('says when the next cause in line has the same remedy', () => {
    assert.match(view('boils=5000&lamp=on&smell=burnt').verdict.sameRemedy, /Firmware fault/);
    assert.equal(view('lamp=off&socket=dead').verdict.sameRemedy, '');
  });

  it('says which single answer carries the verdict', () => {
    const { flips } = view('lamp=off');
    assert.ok(flips.some(({ flip }) => flip.finding === 'lamp' && flip.instead === 'on'));
    assert.ok(flips.every(({ sentence }) => sentence.includes('Lamp of the kettle')));
  });

  it('says what would change the verdict', () => {
    const { changes } = view('lamp=off');
    assert.ok(changes.length > 0);
    for (const { change, sentence } of changes) {
      assert.ok(sentence.includes(toyKnowledge.findings[change.finding]?.title ?? '?'));
    }
  });

  it('notes that the link was made with other knowledge, and only then', () => {
    assert.match(view('k=toy-0&lamp=off').knowledgeNote, /toy-0.*toy-1/);
    assert.equal(view('k=toy-1&lamp=off').knowledgeNote, '');
    assert.equal(view('lamp=off').knowledgeNote, '');
  });

  it('shows what the link holds that it does not understand, and keeps it in the link', () => {
    const { foreign, link } = view('k=toy-1&ghost=1&lamp=purple');
    assert.deepEqual(
      foreign.map(({ text }) => text),
      ['ghost=1', 'lamp=purple'],
    );
    assert.ok(foreign.every(({ sentence }) => sentence.length > 0));
    assert.equal(link, 'k=toy-1&ghost=1&lamp=purple');
  });

  it('lists what a restart destroys, also when the user did not know it', () => {
    for (const fragment of ['lamp=on', 'lamp=on&smell=unknown']) {
      const { capture } = view(fragment);
      assert.deepEqual(
        capture.map(({ finding }) => finding),
        ['smell'],
      );
      assert.equal(capture[0]?.commands.length, 1);
    }
    assert.deepEqual(view('lamp=on&smell=burnt').capture, []);
  });

  it('plans what to collect, what the user did not know included', () => {
    const { plan, verdict } = view('lamp=unknown&smell=unknown');
    assert.equal(verdict.level, 'inconclusive');
    assert.ok(plan.some(({ finding }) => finding === 'lamp'));
    assert.ok(plan.every(({ commands, reason }) => commands.length > 0 && reason !== ''));
  });

  it('says where each observation came from, and which ones are not used', () => {
    const { observations } = view('lamp=off&firmware@client=2.0&boils=unknown');
    assert.deepEqual(
      observations.map(({ finding, fromText, used, note }) => [
        finding,
        fromText,
        used,
        note !== '',
      ]),
      [
        ['boils', 'link', false, false],
        ['firmware', 'link', false, true],
        ['lamp', 'link', true, false],
      ],
    );
  });
});
