import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BadInput } from '#cli/bad-input.ts';
import { doubtsAbout, readVignettes } from '#cli/vignette.ts';
import { toyKnowledge } from '../wizard/toy-knowledge.ts';

const good = JSON.stringify({
  id: 'v1',
  source: 'https://example.org/1',
  query: 'kettle stays cold',
  evidence: 'nothing',
  side: 'server',
  facts: { lamp: 'off', boils: 7 },
  expect: ['blown-fuse', 'burnt-coil'],
});

function messageOf(text: string): string {
  try {
    readVignettes('v.jsonl', text);
  } catch (error) {
    assert.ok(error instanceof BadInput);
    return error.message;
  }
  return '';
}

describe('readVignettes', () => {
  it('reads every field', () => {
    const [vignette] = readVignettes('v.jsonl', `${good}\n`);
    assert.deepEqual(vignette, {
      id: 'v1',
      source: 'https://example.org/1',
      query: 'kettle stays cold',
      evidence: 'nothing',
      side: 'server',
      facts: new Map([
        ['lamp', 'off'],
        ['boils', '7'],
      ]),
      expect: ['blown-fuse', 'burnt-coil'],
      written: ['blown-fuse', 'burnt-coil'],
      where: 'v.jsonl:1',
    });
  });

  it('needs no more than an id and what is expected', () => {
    const [vignette] = readVignettes('v.jsonl', '{"id":"v1","expect":"none"}');
    assert.deepEqual(vignette?.expect, []);
    assert.equal(vignette.written, 'none');
    assert.equal(vignette.side, null);
  });

  it('names file and line of a line that is malformed', () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['{"id":', /^v\.jsonl:3: .*JSON/],
      ['7', /^v\.jsonl:3: /],
      ['[]', /^v\.jsonl:3: /],
      ['null', /^v\.jsonl:3: /],
      ['{"expect":"none"}', /^v\.jsonl:3: .*"id"/],
      ['{"id":"v2"}', /^v\.jsonl:3: .*"expect"/],
      ['{"id":"v2","expect":[]}', /^v\.jsonl:3: .*"expect"/],
      ['{"id":"v2","expect":"none","facts":[]}', /^v\.jsonl:3: .*"facts"/],
      ['{"id":"v2","expect":"none","facts":{"lamp":{}}}', /^v\.jsonl:3: .*"facts\.lamp"/],
      ['{"id":"v2","expect":"none","side":"moon"}', /^v\.jsonl:3: .*"side"/],
      ['{"id":"v2","expect":"none","evidence":7}', /^v\.jsonl:3: .*"evidence"/],
      ['{"id":"v1","expect":"none"}', /^v\.jsonl:3: .*line 1/],
    ];
    for (const [line, message] of bad)
      assert.match(messageOf(`${good}\n\n${line}\n`), message, line);
  });

  it('refuses a file without vignettes', () => {
    assert.match(messageOf('\n \n'), /^v\.jsonl:1: /);
  });
});

describe('doubtsAbout', () => {
  it('names facts and causes that the knowledge does not have, and values that cannot be', () => {
    const line =
      '{"id":"v1","facts":{"ghost":"1","lamp":"purple","smell":"burnt"},"expect":"poltergeist"}';
    const doubts = doubtsAbout(toyKnowledge, readVignettes('v.jsonl', line));
    assert.equal(doubts.length, 3);
    for (const [at, word] of ['ghost', 'purple', 'poltergeist'].entries()) {
      assert.match(doubts[at] ?? '', /^v\.jsonl:1: /);
      assert.ok(doubts[at]?.includes(word));
    }
  });
});
