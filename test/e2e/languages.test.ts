import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { page } from '../../demo/site.js';
import { words } from '../../src/widget/locales/ar.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

const html = (name: string): string =>
  readFileSync(new URL(`../../demo/static/${name}.html`, import.meta.url), 'utf8');
const inArabic = (source: string): string =>
  source.replace('<hpp-checkout', '<hpp-checkout lang="ar-KW"');

const world = useWorld((site) => {
  for (const name of ['index', 'classic'])
    site.get(`/arabic/${name}`, () => page(inArabic(html(name)), { formTargets: [] }));
});

const shownIn = async (shopper: Visitor, heading: string): Promise<void> => {
  await shopper.widget.getByText(heading, { exact: true }).first().waitFor();
};

/** The words that the page asked for, by the names of their files. */
const asked = (shopper: Visitor): string[] =>
  shopper.log.requests
    .map(({ url }) => /\/dist\/parts\/(locale-[\w-]+)-\w{8}\.js$/.exec(url.pathname)?.[1] ?? '')
    .filter(Boolean);

const directionOf = (shopper: Visitor): Promise<string> =>
  shopper.widget.evaluate(
    (element) => getComputedStyle(element.shadowRoot?.querySelector('.root') ?? element).direction,
  );

test('a whole payment in Arabic, from right to left, under the strict policy', async () => {
  const shopper = await world().visitor({ scenario: { direction: 'rtl' } });
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shownIn(shopper, words.methods);
  assert.equal(await directionOf(shopper), 'rtl');
  await shopper.accessible();
  await shopper.goToProvider('KNET');
  await shopper.press('decline');
  await shopper.atReturnPage();
  await shopper.reads('You were not charged. Try again or choose another method.');
  await shopper.accessible();
  await shopper.goToProvider('KNET');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  assert.equal(await directionOf(shopper), 'rtl');
  await shopper.accessible();
  assert.deepEqual(new Set(asked(shopper)), new Set(['locale-ar']));
  await shopper.leave();
});

for (const [name, path] of [
  ['module', '/arabic/index'],
  ['classic', '/arabic/classic'],
] as const)
  test(`the ${name} script fetches the words once, and English ones never`, async () => {
    const shopper = await world().visitor();
    await shopper.open(`${path}?session_id=${await shopper.order()}`);
    await shownIn(shopper, words.methods);
    await shopper.page.waitForLoadState('networkidle');
    assert.deepEqual(asked(shopper), ['locale-ar']);
    await shopper.accessible();
    await shopper.leave();

    const other = await world().visitor();
    await other.checkout();
    await other.page.waitForLoadState('networkidle');
    assert.deepEqual(asked(other), []);
    await other.leave();
  });

test('words that cannot be had leave the list in English, which can be paid with', async () => {
  const shopper = await world().visitor({ expects: [/404/] });
  await shopper.context.route('**/dist/parts/locale-*', (route) => route.fulfill({ status: 404 }));
  await shopper.open(`/arabic/classic?session_id=${await shopper.order()}`);
  await shopper.listShown();
  assert.equal(await directionOf(shopper), 'ltr');
  await shopper.accessible();
  await shopper.goToProvider('KNET');
  await shopper.leave();
});
