import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PastedText } from '#elements/pasted-text.ts';
import { readEvidence } from '#evidence/index.ts';

const fixtures = join(import.meta.dirname, '..', 'evidence', 'fixtures');
const texts = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:txt|ya?ml|log)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(fixtures, name), 'utf8') }));

describe('PastedText', () => {
  it('shows at each line what the parsers read there, in every fixture', () => {
    assert.ok(texts.length > 20);
    let compared = 0;
    for (const { name, text } of texts) {
      for (const broken of [text, text.replaceAll('\n', '\r\n')]) {
        const pasted = new PastedText(broken);
        for (const reading of readEvidence(broken).readings) {
          const line = pasted.line(reading.line).trim();
          assert.equal(
            line.slice(0, 200),
            reading.text.trim().slice(0, 200),
            `${name}, line ${reading.line}`,
          );
          compared += 1;
        }
      }
    }
    assert.ok(compared > 200, String(compared));
  });

  it('counts line breaks of every kind, and shows no colors and no controls', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.constantFrom('\n', '\r\n', '\r')), { minLength: 1 }),
        (lines) => {
          const text = lines
            .map(([line, end]) => `\u001b[31m${line}\u001b[0m\u0007${end === '\r' ? '\r' : end}`)
            .join('');
          const pasted = new PastedText(text);
          lines.forEach(([line], at) => {
            assert.equal(pasted.line(at + 1), line);
          });
          assert.equal(pasted.line(lines.length + 2), '');
        },
      ),
    );
  });

  it('cuts an endless line', () => {
    assert.ok(new PastedText('x'.repeat(1e6)).line(1).length < 500);
  });
});
