import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { describeElement } from './element.js';
import { codesIn, definitionsOf, read, root, table } from './markdown.js';
import { hasTest } from './test-names.js';

const PAGE = 'docs/features.md';
const page = read(PAGE);
const rows = table(page, 'Feature');
const definitions = definitionsOf(page);
const readme = read('README.md');
const element = describeElement();
const named = (list: readonly { readonly name: string }[] = []) => list.map(({ name }) => name);

const slots = [
  ...['header', 'summary', 'before-list', 'after-list', 'footer', 'empty'],
  ...['paid', 'authorized', 'cod', 'refunded', 'failed', 'canceled', 'expired', 'invalided'],
  'confirming',
];
const known: ReadonlySet<string> = new Set([
  ...named(element.attributes),
  ...named(element.members),
  ...named(element.members.filter(({ kind }) => kind === 'method')).map((name) => `${name}()`),
  ...named(element.events),
  ...named(element.cssParts).map((name) => `::part(${name})`),
  ...named(element.cssProperties),
  ...slots.map((name) => `slot="${name}"`),
  ...['window.InitData', 'window.InitData.session', 'window.HppData'],
  ...['HppCheckoutMarkup', 'custom-elements.json'],
]);

const textOf = (folder: string): string =>
  readdirSync(root + folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`${folder}/${file}`))
    .join('\n');
const wire = textOf('src/contract') + textOf('src/server');

/** What products of this kind have, one by one: the last paragraph of the field notes. */
const SUPERSET = [
  /attributes/,
  /properties/,
  /InitData.+late/,
  /Preload/,
  /icon, name and description/,
  /Promo label/,
  /Fee and fee description/,
  /Total per method/,
  /eligibility, with the reason/,
  /Recommended/,
  /Default selection/,
  /Show more/,
  /List and grid/,
  /One click/,
  /Select, then pay/,
  /Amount box/,
  /items, discounts, shipping, tax, fee, total/,
  /Save-card/,
  /Instalments/,
  /QR hand-off/,
  /Attachment/,
  /Expiry countdown/,
  /Due date/,
  /Sandbox badge/,
  /Cancel and back/,
  /Results.+retry/,
  /polling/,
  /Cancelable and awaitable hooks/,
  /Typed DOM events/,
  /Tokens/,
  /Parts/,
  /Slots/,
  /Light, dark, auto/,
  /Languages/,
  /Right to left/,
  /Words of the page/,
  /WCAG 2\.2 AA/,
  /Content-Security-Policy/,
  /Error codes and a request id/,
  /Framework typings/,
  /Custom-elements manifest/,
  /Backend kit/,
  /Conformance check/,
];

describe('docs/features.md', () => {
  test('has a row for all that products of this kind have', () => {
    for (const wanted of SUPERSET)
      assert.ok(
        rows.some(([name = '']) => wanted.test(name)),
        String(wanted),
      );
  });

  for (const [name = '', here = '', there = '', proof = ''] of rows) {
    test(`${name}: what it names exists`, () => {
      for (const code of codesIn(here)) assert.ok(known.has(code), code);
      for (const code of codesIn(there)) {
        const last = code.split('.').at(-1) ?? '';
        assert.ok(wire.includes(last) || readme.includes(code), code);
      }
    });

    test(`${name}: is shown by tests of that name`, () => {
      const labels = [...proof.matchAll(/\]\[([\w-]+)\]/g)].map(([, label = '']) => label);
      assert.ok(labels.length > 0);
      for (const label of labels) {
        const { target, title } = definitions.get(label) ?? assert.fail(`nothing is ${label}`);
        const file = posix.join(posix.dirname(PAGE), target);
        assert.ok(existsSync(root + file), file);
        assert.ok(hasTest(file, title), `${file}: ${title}`);
      }
    });
  }
});

test('the types for frameworks have every attribute, and no other', () => {
  const source = read('src/widget/markup.ts').replace(/^[^]*extends Listeners/, '');
  const typed = [...source.matchAll(/^ {2}'?([\w-]+)'?\?:/gm)].map(([, name = '']) => name);
  const alias = (name: string) => name.includes('_');
  assert.deepEqual(
    typed.filter((name) => name !== 'strings' && name !== 'preload').sort(),
    named(element.attributes)
      .filter((name) => !alias(name))
      .sort(),
  );
});
