import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCENARIO } from '../../demo/scenario.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

const world = useWorld();
const LOOKS = SCENARIO.look.filter((look) => look !== 'shop');

const style = (shopper: Visitor, selector: string, property: string): Promise<string> =>
  shopper.widget
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

for (const look of LOOKS)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`the ${look} theme is accessible in ${colorScheme}, from the list to the result`, async () => {
      const shopper = await world().visitor({ colorScheme, scenario: { look } });
      await shopper.checkout();
      await shopper.page.waitForFunction(
        (file) => [...document.styleSheets].some(({ href }) => href?.endsWith(file)),
        `/themes/${look}.css`,
      );
      await shopper.accessible();
      await shopper.goToProvider('KNET');
      await shopper.press('decline');
      await shopper.reads(/declined/);
      await shopper.accessible();
      await shopper.goToProvider('KNET');
      await shopper.press('pay');
      await shopper.sees('Payment successful');
      await shopper.accessible();
      await shopper.leave();
    });

test('a theme that the URL names goes before that of the panel', async () => {
  const shopper = await world().visitor({ scenario: { look: 'brand' } });
  await shopper.open(`/checkout?session_id=${await shopper.order()}&look=minimal`);
  await shopper.listShown();
  assert.equal(await style(shopper, '[part~=root]', 'box-shadow'), 'none');
  assert.deepEqual(
    shopper.log.requests
      .map(({ url }) => url.pathname)
      .filter((path) => path.startsWith('/themes/')),
    ['/themes/minimal.css'],
  );
  await shopper.leave();
});

test('the order stands beside the list where there is room, and above it elsewhere', async () => {
  const shopper = await world().visitor({ scenario: { look: 'dense' } });
  await shopper.checkout();
  const boxes = async () => {
    const of = (part: string) => shopper.widget.locator(`[part~=${part}]`).boundingBox();
    const [header, methods] = [await of('header'), await of('methods')];
    assert.ok(header && methods);
    return { header, methods };
  };
  const narrow = await boxes();
  assert.ok(narrow.methods.y >= narrow.header.y + narrow.header.height);
  await shopper.widget.evaluate((element) => {
    Object.assign(element.style, {
      position: 'absolute',
      insetInlineStart: 0,
      inlineSize: '50rem',
    });
  });
  const wide = await boxes();
  assert.ok(wide.methods.x >= wide.header.x + wide.header.width);
  assert.ok(wide.methods.y < wide.header.y + wide.header.height);
  await shopper.leave();
});

test('as a grid the methods stand beside each other, and below each other at 280 pixels', async () => {
  for (const [width, columns] of [
    [280, 1],
    [480, 2],
  ] as const) {
    const viewport = { width, height: 800 };
    const shopper = await world().visitor({ viewport, scenario: { layout: 'grid' } });
    await shopper.checkout();
    const tops = await shopper.widget
      .locator('[part~=method]')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    assert.equal(tops.filter((top) => top === tops[0]).length, columns);
    const over = await shopper.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(over, width);
    await shopper.leave();
  }
});

test('a result is printed in black on white, without buttons', async () => {
  const shopper = await world().visitor({ scenario: { look: 'dark', session: 'expired' } });
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.sees(/expired/);
  assert.equal(await style(shopper, '[part~=actions]', 'display'), 'grid');
  await shopper.page.emulateMedia({ media: 'print' });
  assert.equal(await style(shopper, '[part~=actions]', 'display'), 'none');
  assert.equal(await style(shopper, '[part~=root]', 'background-color'), 'rgb(255, 255, 255)');
  assert.equal(await style(shopper, '[part~=heading]', 'color'), 'rgb(0, 0, 0)');
  await shopper.leave();
});

test('more contrast takes the colour of the text for lines and small print', async () => {
  const shopper = await world().visitor();
  await shopper.checkout();
  const text = await style(shopper, '[part~=root]', 'color');
  assert.notEqual(await style(shopper, '[part~=next]', 'color'), text);
  await shopper.page.emulateMedia({ contrast: 'more' });
  assert.equal(await style(shopper, '[part~=next]', 'color'), text);
  assert.equal(await style(shopper, '[part~=method]:last-child', 'border-top-color'), text);
  await shopper.leave();
});
