import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { VersionScheme } from '#engine/model.ts';
import { compareVersions, parseVersion } from '#engine/version.ts';
import type { Version } from '#engine/version.ts';

function parsed(text: string, scheme: VersionScheme): Version {
  const version = parseVersion(text, scheme);
  assert.ok(version, `${text} is a version`);
  return version;
}

function ascends(scheme: VersionScheme, texts: readonly string[]): void {
  texts.forEach((text, at) => {
    texts.forEach((other, place) => {
      const order = compareVersions(parsed(text, scheme), parsed(other, scheme));
      assert.equal(Math.sign(order), Math.sign(at - place), `${text} against ${other}`);
    });
  });
}

function names(scheme: VersionScheme, texts: readonly string[]): void {
  for (const text of texts) {
    const [first] = texts;
    assert.equal(compareVersions(parsed(text, scheme), parsed(first ?? '', scheme)), 0, text);
  }
}

describe('parseVersion', () => {
  it('takes the spellings of one JDK release for the same', () => {
    names('jdk', ['7u40', '1.7.0_40', '1.7.0_40-b43', 'jdk1.7.0_40', '7 update 40', 'JDK 7u40']);
    names('jdk', ['8', '1.8', '1.8.0', 'jdk-8']);
    names('jdk', ['8u202', '1.8.0_202', '1.8.0_202-b08', '8u202-b08', '1.8.0.202']);
    names('jdk', ['11.0.2', '11.0.2+9', '11.0.2+9-LTS', 'openjdk-11.0.2']);
    names('jdk', ['21.0.1', '21.0.1+12', '21.0.1+12-Debian-2']);
  });

  it('reads the base of a kernel and marks a distribution as vendor', () => {
    const cases: readonly (readonly [string, readonly number[], boolean])[] = [
      ['3.0.13-0.27-default', [3, 0, 13], true],
      ['5.15.0-1051-aws', [5, 15, 0], true],
      ['6.1.0-18-amd64', [6, 1, 0], true],
      ['4.18.0-513.el8.x86_64', [4, 18, 0], true],
      ['2.6.32-754.el6.x86_64', [2, 6, 32], true],
      ['6.8.0+', [6, 8, 0], true],
      ['5.15.153.1-microsoft-standard-WSL2', [5, 15, 153, 1], true],
      ['6.18.44', [6, 18, 44], false],
      ['6.9-rc3', [6, 9], false],
      ['Linux version 6.18.44', [6, 18, 44], false],
    ];
    for (const [text, numbers, vendor] of cases) {
      const version = parsed(text, 'linux');
      assert.deepEqual([version.numbers, version.vendor], [numbers, vendor], text);
    }
  });

  it('reads library versions, with a rebuilt package as vendor', () => {
    names('dotted', ['4.1.6.Final', '4.1.6', 'v4.1.6', '4.1.6.GA', '4.1.6+build.7']);
    names('dotted', ['1.0.0-rc1', '1.0.0.CR1', '1.0.0rc1', '1.0-RC.1']);
    assert.equal(parsed('1.21.6', 'dotted').vendor, false);
    assert.equal(parsed('4.1.6+build.7', 'dotted').vendor, false);
    assert.equal(parsed('2.4.22-0ubuntu0.22.04.2', 'dotted').vendor, true);
    assert.equal(parsed('4.1.6.Final-redhat-1', 'dotted').vendor, true);
  });

  it('returns null for what is no version', () => {
    const nonsense = [
      '',
      ' ',
      'unknown',
      'seven',
      '-1',
      '.7',
      '11abc',
      '<b>8</b>',
      '9'.repeat(200),
    ];
    for (const scheme of ['jdk', 'linux', 'dotted'] as const) {
      for (const text of nonsense) assert.equal(parseVersion(text, scheme), null, text);
    }
    for (const text of ['1', '0', '0.9', '7u', '8u202x']) {
      assert.equal(parseVersion(text, 'jdk'), null, text);
    }
    assert.equal(parseVersion('1.1.1mm', 'dotted'), null);
    assert.equal(parseVersion('1.1.1m', 'linux'), null);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d._+a-z-]{0,40}$/)),
        fc.constantFrom<VersionScheme>('jdk', 'linux', 'dotted'),
        (text, scheme) => {
          const version = parseVersion(text, scheme);
          assert.ok(version === null || version.numbers.every(Number.isFinite));
        },
      ),
    );
  });
});

