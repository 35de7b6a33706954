import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it, test } from 'node:test';
import { PROVIDERS } from '../server/providers/facts.js';
import { cellOf, FACTS, testNameOf } from '../suites/provider-facts/facts.js';
import { codesIn, definitionsOf, read, root, table } from './markdown.js';

const PAGE = 'docs/providers.md';
const page = read(PAGE);
const rows = table(page, 'Fact');

const definitions = definitionsOf(page);

test('the table of the providers has a row for every fact, in order', () => {
  assert.deepEqual(
    rows.map(([name]) => name),
    FACTS,
  );
  assert.equal(definitions.size, FACTS.length * PROVIDERS.length, 'a definition per cell');
});

for (const [column, provider] of PROVIDERS.entries()) {
  describe(`in the table of the providers, ${provider.code}`, () => {
    for (const [row, fact] of FACTS.entries()) {
      it(`${fact}: says what its test says, and leads there`, () => {
        const cell = rows[row]?.[column + 1] ?? '';
        const [, text, label = ''] = /^\[(.+)\]\[([\w-]+)\]$/.exec(cell) ?? [];
        assert.equal(text, cellOf(provider, fact));
        const { target, title } = definitions.get(label) ?? assert.fail(`nothing is ${label}`);
        const file = posix.join(posix.dirname(PAGE), target);
        assert.equal(file, `test/server/providers/${provider.code}.test.ts`);
        assert.equal(title, testNameOf(provider, fact), 'the exact name of the test');
        assert.ok(existsSync(root + file), file);
        const facts = `${provider.code}-facts.js`;
        assert.match(
          read(file),
          new RegExp(`from './${facts}';\\s+testProvider\\(`),
          'it runs them',
        );
      });
    }
  });
}

test('every option that settles an open question is one of its gateway', () => {
  const questions = table(page, 'Provider');
  assert.ok(questions.length > 0);
  for (const [provider = '', , settles = ''] of questions) {
    const folder = `src/server/gateways/${provider.toLowerCase()}`;
    const source = [folder, 'src/server/gateways']
      .flatMap((each) => readdirSync(root + each).map((file) => `${each}/${file}`))
      .filter((file) => file.endsWith('.ts'))
      .map(read)
      .join('\n');
    const [option = '', ...others] = codesIn(settles);
    for (const name of [option, ...others]) {
      assert.match(source, new RegExp(`readonly ${name}\\??:`), `${provider}: ${name}`);
    }
  }
});
