import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identifiersIn, textsOf } from '#catalog/identifiers.ts';
import { plainText } from '#catalog/plain-text.ts';
import { compileSearchRecords } from '#catalog/search-records.ts';
import { changedCatalog } from './support/toy-catalog.ts';

const records = compileSearchRecords(
  changedCatalog((toy) => {
    toy.bodies['causes/blown-fuse'] =
      '## How it works\n\nSee `net.core.somaxconn` and [EMFILE](https://e.org/x).\n';
    toy.causes['blown-fuse'].aliases = ['dead-fuse'];
    Object.assign(toy.symptoms['cold-tea'], { strings: ['tea: too cold'] });
  }),
);

function recordOf(kind: string, id: string) {
  const record = records.find((one) => one.kind === kind && one.id === id);
  assert.ok(record);
  return record;
}

describe('compileSearchRecords', () => {
  it('makes one record a page, with its address', () => {
    assert.equal(records.length, 3 + 3 + 5 + 1);
    assert.deepEqual(
      ['cause', 'case', 'finding', 'symptom'].map(
        (kind) => records.find((one) => one.kind === kind)?.url,
      ),
      ['/causes/blown-fuse/', '/cases/empty-2019/', '/findings/cord-load/', '/symptoms/cold-tea/'],
    );
  });

  it('puts exact strings, aliases and what is found in the text among the identifiers, each once', () => {
    const { identifiers } = recordOf('cause', 'blown-fuse');
    assert.deepEqual(identifiers.slice(0, 2), ['FUSE-1', 'dead-fuse']);
    assert.ok(identifiers.includes('net.core.somaxconn') && identifiers.includes('EMFILE'));
    assert.equal(new Set(identifiers).size, identifiers.length);
    assert.deepEqual(recordOf('symptom', 'cold-tea').identifiers, ['tea: too cold']);
    assert.deepEqual(recordOf('finding', 'smell').identifiers, ['look']);
  });

  it('gives causes and cases the layer, which is a facet, and others none', () => {
    assert.equal(recordOf('cause', 'blown-fuse').layer, 'path');
    assert.equal(recordOf('case', 'fuse-2019').layer, 'path');
    assert.ok(!Object.hasOwn(recordOf('finding', 'smell'), 'layer'));
  });

  it('puts the words of body, observations and query into the text, without marks', () => {
    assert.match(
      recordOf('case', 'fuse-2019').body,
      /kettle cold.*The lamp was dark.*A sentence about it/u,
    );
    assert.doesNotMatch(recordOf('case', 'fuse-2019').body, /##|\n/u);
    assert.match(recordOf('cause', 'blown-fuse').body, /Cold tea\..*By the mechanism\./u);
  });

  it('keeps a case whose cause is missing, without a layer', () => {
    const [record] = compileSearchRecords(
      changedCatalog((toy) => {
        toy.cases['empty-2019'].cause = 'gone';
      }),
    ).filter(({ id }) => id === 'empty-2019');
    assert.ok(record && !Object.hasOwn(record, 'layer'));
  });
});

describe('identifiersIn', () => {
  it('finds counters, sysctls, exceptions, errno names, bug numbers and limits', () => {
    const text =
      'TcpExtListenOverflows and TCPReqQFullDoCookies rise; net.ipv4.tcp_max_tw_buckets, ' +
      'nf_conntrack_max, fs.file-max, EPollArrayWrapper.java, /proc/sys/net/core/somaxconn; java.io.IOException, OutOfMemoryError, ' +
      'ECONNRESET, EADDRNOTAVAIL (JDK-8014850, CVE-2013-1234); pids.max and SO_LINGER.';
    const found = identifiersIn([text]);
    for (const expected of [
      ...['TcpExtListenOverflows', 'TCPReqQFullDoCookies', 'net.ipv4.tcp_max_tw_buckets'],
      ...['nf_conntrack_max', '/proc/sys/net/core/somaxconn', 'java.io.IOException'],
      ...[
        'OutOfMemoryError',
        'ECONNRESET',
        'fs.file-max',
        'EADDRNOTAVAIL',
        'JDK-8014850',
        'CVE-2013-1234',
      ],
      ...['pids.max', 'SO_LINGER'],
    ]) {
      assert.ok(found.includes(expected), expected);
    }
    assert.ok(!found.includes('EPollArrayWrapper.java'), 'the name of a file says nothing');
  });

  it('finds none in plain words', () => {
    assert.deepEqual(
      identifiersIn(['Every client fails. The network is fine; an Error, an Exception.']),
      [],
    );
  });

  it('takes time linear in the text', () => {
    const hostile = [
      'net.'.repeat(50_000),
      'a.'.repeat(100_000),
      'E'.repeat(200_000),
      '/proc/sys/'.repeat(20_000),
    ];
    const start = performance.now();
    identifiersIn(hostile);
    assert.ok(performance.now() - start < 5000);
  });
});

describe('textsOf', () => {
  it('collects every string at any depth and nothing else', () => {
    assert.deepEqual(textsOf({ a: 'x', b: [{ c: 'y' }, 3, null, undefined, true] }), ['x', 'y']);
  });
});

describe('plainText', () => {
  it('keeps words and code, drops marks, addresses and fences', () => {
    const markdown =
      '# A\n\n> b **c** [d](https://e.org)\n\n```sh\nss -lnt\n```\n\n| f | g |\n| --- | --- |\n- h `i`';
    assert.equal(plainText(markdown), 'A b c d ss -lnt f g h i');
  });
});
