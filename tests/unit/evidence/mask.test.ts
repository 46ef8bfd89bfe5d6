import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { maskText, readEvidence } from '#evidence/index.ts';

const folder = join(import.meta.dirname, 'fixtures');

/** Texts of all fixtures, with their names. */
function fixtureTexts(): readonly (readonly [name: string, text: string])[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.flatMap((name): (readonly [string, string])[] => {
    const text = (): string => readFileSync(join(folder, name), 'utf8');
    if (name.endsWith('.txt')) return [[name, text()]];
    if (!name.endsWith('.yaml')) return [];
    const fixture = load(text()) as { text?: string };
    return fixture.text === undefined ? [] : [[name, fixture.text]];
  });
}

function findings(text: string): readonly string[] {
  return readEvidence(text).readings.flatMap(({ finding, value, side, line }) =>
    finding === null ? [] : [`${line} ${finding}=${value}@${side}`],
  );
}

/** Texts in which a parser does not know an address by its token yet, and why. */
const unlike: ReadonlyMap<string, string> = new Map([
  ['network/route-none.yaml', 'no one can tell whether a network holds a masked address'],
]);

/** What a paste is made of: addresses, names, secrets, and what looks alike. */
const piece = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4Extended(),
  fc.domain(),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true }),
  fc.string(),
  fc.constantFrom(
    'root@web1:~# ',
    ' > ',
    'IP ',
    'password=',
    'Cookie: ',
    'Bearer ',
    '://',
    '@',
    ':',
    '::',
    '.443',
    '\n',
    '\r\n',
    '\t',
    'Linux web1 3.0.13 ',
    '17.0.4.1+1',
    'host=',
    '"',
    "'",
    '-----BEGIN RSA PRIVATE KEY-----\n',
    'host-1',
    'ip4-private-1',
    '00:11:22:33:44:55',
    '0500000A:1F90',
    '%eth0',
    '[',
    ']',
    '\u001b[01;32m',
    'eyJhbGciOiJIUzI1NiJ9.e30.abc',
  ),
);
const pieces = fc.array(piece, { maxLength: 12 });
const paste = pieces.map((all) => all.join(''));

/** The same with a break between, as tools and people set one; what is glued at random may take a second masking. */
const spaced = fc
  .tuple(pieces, fc.constantFrom(' ', '\n', ', ', ' > ', '\t', '|', '; '))
  .map(([all, gap]) => all.filter((one) => !one.includes('PRIVATE KEY')).join(gap));

