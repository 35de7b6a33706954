import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyboard } from './support/keyboard.js';
import { useWorld } from './support/world.js';

/** What a shopper does without a pointer. docs/accessibility.md names these tests. */

const world = useWorld();
const at = (scene: string): Promise<Keyboard> => Keyboard.open(world(), scene);

/** The stops of a list with everything that a shopper can choose, from above to below. */
const STOPS: Readonly<Record<string, readonly string[]>> = {
  more: [
    'summary about',
    'search input',
    'radio input',
    'more button',
    'pay button',
    'cancel button',
  ],
  'list-rich': ['summary about', 'radio input', 'checkbox input', 'pay button', 'cancel button'],
  instalments: ['summary about', 'radio input', 'select', 'pay button', 'cancel button'],
  terms: [
    'summary about',
    'radio input',
    'checkbox terms',
    'terms-link a',
    'pay button',
    'cancel button',
  ],
  'hand-off': [
    'summary about',
    'radio input',
    'pay button',
    'cancel button',
    'qr summary',
    'attachment a',
  ],
  'parting-live': ['button button', 'button link button'],
};

for (const [scene, stops] of Object.entries(STOPS))
  test(`Tab reaches every control of "${scene}" in order, and leaves the widget on either side`, async () => {
    const keys = await at(scene);
    assert.deepEqual(await keys.stops('Tab'), stops);
    assert.deepEqual(await keys.stops('Shift+Tab'), stops.toReversed());
    await keys.close();
  });

test('a search, the rest of the list and another method are reached by typing, Enter and arrows', async () => {
  const keys = await at('more');
  const { page } = keys;
  const rows = page.locator('hpp-checkout [part~=method]');
  await keys.tabTo('search input');
  await keys.type('bank 12');
  await page.waitForFunction(
    () =>
      document.querySelector('hpp-checkout')?.shadowRoot?.querySelectorAll('label.method')
        .length === 2,
  );
  await keys.press('Tab', 'ArrowDown');
  await keys.focusAt('[part~=selected] input');
  assert.match(await page.locator('hpp-checkout [part=pay]').innerText(), /with Bank 12$/);
  await keys.press('Shift+Tab', ...Array<string>(7).fill('Backspace'));
  await keys.tabTo('more button');
  await keys.press('Enter');
  // The button is gone: the focus is at the choice that stands, not at the top of the page.
  await keys.focusAt('[part~=selected] input');
  assert.equal(await rows.count(), 16);
  await keys.close();
});

test('a search that finds nothing is said and shown', async () => {
  const keys = await at('more');
  await keys.tabTo('search input');
  await keys.type('zz');
  const words = 'No payment method matches your search.';
  await keys.page.locator('hpp-checkout [part=alert]', { hasText: words }).waitFor();
  assert.equal(await keys.said(), words);
  await keys.close();
});

test('terms that were missed get the focus, with what is wrong as their description', async () => {
  const keys = await at('terms');
  await keys.tabTo('pay button');
  await keys.press('Enter');
  await keys.focusAt('#terms[aria-invalid=true][aria-required=true]');
  const words = 'Please accept the terms first.';
  assert.equal(await keys.said(), words);
  const box = keys.page.getByRole('checkbox', { name: 'I accept the terms and conditions' });
  assert.match(await box.ariaSnapshot(), /checkbox "I accept the terms and conditions"/);
  assert.equal(await describedBy(keys), words);
  await keys.press('Space');
  await keys.focusAt('#terms:checked[aria-invalid=false]');
  assert.equal(await describedBy(keys), '');
  await keys.press('Tab');
  assert.equal(await keys.focused(), 'terms-link a');
  await keys.close();
});

/** The description of what has the focus, as the browser hands it to a screen reader. */
async function describedBy({ page }: Keyboard): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const expression = `document.querySelector('hpp-checkout').shadowRoot.activeElement`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId!,
    fetchRelatives: false,
  });
  await session.detach();
  return String(nodes[0]?.description?.value ?? '');
}

test('details and the code for the phone open and close by Enter and Space', async () => {
  const keys = await at('hand-off');
  const { page } = keys;
  for (const [stop, part] of [
    ['summary about', 'summary'],
    ['qr summary', 'qr'],
  ] as const) {
    const details = page.locator(`hpp-checkout details[part=${part}]`);
    await keys.tabTo(stop);
    const isOpen = () => details.evaluate((each) => (each as HTMLDetailsElement).open);
    const before = await isOpen();
    await keys.press('Enter');
    assert.equal(await isOpen(), !before);
    await keys.press('Space');
    assert.equal(await isOpen(), before);
    assert.equal(await keys.focused(), stop);
  }
  await keys.close();
});

test('whoever leaves and turns back has the focus on the heading of each screen', async () => {
  const keys = await at('leaving');
  await keys.tabTo('button continue a');
  await keys.tabTo('button link button');
  await keys.press('Enter');
  await keys.phase('choosing');
  await keys.focusAt('h2');
  await keys.tabTo('pay button');
  await keys.press('Enter');
  await keys.phase('leaving');
  await keys.focusAt('h2');
  await keys.close();
});

test('a cancel that is asked about is answered by keyboard, and staying leads back to the list', async () => {
  const keys = await at('parting-live');
  await keys.tabTo('button button');
  await keys.tabTo('button link button');
  await keys.press('Space');
  await keys.phase('choosing');
  await keys.focusAt('h2');
  await keys.tabTo('cancel button');
  await keys.press('Enter');
  await keys.phase('parting');
  await keys.focusAt('h2');
  await keys.close();
});

test('a choice pays nothing and leads nowhere', async () => {
  for (const [scene, stop, key] of [
    ['list', 'radio input', 'ArrowDown'],
    ['instalments', 'select', 'ArrowDown'],
    ['list-rich', 'checkbox input', 'Space'],
    ['terms', 'checkbox terms', 'Space'],
  ] as const) {
    const keys = await at(scene);
    await keys.tabTo(stop);
    await keys.press(key);
    assert.equal(await keys.focused(), stop);
    await keys.phase('choosing');
    assert.equal(await keys.page.locator('hpp-checkout [part=pay]').isEnabled(), true);
    await keys.close();
  }
});

test('no letter or digit does anything by itself', async () => {
  const keys = await at('list');
  await keys.tabTo('radio input');
  const before = await keys.snapshot();
  await keys.type('abcdefghijklmnopqrstuvwxyz0123456789?/.');
  assert.equal(await keys.focused(), 'radio input');
  assert.deepEqual(await keys.snapshot(), before);
  await keys.close();
});

test('a press that is drawn away from a control does nothing', async () => {
  for (const [scene, selector, phase] of [
    ['list', '[part=pay]', 'choosing'],
    ['list', '[part=cancel]', 'choosing'],
    ['list', '[part=method]', 'choosing'],
    ['one-click', '[part=method]', 'choosing'],
    ['leaving', '[part~=link]', 'leaving'],
  ] as const) {
    const keys = await at(scene);
    const { page } = keys;
    const control = page.locator(`hpp-checkout ${selector}`).first();
    const before = await keys.snapshot();
    await control.hover();
    await page.mouse.down();
    await page.mouse.move(1, 1);
    await page.mouse.up();
    assert.deepEqual(await keys.snapshot(), before, selector);
    await keys.phase(phase);
    await keys.close();
  }
});
