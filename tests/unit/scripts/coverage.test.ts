import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Catalog } from '#catalog/index.ts';
import type { Knowledge } from '#wizard/index.ts';
import {
  describeGaps,
  doubtfulSources,
  idleFindings,
  unreadableAnswers,
  unreachedCauses,
} from '../../../scripts/coverage.ts';
import { toyKnowledge } from '../wizard/toy-knowledge.ts';

/** The toy with a twin of its first cause that nothing tells apart and that is more common. */
function withTwin(): Knowledge {
  const [first, ...others] = toyKnowledge.model.causes;
  assert.ok(first !== undefined);
  const common = { ...first, id: 'aaa-twin', prior: first.prior * 2 };
  const model = { ...toyKnowledge.model, causes: [common, first, ...others] };
  return { ...toyKnowledge, model };
}

describe('unreachedCauses', () => {
  it('finds every cause of the toy within eight looks', () => {
    assert.deepEqual(unreachedCauses(toyKnowledge), []);
  });

  it('names a cause that a twin hides, and the twin', () => {
    const hidden = toyKnowledge.model.causes[0]?.id ?? '';
    const [line] = unreachedCauses(withTwin());
    assert.ok(line?.startsWith(hidden) && line.endsWith('aaa-twin'), line);
  });
});

describe('idleFindings', () => {
  const ids = toyKnowledge.model.findings.map(({ id }) => id);

  it('lists what no incident turns on', () => {
    assert.deepEqual(idleFindings(toyKnowledge, []), ids);
  });

  it('does not list a finding whose answer parts the first two causes', () => {
    const deciding = ids.filter((id) => {
      const finding = toyKnowledge.model.findings.find((known) => known.id === id);
      return (finding?.outcomes ?? []).some(
        (outcome) =>
          !idleFindings(toyKnowledge, [{ facts: new Map([[id, outcome.id]]) }]).includes(id),
      );
    });
    assert.ok(deciding.includes('lamp'), deciding.join());
  });
});

describe('unreadableAnswers', () => {
  it('names the answers whose picture says nothing to a parser', () => {
    const outcomes = [
      { value: 'yes', looks: 'nf_conntrack: table full, dropping packet' },
      { value: 'no', looks: '(nothing)' },
    ];
    const command = { run: 'dmesg', where: 'both', reading: 'the line' };
    const finding = { id: 'log-conntrack-full', kind: 'choice', commands: [command], outcomes };
    const findings = [finding] as unknown as Catalog['findings'];
    assert.deepEqual(unreadableAnswers({ findings }), ['log-conntrack-full: no']);
  });
});

describe('doubtfulSources', () => {
  it('tells copies and unopened pages from the rest', () => {
    const source = (url: string, opened: boolean) => ({ id: 's', url, opened });
    const item = {
      id: 'kettle',
      sources: [
        source('https://web.archive.org/web/2010/http://kettle.test/', true),
        source('https://kettle.test/', false),
        source('https://kettle.test/good', true),
      ],
    };
    const catalog = { causes: [item], cases: [], findings: [] } as unknown as Catalog;
    assert.deepEqual(doubtfulSources(catalog), {
      archived: ['kettle: https://web.archive.org/web/2010/http://kettle.test/'],
      unopened: ['kettle: https://kettle.test/'],
    });
  });
});

describe('describeGaps', () => {
  it('counts each kind and lists its items', () => {
    assert.equal(describeGaps([{ title: 'broken', items: ['a', 'b'] }]), 'broken: 2\n  a\n  b');
  });
});
