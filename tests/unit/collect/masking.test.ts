import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maskText } from '#evidence/index.ts';
import { plainNames } from '#evidence/mask-words.ts';
import { maskByScript, maskedUnlike } from './parity.ts';
import { awks, runScript, script } from './support.ts';

const fixtures = join(import.meta.dirname, '..', 'evidence', 'fixtures');

/** Lines of real evidence, with the shapes that masking must tell apart put before them. */
const shapes = `root@web1:~# ss -tan
ESTAB 0 0 10.0.0.1:8080 192.0.2.7:53211
ESTAB 0 0 [2001:db8::1]:8080 [::ffff:10.0.0.1]:53211
ESTAB 0 0 ::ffff:10.0.0.1:8080 2001:db8::1:443
tcp6 0 0 :::22 :::* LISTEN
tcp6 0 0 ::1:25 2001:DB8:0::1:443 ESTABLISHED
Linux db7 2.6.32.12-0.7-default #1 SMP
Nov 22 21:40:00 web1 nginx[12]: connect to 10.1.2.3:80 failed, web1 said
2026-11-22T21:40:00+0100 app-3 java[7]: app-3: reset
21:40:00.123456 IP 10.0.0.1.53412 > 198.51.100.7.https: Flags [S], seq 1
21:40:00.123456 IP6 2001:db8::1.53412 > fe80::1%eth0.443: Flags [S], seq 1
IP web1.example.com.53412 > db.https: Flags [S]
openjdk version "17.0.4.1" 2022-08-12 (build 17.0.4.1+1-LTS)
link/ether 52:54:00:12:34:56 brd ff:ff:ff:ff:ff:ff
java.net.ConnectException: refused: api.example.com/10.0.0.1:80 at sun.nio.ch.Net.connect(Net.java:461)
curl https://bob:s3cr3t@api.example.com:8443/x?token=abc&y=1 -H 'Authorization: Bearer abcdefghij.klm'
Set-Cookie: a=b; c=d
{"password": "hun ter", "host":"orders-db", "x": null}
-Djavax.net.ssl.keyStorePassword=changeit --token abc password=*** password: hunter2
mail to jane.doe@example.com, java.lang.Object@1b2c3d4e getty@tty1.service
   1: 0100007F:1F90 00000000:0000 0A 0500000A:1F90 000080FE00000000FF005450563412FE:0050
1.3.6.1.4.1.2021 std::string a::b 10.0.0.0/8 Chrome/120.0.0.0 jdk-17.0.4.1 64:ff9b::192.0.2.1 2001:db8::192.0.2.1
redis://:pw@cache:6379/0 http://orders:8080/ http://localhost:80/ https://10.0.0.5/ ip-10-0-0-1 x.svc.cluster.local
eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjF9.c2ln AKIAABCDEFGHIJKLMNOP
mysqldump -u root -phunter2 shop; mysql -P3306 -p shop; nc -p3306 db; DB_PASS=hunter2 PWD=/root sig=SIGSEGV
redis-cli -h cache -a "hunter2 x" ping; sshpass -p hunter2 ssh a; sshpass -P prompt ssh a; ldapsearch -x -w hunter2
curl -sS -u bob:hunter2 http://localhost/ ; ps -u bob; sort -u a:b
requirepass hunter2 IDENTIFIED BY 'hunter2' and is identified by its four-tuple
  stats auth admin:hunter2
https://hooks.slack.com/services/T00000000/B00000000/XXXX /b?X-Amz-Signature=0123456789abcdef&y=1
not an SSL/TLS record: 474554202f20 not an SSL/TLS record: 47 and a record: x
AIzaSyA1234567890123456 SG.abcdefgh.0123456789ab
-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-128-CBC,00FF

MIIEvgIBADANBgkqhkiG9w0BAQEFAASC+/=
-----END RSA PRIVATE KEY-----
at 10.0.0.1 "k": "-----BEGIN PRIVATE KEY-----\\nMIIEvgIBADANBgkqhkiG9w0\\n-----END PRIVATE KEY-----\\n", "host": "db1"
2026-11-22T21:40:00+0100 app-3 java[7]: -----BEGIN PRIVATE KEY-----
2026-11-22T21:40:00+0100 app-3 java[7]: MIIEvgIBADANBgkqhkiG9w0BAQEFAASCMIIEvgIBADANBgkqhkiG9w0BAQEFAASC
2026-11-22T21:40:00+0100 app-3 java[7]: done, https://10.0.0.5/#
`;

function inOneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}

describe('the masking of collect.sh', () => {
  for (const awk of awks) {
    it(`is that of the evidence room under ${awk}`, () => {
      assert.equal(maskByScript(awk, shapes), maskText(shapes));
    });

    it(`changes nothing more when it is done twice under ${awk}`, () => {
      const once = maskByScript(awk, shapes);
      assert.equal(maskByScript(awk, once), once);
    });
  }

  it('is that of the evidence room for what nobody thought of', () => {
    const piece = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.domain(),
      fc.emailAddress(),
      fc.webUrl({ withQueryParameters: true }),
      fc.string({
        maxLength: 6,
        unit: fc.constantFrom(...Array.from('aZ09.:@%-_/="\' ,;#$[]()<>')),
      }),
      fc.constantFrom(
        'password=',
        'Cookie: ',
        'host=',
        ' > ',
        'IP ',
        '::',
        '://',
        '17.0.4.1+1',
        'tcp6 0 0 ',
        'web1 ',
        'Linux web1 3.0.13 ',
        'root@web1:~# ',
        '2026-11-22T21:40:00+0100 app-3 java[7]: ',
        '10.7.77.72-g',
        '-----BEGIN PRIVATE KEY-----',
        'MIIEvgIBADANBgkqhkiG9w0',
        '-----END PRIVATE KEY-----',
      ),
    );
    const line = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 200, maxLength: 200 }), (lines) => {
        assert.deepEqual(maskedUnlike(lines.map(inOneLine)), []);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('is that of the evidence room on every fixture, but for names that are known too late', () => {
    const names = readdirSync(fixtures, { recursive: true, encoding: 'utf8' });
    let [same, all] = [0, 0];
    for (const name of names.filter((one) => one.endsWith('.txt'))) {
      const text = readFileSync(join(fixtures, name), 'utf8');
      if (text.includes('\u001b')) continue;
      all += 1;
      if (maskByScript('awk', text) === maskText(text)) same += 1;
    }
    assert.ok(all > 10 && same >= all * 0.8, `${same} of ${all}`);
  });

  it('knows the names of the machine itself', () => {
    const { stdout } = spawnSync('uname', ['-n'], { encoding: 'utf8' });
    const name = stdout.trim();
    const isPlain = plainNames.has(name.toLowerCase()) || name.length < 3;
    const masked = runScript('sh', ['--mask'], `it is ${name} here\n`).stdout;
    assert.equal(masked, isPlain ? `it is ${name} here\n` : 'it is host-1 here\n');
  });

  it('has the lists of words of the evidence room', () => {
    const source = readFileSync(
      join(import.meta.dirname, '../../../src/evidence/mask-words.ts'),
      'utf8',
    );
    const wordsOf = (text: string): readonly string[] => text.trim().split(/\s+/).sort();
    const ours = [...source.matchAll(/= words\(`([^`]*)`/g)].map(([, words = '']) =>
      wordsOf(words).join(' '),
    );
    const byName = new Map<string, string>();
    for (const [, words = '', set = ''] of readFileSync(script, 'utf8').matchAll(
      /set_of\("([^"]+)", (\w+)\)/g,
    )) {
      byName.set(set, `${byName.get(set) ?? ''} ${words}`);
    }
    const theirs = [...byName.values()].map((words) => wordsOf(words).join(' '));
    assert.deepEqual(theirs.sort(), ours.sort());
  });
});