describe('maskText', () => {
  it('keeps ports, loopback, versions, times and counters', () => {
    const text = [
      'LISTEN 0 128 0.0.0.0:8080 0.0.0.0:*',
      'LISTEN 0 128 [::]:8080 [::]:*',
      'tcp6 0 0 :::22 :::* LISTEN',
      'tcp 0 0 127.0.0.1:25 127.1.2.3:40000 TIME_WAIT',
      'inet 127.0.0.1/8 netmask 255.255.255.0',
      'openjdk version "17.0.4.1" 2022-08-12 (build 17.0.4.1+1-LTS)',
      'kernel 2.6.32.12-0.7-default, 5.15.0-91-generic, 3.0.13-0.27',
      '2026-11-22T21:40:00.123Z 21:40:00 00:00:00:00:00:00 ff:ff:ff:ff:ff:ff',
      'TcpExtListenOverflows 1207 0.0 net.core.somaxconn = 4096',
      'at sun.nio.ch.Net.connect(Net.java:461) std::string a::b java.lang.Object@1b2c3d4e',
      'netty-transport-4.1.9.Final.jar getty@tty1.service 1.3.6.1.4.1.2021',
    ].join('\n');
    assert.equal(maskText(text), text);
  });

  it('gives the same value the same token and another another', () => {
    assert.equal(
      maskText('10.0.0.1:80 10.0.0.2:80 10.0.0.1 192.0.2.1 2001:DB8:0::1 2001:db8::1'),
      'ip4-private-1:80 ip4-private-2:80 ip4-private-1 ip4-public-1 ip6-public-1 ip6-public-1',
    );
  });

  it('finds addresses in the forms that tools print', () => {
    for (const [text, masked] of [
      [
        'IP 10.0.0.1.53412 > 198.51.100.7.https: Flags [S]',
        'IP ip4-private-1.53412 > ip4-public-1.https: Flags [S]',
      ],
      [
        'IP6 2001:db8::1.443 > fe80::1%eth0.80: Flags',
        'IP6 ip6-public-1.443 > ip6-link-1%eth0.80: Flags',
      ],
      ['[::ffff:10.0.0.1]:80', '[::ffff:ip4-private-1]:80'],
      [
        'tcp6 0 0 2001:db8::1:443 fd00::2:80 ESTABLISHED',
        'tcp6 0 0 ip6-public-1:443 ip6-private-1:80 ESTABLISHED',
      ],
      ['lladdr 52:54:00:12:34:56 STALE', 'lladdr mac-1 STALE'],
      ['0500000A:1F90 0100007F:1F90', 'ip4-private-1:1F90 127.0.0.1:1F90'],
      ['db.example.com/10.0.0.1:5432', 'host-1/ip4-private-1:5432'],
      ['src=10.0.0.1,dst=224.0.0.1', 'src=ip4-private-1,dst=ip4-multicast-1'],
    ] as const) {
      assert.equal(maskText(text), masked);
    }
  });

  it('finds hosts and users', () => {
    for (const [text, masked] of [
      ['[jdoe@web1 ~]$ ls\nweb1 is up', '[user-1@host-1 ~]$ ls\nhost-1 is up'],
      ['web1:~ # ss -s', 'host-1:~ # ss -s'],
      ['Linux db7 3.0.13-0.27-default #1 SMP', 'Linux host-1 3.0.13-0.27-default #1 SMP'],
      ['Nov 22 21:40:00 web1 sshd[1]: reset', 'Nov 22 21:40:00 host-1 sshd[1]: reset'],
      ['IP web1.53412 > db.https: Flags [S]', 'IP host-1.53412 > host-2.https: Flags [S]'],
      ['https://a.example.com/#\nhttps://b', 'https://host-1/#\nhttps://host-2'],
      ['GET http://orders:8080/ HTTP/1.1', 'GET http://host-1:8080/ HTTP/1.1'],
      ['Host: api.example.com', 'Host: host-1'],
      ['to jane.doe@example.com', 'to mail-1'],
    ] as const) {
      assert.equal(maskText(text), masked);
    }
  });

  it('finds passwords that an option or a setting before them announces', () => {
    for (const [text, masked] of [
      ['mysqldump -u root -phunter2 shop', 'mysqldump -u root -psecret-1 shop'],
      ['mysql -P3306 -u root -p shop', 'mysql -P3306 -u root -p shop'],
      ['nc -p3306 db', 'nc -p3306 db'],
      ['redis-cli -h cache -a "hunter2 x" ping', 'redis-cli -h cache -a "secret-1" ping'],
      ['sshpass -p hunter2 ssh a', 'sshpass -p secret-1 ssh a'],
      ['sshpass -P prompt ssh a', 'sshpass -P prompt ssh a'],
      ['ldapsearch -x -w hunter2 -b dc=x', 'ldapsearch -x -w secret-1 -b dc=x'],
      ['curl -sS -u bob:hunter2 http://localhost/', 'curl -sS -u secret-1 http://localhost/'],
      ['ps -u bob; sort -u a:b', 'ps -u bob; sort -u a:b'],
      ['requirepass hunter2', 'requirepass secret-1'],
      ['  stats auth admin:hunter2', '  stats auth secret-1'],
      ["CREATE USER x IDENTIFIED BY 'hunter2'", "CREATE USER x IDENTIFIED BY 'secret-1'"],
      ['a connection is identified by its four-tuple', null],
      ['not an SSL/TLS record: 474554202020', 'not an SSL/TLS record: 4745542020secret-1'],
      [
        'https://hooks.slack.com/services/T00000000/B00000000/XXXX',
        'https://host-1/services/secret-1',
      ],
    ] as const) {
      assert.equal(maskText(text), masked ?? text);
    }
  });

  it('finds keys of few letters and signatures of URLs, and leaves folders and signals', () => {
    for (const [text, masked] of [
      ['DB_PASS=hunter2 ./run', 'DB_PASS=secret-1 ./run'],
      ['jdbc:sqlserver://localhost;pwd=hunter2;x=y', 'jdbc:sqlserver://localhost;pwd=secret-1;x=y'],
      ['bob : TTY=pts/0 ; PWD=/root ; USER=root', 'bob : TTY=pts/0 ; PWD=/root ; USER=root'],
      ['bypass=1 pass=$PASS', 'bypass=1 pass=$PASS'],
      [
        '/b?X-Amz-Date=1&X-Amz-Signature=0123456789abcdef&y=1',
        '/b?X-Amz-Date=1&X-Amz-Signature=secret-1&y=1',
      ],
      ['/b?sv=1&sig=0123456789abcdef%3D', '/b?sv=1&sig=secret-1'],
      ['sig=SIGSEGV code=1', 'sig=SIGSEGV code=1'],
      ['AIzaSyA1234567890123456', 'secret-1'],
      ['SG.abcdefgh.0123456789ab', 'secret-1'],
    ] as const) {
      assert.equal(maskText(text), masked);
    }
  });

  it('finds secrets', () => {
    for (const [text, masked] of [
      ['https://bob:s3!cr@t@localhost/', 'https://secret-1@localhost/'],
      [
        '-Djavax.net.ssl.keyStorePassword=changeit -Dx=y',
        '-Djavax.net.ssl.keyStorePassword=secret-1 -Dx=y',
      ],
      ['{"db_password": "a b c", "port": 1}', '{"db_password": "secret-1", "port": 1}'],
      ["-H 'Authorization: Bearer abc.def'", "-H 'Authorization: Bearer secret-1'"],
      ['Set-Cookie: sid=1; path=/', 'Set-Cookie: secret-1'],
      ['/x?access_token=abc&y=1', '/x?access_token=secret-1&y=1'],
      ['curl --password hunter2 x', 'curl --password secret-1 x'],
      ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjF9.c2ln', 'secret-1'],
      [
        '-----BEGIN PRIVATE KEY-----\nMIIEvg+/=\n-----END PRIVATE KEY-----',
        '-----BEGIN PRIVATE KEY-----\nsecret-1\n-----END PRIVATE KEY-----',
      ],
      ['password=***', 'password=***'],
      [
        String.raw`"key": "-----BEGIN RSA PRIVATE KEY-----\nMIIEvgIBADANBgkqhkiG9w0\n-----END RSA PRIVATE KEY-----\n", "host": "db1"`,
        String.raw`"key": "-----BEGIN RSA PRIVATE KEY-----secret-1-----END RSA PRIVATE KEY-----\n", "host": "host-1"`,
      ],
      [
        `Nov 22 21:40:00 web1 app[3]: -----BEGIN PRIVATE KEY-----\nNov 22 21:40:00 web1 app[3]: ${'MIIE'.repeat(16)}\nup at 10.0.0.1`,
        'Nov 22 21:40:00 host-1 app[3]: -----BEGIN PRIVATE KEY-----\nNov 22 21:40:00 host-1 app[3]: secret-1\nup at ip4-private-1',
      ],
      [
        `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\nMIIEvg+/=\n-----END RSA PRIVATE KEY-----\n10.0.0.1`,
        '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\nsecret-1\n-----END RSA PRIVATE KEY-----\nip4-private-1',
      ],
      [
        '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdata\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----',
        '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nsecret-1\nsecret-2\n-----END PGP PRIVATE KEY BLOCK-----',
      ],
    ] as const) {
      assert.equal(maskText(text), masked);
    }
  });

  it('leaves the tokens of an earlier masking and does not give them again', () => {
    assert.equal(maskText('10.0.0.9 ip4-private-1 host-2'), 'ip4-private-2 ip4-private-1 host-2');
  });

  it('never throws and keeps the number of lines', () => {
    fc.assert(
      fc.property(fc.oneof(paste, fc.string({ unit: 'binary' })), (text) => {
        const lines = (one: string): number => one.split(/\r\n|\r|\n/).length;
        assert.equal(lines(maskText(text)), lines(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing more when it is done twice', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        const once = maskText(text);
        assert.equal(maskText(once), once);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves no address between blanks, whatever it is', () => {
    const kept = /^(?:127|0|255)\.|\.0\.0\.0$/;
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.nat(65_535), (four, six, port) => {
        fc.pre(
          !kept.test(four) && /\d/.test(six) && !six.includes('.') && !/^[0:.]{1,40}1?$/.test(six),
        );
        const masked = maskText(
          `a ${four} b ${four}:${port} [${six}]:${port} ${four}.${port}: ${four}/24`,
        );
        assert.ok(!masked.includes(four), masked);
        assert.ok(!masked.includes(six), masked);
      }),
    );
  });

  it('tells different addresses apart', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 30 }), (all) => {
        const masked = maskText(all.join('\n')).split('\n');
        assert.equal(new Set(masked).size, all.length);
      }),
    );
  });

  it('takes time linear in the length', () => {
    for (const unit of [
      'a.',
      '1.',
      '10.0.0.1 ',
      ':',
      'password=',
      '"',
      '@a',
      '::1',
      'key ',
      'x@',
      '-----BEGIN ',
      ' ',
    ]) {
      const text = unit.repeat(Math.ceil(300_000 / unit.length));
      const start = performance.now();
      maskText(text);
      assert.ok(performance.now() - start < 3000, `${unit}: ${performance.now() - start} ms`);
    }
  });

  for (const [name, text] of fixtureTexts()) {
    const reason = unlike.get(name);
    it(`lets the parsers read ${reason === undefined ? 'the same' : 'less'} in ${name}`, () => {
      const whole = findings(text);
      const masked = findings(maskText(text));
      if (reason === undefined) assert.deepEqual(masked, whole);
      else assert.notDeepEqual(masked, whole, 'take it out of the exceptions');
    });
  }
});