describe('compareVersions', () => {
  it('orders JDK releases across both numbering schemes', () => {
    ascends('jdk', [
      '1.4.2_19',
      '6u45',
      '7-ea-b84',
      '7-ea-b100',
      '7',
      '1.7.0_25-b15',
      '7u40',
      '8-ea-b84',
      '8',
      '8u202',
      '9-ea+181',
      '9',
      '9.0.4',
      '11',
      '11.0.2',
      '11.0.20',
      '11.0.20.1',
      '17',
      '21.0.1+12',
    ]);
  });

  it('orders kernels by their base, release candidates first', () => {
    ascends('linux', [
      '2.6.32.59',
      '3.0.13-0.27-default',
      '3.0.101',
      '4.18.0-513.el8.x86_64',
      '5.9',
      '5.15.0-1051-aws',
      '6.9-rc3',
      '6.9-rc10',
      '6.9',
      '6.18.44',
    ]);
  });

  it('orders library versions as Maven does', () => {
    ascends('dotted', [
      '3.10.6.Final',
      '4.0.0.Alpha1',
      '4.0.0.Beta1',
      '4.0.0.Beta3-SNAPSHOT',
      '4.0.0.Beta3',
      '4.0.0.M1',
      '4.0.0.CR1',
      '4.0.0.CR10',
      '4.0.0-SNAPSHOT',
      '4.0.0.Final',
      '4.0.0.SP1',
      '4.0.1',
      '4.0.10',
    ]);
  });

  it('orders the letters of OpenSSL after the release without one', () => {
    const rising = ['1.0.2', '1.0.2k', '1.0.2u', '1.1.0', '1.1.0f', '1.1.1w', '3.0.2'];
    const parsed = rising.map((text) => parseVersion(text, 'dotted'));
    for (const [at, version] of parsed.entries()) {
      const next = parsed[at + 1];
      assert.ok(version !== null);
      if (next !== undefined) assert.ok(next !== null && compareVersions(version, next) < 0);
    }
    assert.equal(parseVersion('1.1.1w', 'dotted')?.vendor, false);
  });

  it('is a total order in every scheme', () => {
    const suffix = fc.constantFrom(
      '',
      '-rc1',
      '-rc2',
      '.Beta3',
      '-SNAPSHOT',
      '-1-aws',
      '+5',
      '_25',
    );
    const text = fc
      .tuple(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }), suffix)
      .map(([numbers, end]) => `${numbers.join('.')}${end}`);
    const jdk = fc.oneof(
      text,
      fc.tuple(fc.integer({ min: 5, max: 8 }), fc.nat({ max: 3 })).map((v) => v.join('u')),
      fc.nat({ max: 3 }).map((build) => `8-ea-b${build}`),
    );
    for (const scheme of ['jdk', 'linux', 'dotted'] as const) {
      const version = jdk
        .map((one) => parseVersion(one, scheme))
        .filter((one): one is Version => one !== null);
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          const order = (x: Version, y: Version): number => Math.sign(compareVersions(x, y));
          assert.equal(order(a, a), 0);
          assert.equal(order(a, b) + order(b, a), 0);
          if (order(a, b) <= 0 && order(b, c) <= 0) assert.ok(order(a, c) <= 0);
          if (order(a, b) === 0) assert.equal(order(a, c), order(b, c));
        }),
        { numRuns: 300 },
      );
    }
  });

  it('keeps schemes apart without losing antisymmetry', () => {
    const a = parsed('7', 'jdk');
    const b = parsed('7', 'linux');
    assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)));
    assert.notEqual(compareVersions(a, b), 0);
  });
});
