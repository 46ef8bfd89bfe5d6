import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  emptySession,
  escapeMarkdown,
  openLink,
  quotableOf,
  takeIn,
  writeReport,
} from '#wizard/index.ts';
import { evidenceOf, reading } from './toy-evidence.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function section(report: string, title: string): string {
  const [, rest = ''] = report.split(`## ${title}\n`);
  return rest.split('\n## ')[0] ?? '';
}

describe('writeReport', () => {
  const linked = openLink(
    toyKnowledge,
    emptySession,
    'k=toy-0&lamp=off&socket=dead&smell=unknown&ghost=1',
  );
  const session = takeIn(
    toyKnowledge,
    linked,
    evidenceOf([
      reading({
        finding: 'firmware',
        value: '2.1',
        side: 'server',
        line: 7,
        text: 'root@secret-host 2.1',
      }),
      reading({ fact: 'boils', finding: 'boils', value: '7', line: 9, text: 'secret 7' }),
    ]),
  );
  const report = writeReport(toyKnowledge, session, 'https://example.org/triage/');

  it('states the verdict with its rule, and that the knowledge has changed', () => {
    const verdict = section(report, 'Verdict');
    assert.match(verdict, /\*\*Confirmed: Blown fuse\*\*/);
    assert.match(verdict, /95 %/);
    assert.match(verdict, /toy-0/);
  });

  it('links each cause to its page, in the site of the session', () => {
    const link = '| [Blown fuse](https://example.org/causes/blown-fuse/) |';
    assert.ok(section(report, 'Ranking').includes(link), section(report, 'Ranking'));
    assert.ok(writeReport(toyKnowledge, session).includes('](/causes/blown-fuse/)'));
  });

  it('weighs the evidence for and against', () => {
    assert.match(
      section(report, 'Evidence for'),
      /- Lamp of the kettle: The lamp is off \(\+3\.\d bits\)/,
    );
    assert.match(section(report, 'Evidence against'), /None\./);
  });

  it('says what is ruled out and by what', () => {
    assert.match(section(report, 'Ruled out'), /Firmware fault: Firmware is 2\.1/);
  });

  it('says what was not checked, and what was asked in vain', () => {
    assert.match(section(report, 'Not checked'), /Smell \(not known\)/);
  });

  it('says where each observation came from', () => {
    const observations = section(report, 'Observations');
    assert.match(observations, /\| Firmware \| 2\.1 \| pasted line 7 \|/);
    assert.match(observations, /\| Lamp of the kettle \| The lamp is off \| link \|/);
  });

  it('names what was read but not used, without the pasted text', () => {
    const unused = section(report, 'Read but not used');
    assert.match(unused, /boils 7 \(pasted line 9\): its side was not stated/);
    assert.match(unused, /ghost\\=1/);
    assert.doesNotMatch(report, /secret/);
  });

  it('ends with the knowledge version and the link', () => {
    assert.match(
      section(report, 'Session'),
      /toy-1\s+<https:\/\/example\.org\/triage\/#k=toy-1&firmware=2\.1&lamp=off&smell=unknown&socket=dead&ghost=1>/,
    );
  });

  it('has every section of a session in which nothing is known', () => {
    const empty = writeReport(toyKnowledge, emptySession);
    assert.equal(empty.match(/^## /gm)?.length, 9);
    assert.match(empty, /Inconclusive/);
    assert.match(empty, /`\/triage\/#k=toy-1`/);
  });
});

describe('writeReport with quotes', () => {
  const session = takeIn(
    toyKnowledge,
    emptySession,
    evidenceOf([
      reading({ finding: 'lamp', value: 'off', side: 'server', line: 3, text: 'secret lamp off' }),
      reading({ finding: 'smell', value: 'burnt', line: 3, text: 'secret lamp off' }),
      reading({ finding: 'boils', value: '7', line: 4, text: 'secret 7' }),
    ]),
    'kettle`.log',
  );

  it('offers each line once that an observation was read from, and no other', () => {
    assert.deepEqual(quotableOf(session), [
      { paste: 1, name: 'kettle`.log', unit: 'line', line: 3, text: 'secret lamp off' },
    ]);
  });

  it('quotes what it is handed and nothing of the paste, in a block that the text cannot end', () => {
    const quotes = quotableOf(session).map((quote) => ({
      ...quote,
      text: 'name-1\n```\n<img src=x>',
    }));
    const report = writeReport(toyKnowledge, session, '/triage/', quotes);
    const part = section(report, 'Quoted evidence');
    assert.match(part, /kettle\\`\.log/);
    assert.match(part, /````text\nline 3: name-1 ``` <img src=x>\n````/);
    assert.doesNotMatch(report, /secret (?:lamp|7)/);
  });

  it('has no such section without quotes', () => {
    assert.doesNotMatch(writeReport(toyKnowledge, session), /Quoted|secret/);
  });
});

describe('escapeMarkdown', () => {
  it('leaves nothing that could start markup, and nothing out', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('ab \n\\`*_[]<>|~#&!(){}+=-.1:/w$^')),
    });
    fc.assert(
      fc.property(text, (raw) => {
        const escaped = escapeMarkdown(raw);
        assert.doesNotMatch(escaped, /\n/);
        // A letter in place of each escaped sign: leaving it out would join what it parts.
        assert.doesNotMatch(
          escaped.replaceAll(/\\[\p{P}\p{S}]/gu, 'x'),
          /[`*_[\]<>|~#&]|:\/\/|www\./,
        );
        assert.doesNotMatch(escaped, /^ ?(?:[-+]|\d+\.)(?: |$)/);
        assert.equal(escaped.replaceAll(/\\([\p{P}\p{S}])/gu, '$1'), raw.replaceAll(/\s+/g, ' '));
      }),
    );
  });

  it('keeps versions and paths readable', () => {
    assert.equal(escapeMarkdown('3.0.13-0.27-default'), '3.0.13-0.27-default');
    assert.equal(escapeMarkdown('65387/999999'), '65387/999999');
  });
});
