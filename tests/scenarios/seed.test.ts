/** The main job: the report of 2013 that started the project, from paste to verdict, link and report. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createActor } from 'xstate';
import type { Diagnosis } from '#cli/describe-session.ts';
import { readEvidence } from '#evidence/index.ts';
import type { WizardActor, WizardView } from '#wizard/index.ts';
import {
  assessSession,
  emptySession,
  openLink,
  stateOf,
  viewSession,
  wizardMachine,
  wizardMessages,
  writeReport,
} from '#wizard/index.ts';
import { knowledge, seed, seedFile } from './real-knowledge.ts';

const flagship = 'jdk7u40-epoll-npe-fd-64k';

/** The wizard after the whole seed was pasted and one more fact was told: connections stop at 65,387. */
function begin(): WizardActor {
  const actor = createActor(wizardMachine, { input: { knowledge } }).start();
  actor.send({ type: 'paste.read', evidence: readEvidence(seed) });
  actor.send({ type: 'answer.given', finding: 'connection-plateau', value: '65387' });
  return actor;
}

function viewOf(actor: WizardActor): WizardView {
  return viewSession(knowledge, actor.getSnapshot().context.session);
}

function tell(actor: WizardActor, finding: string, value: string): void {
  actor.send({ type: 'answer.given', finding, value });
}

describe('the seed in the wizard', () => {
  it('asks once, in one step, whose host the readings of unknown side are from', () => {
    const actor = begin();
    assert.equal(stateOf(actor.getSnapshot()), 'reviewing');
    const { sides, contradictions } = viewOf(actor).review;
    assert.deepEqual(contradictions, []);
    assert.deepEqual(
      sides.map(({ readings }) => readings.map(({ reading }) => reading.finding)),
      [['nofile-limit', 'kernel-version']],
    );
  });

  it('does not believe the JDK of the client to be that of the server', () => {
    const actor = begin();
    const jdk = viewOf(actor).observations.filter(({ finding }) => finding === 'jdk-version');
    assert.deepEqual(
      jdk.map(({ side, value, used }) => [side, value, used]),
      [['client', '7u25', false]],
    );
    assert.deepEqual(
      viewOf(actor).ruledOut.filter(({ cause }) => cause === flagship),
      [],
    );
  });

  for (const [name, settle] of [
    ['nothing else', () => undefined],
    [
      'the side of the readings',
      (actor: WizardActor) => {
        const readings = viewOf(actor).review.sides.flatMap((side) =>
          side.readings.map(({ id }) => id),
        );
        actor.send({ type: 'reading.side.stated', readings, side: 'server' });
      },
    ],
  ] as const) {
    it(`puts the true cause first, likely or better, when told ${name}`, () => {
      const actor = begin();
      settle(actor);
      actor.send({ type: 'review.closed' });
      const { differential, verdict, question } = viewOf(actor);
      assert.equal(differential[0]?.cause, flagship);
      assert.equal(verdict.cause, flagship);
      assert.ok(['likely', 'confirmed'].includes(verdict.level), verdict.level);
      assert.ok(['jdk-version', 'fd-highest'].includes(question?.finding ?? ''));
    });
  }

  it('confirms it by the JDK of the server and the highest descriptor', () => {
    const actor = begin();
    tell(actor, 'jdk-version', '7u40');
    tell(actor, 'fd-highest', '65535');
    actor.send({ type: 'review.closed' });
    assert.equal(stateOf(actor.getSnapshot()), 'confirmed');
    assert.equal(viewOf(actor).verdict.cause, flagship);
  });

  it('rules it out by another JDK, says why, and takes that back', () => {
    const actor = begin();
    actor.send({ type: 'review.closed' });
    const before = viewOf(actor);
    tell(actor, 'jdk-version', '8u202');
    const ruledOut = viewOf(actor).ruledOut.find(({ cause }) => cause === flagship);
    assert.deepEqual(
      ruledOut?.because.map(({ finding, value }) => [finding, value]),
      [['jdk-version', '8u202']],
    );
    assert.match(ruledOut.because[0]?.sentence ?? '', /8u202/);
    assert.ok(viewOf(actor).differential.every(({ cause }) => cause !== flagship));
    actor.send({ type: 'answer.removed', finding: 'jdk-version' });
    const after = viewOf(actor);
    assert.equal(after.link, before.link);
    assert.deepEqual(after.verdict, before.verdict);
    assert.deepEqual(after.differential, before.differential);
  });

  it('shows the same observations, ranking and verdict to whoever opens its link', () => {
    const actor = begin();
    tell(actor, 'jdk-version', '7u40');
    const ours = viewOf(actor);
    const opened = openLink(knowledge, emptySession, `#${ours.link}`);
    const theirs = viewSession(knowledge, opened);
    const known = ({ finding, side, value }: WizardView['observations'][number]): string =>
      `${finding} ${side ?? ''} ${value}`;
    assert.deepEqual(theirs.observations.map(known).sort(), ours.observations.map(known).sort());
    assert.deepEqual(theirs.differential, ours.differential);
    assert.deepEqual(theirs.verdict, ours.verdict);
    assert.equal(theirs.link, ours.link);
    assert.deepEqual(theirs.foreign, []);
    assert.equal(theirs.knowledgeNote, '');
    for (const secret of ['10.95.196', 'linux-152k']) assert.ok(!ours.link.includes(secret));
  });

  it('reports all sections, and no pasted line, host name or address', () => {
    const actor = begin();
    tell(actor, 'jdk-version', '8u202');
    const { session } = actor.getSnapshot().context;
    const report = writeReport(knowledge, session, 'https://example.org/triage/');
    const { report: words } = wizardMessages;
    const titles = [
      words.verdict,
      words.ranking,
      words.for,
      words.against,
      words.ruledOut,
      words.notChecked,
      words.observations,
      words.waiting,
      words.link,
    ];
    const headings = report.split('\n').filter((line) => line.startsWith('## '));
    assert.deepEqual(
      headings,
      titles.map((title) => `## ${title}`),
    );
    assert.ok(report.includes(`<https://example.org/triage/#${viewOf(actor).link}>`));
    assert.ok(report.includes(knowledge.knowledge));
    assert.match(report, /8u202/);
    assert.match(report, /pasted lines 13-18/);
    for (const { reading } of [...session.facts, ...session.waiting]) {
      assert.ok(!report.includes(reading.text), reading.text);
    }
    for (const secret of ['10.95.196', 'linux-152k', 'can-ferret'])
      assert.ok(!report.includes(secret));
  });
});

const program = fileURLToPath(new URL('../../src/cli/diagnose.ts', import.meta.url));

function diagnose(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', input: '' });
}

describe('the seed in the terminal', () => {
  it('prints exactly the JSON of the contract', () => {
    const { status, stdout } = diagnose(seedFile, '--set', 'connection-plateau=65387', '--json');
    assert.equal(status, 0);
    const diagnosis = JSON.parse(stdout) as Diagnosis;
    assert.deepEqual(Object.keys(diagnosis).sort(), [
      'knowledge',
      'next',
      'observations',
      'ranking',
      'verdict',
    ]);
    assert.equal(diagnosis.verdict, 'likely');
    assert.equal(diagnosis.ranking[0]?.cause, flagship);
    assert.ok(['jdk-version', 'fd-highest'].includes(diagnosis.next?.finding ?? ''));
    assert.deepEqual(
      diagnosis.observations.find(({ finding }) => finding === 'connection-plateau'),
      { finding: 'connection-plateau', value: '65387', from: 'answered' },
    );
    assert.deepEqual(
      diagnosis.observations.find(({ finding }) => finding === 'first-closer'),
      { finding: 'first-closer', value: 'server', from: 'pasted line 16' },
    );
  });

  it('says the same as the wizard', () => {
    const { stdout } = diagnose(seedFile, '--set', 'connection-plateau=65387', '--json');
    const { ranking } = JSON.parse(stdout) as Diagnosis;
    const { session } = begin().getSnapshot().context;
    assert.deepEqual(
      ranking,
      assessSession(knowledge, session).belief.ranking.map(({ cause, posterior }) => ({
        cause,
        posterior,
      })),
    );
  });

  it('believes the whole paste of the side that is stated, but for what is plain in the text', () => {
    const { stdout } = diagnose(seedFile, '--side', 'server', '--json');
    const { observations } = JSON.parse(stdout) as Diagnosis;
    const values = new Map(observations.map(({ finding, value }) => [finding, value]));
    assert.equal(values.get('kernel-version'), '3.0.13-0.27-default');
    assert.equal(values.get('nofile-limit'), '999999');
    assert.equal(values.get('jdk-version@client'), '7u25');
    assert.equal(values.has('jdk-version'), false);
  });

  it('confirms and rules out as the wizard does', () => {
    const base = [seedFile, '--set', 'connection-plateau=65387', '--json', '--set'];
    const confirmed = diagnose(...base, 'jdk-version=7u40', '--set', 'fd-highest=65535');
    assert.equal((JSON.parse(confirmed.stdout) as Diagnosis).verdict, 'confirmed');
    const other = JSON.parse(diagnose(...base, 'jdk-version=8u202').stdout) as Diagnosis;
    assert.notEqual(other.ranking[0]?.cause, flagship);
  });

  it('reads as calm text without --json, with the link at its end', () => {
    const { status, stdout } = diagnose(seedFile, '--set', 'connection-plateau=65387');
    assert.equal(status, 0);
    assert.match(stdout, /Likely: /);
    assert.match(stdout, /\/triage\/#k=\w+&/);
  });

  it('ends with 2 and one line for bad input', () => {
    const bad = [
      ['ghost.txt'],
      [fileURLToPath(new URL('.', import.meta.url))],
      ['--set', 'ghost=1'],
      ['--set', 'connection-plateau=lots'],
      ['--side', 'moon', seedFile],
      ['--moon'],
      [],
    ];
    for (const args of bad) {
      const { status, stdout, stderr } = diagnose(...args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^[^\n]+: [^\n]+\n$/, args.join(' '));
    }
  });
});
