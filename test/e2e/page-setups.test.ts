import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { page } from '../../demo/site.js';
import { useWorld } from './support/world.js';

const plain = readFileSync(new URL('../../demo/static/index.html', import.meta.url), 'utf8');

const world = useWorld((site) => {
  site.get('/static/versioned.html', () =>
    page(plain.replace('hpp-checkout.js', 'hpp-checkout.js?v=3'), {
      formTargets: [],
    }),
  );
});

const PAGES = {
  'a plain page with one module script': '/static/',
  'a plain page with one classic script': '/static/classic.html',
  'a plain page whose script has a query of its own': '/static/versioned.html',
};

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: a payment from start to end`, async () => {
    const shopper = await world().visitor();
    await shopper.open(path);
    await shopper.listShown();
    await shopper.accessible();
    await shopper.goToProvider('KNET');
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    await shopper.leave();
  });
}

test('a script with a query is fetched once, its parts included', async () => {
  const shopper = await world().visitor();
  await shopper.open('/static/versioned.html');
  await shopper.listShown();
  await shopper.goToProvider('KNET');
  const scripts = shopper.log.requests.filter(({ url }) => url.pathname.startsWith('/dist/'));
  const names = scripts.map(({ url }) => url.pathname);
  assert.equal(new Set(names).size, names.length, names.join(', '));
  await shopper.leave();
});

test('InitData that is set only after load is found', async () => {
  const shopper = await world().visitor({ scenario: { config: 'late' } });
  await shopper.checkout();
  await shopper.accessible();
  await shopper.leave();
});

test('in a frame: the provider opens in the top window', async () => {
  const shopper = await world().visitor();
  const id = await shopper.order();
  await shopper.open(`/framed?session_id=${id}`);
  const widget = shopper.page.frameLocator('#frame').locator('hpp-checkout');
  const pay = widget.getByRole('button', { name: /^Pay .+ with / });
  await pay.click();
  await shopper.atProvider();
  assert.equal(shopper.log.navigationsTo(world().demo.sandboxUrl), 1);
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  await shopper.leave();
});

test('fifty methods can be scrolled, chosen and paid with', async () => {
  const shopper = await world().visitor({ scenario: { methods: 'fifty' } });
  const id = await shopper.order('/many');
  await shopper.open(`/many/checkout?session_id=${id}`);
  await shopper.listShown();
  assert.ok((await shopper.widget.getByRole('radio').count()) >= 50);
  await shopper.accessible();
  await shopper.goToProvider('Bank 40');
  await shopper.press('pay');
  await shopper.page.waitForURL((url) => url.pathname === '/many/return');
  await shopper.sees('Payment successful');
  await shopper.leave();
});

test('a session that has expired says so', async () => {
  const shopper = await world().visitor({ scenario: { session: 'expired' } });
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.sees('This payment has expired');
  await shopper.accessible();
  await shopper.leave();
});

test('a wrong client key tells the shopper nothing technical', async () => {
  const shopper = await world().visitor({
    scenario: { key: 'wrong' },
    expects: [/404|hpp-checkout/],
  });
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.reads('This payment is currently unavailable. Please contact the merchant.');
  await shopper.accessible();
  await shopper.leave();
});

test('a slow backend shows a skeleton, and then the list in its place', async () => {
  const shopper = await world().visitor({ scenario: { backend: 'slow' } });
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.widget.getByRole('img', { name: /Loading/ }).waitFor();
  await shopper.accessible();
  const before = await shopper.widget.boundingBox();
  await shopper.listShown();
  assert.equal((await shopper.widget.boundingBox())?.y, before?.y);
  await shopper.leave();
});

test('right to left and at 320 pixels nothing overflows', async () => {
  const shopper = await world().visitor({
    scenario: { direction: 'rtl' },
    viewport: { width: 320, height: 700 },
  });
  await shopper.checkout();
  const overflow = await shopper.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0);
  const rows = await shopper.widget.getByRole('radio').all();
  for (const row of rows) {
    const box = await row.locator('xpath=..').boundingBox();
    assert.ok((box?.height ?? 0) < 140, `a row is ${box?.height ?? 0} pixels high`);
  }
  await shopper.accessible();
  await shopper.leave();
});

test('in the dark', async () => {
  const shopper = await world().visitor({ scenario: { theme: 'dark' }, colorScheme: 'dark' });
  await shopper.checkout();
  await shopper.accessible();
  await shopper.goToProvider('KNET');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  await shopper.accessible();
  await shopper.leave();
});

test('while leaving, the way on is a visible link', async () => {
  const shopper = await world().visitor();
  await shopper.checkout();
  // An answer without content ends the navigation and leaves the page as it is.
  const stay = { status: 204 };
  await shopper.context.route(`${world().demo.sandboxUrl}/**`, (route) => route.fulfill(stay));
  await shopper.payButton.click();
  await shopper.sees('Taking you to KNET…');
  await shopper.accessible();
  await shopper.context.unroute(`${world().demo.sandboxUrl}/**`);
  await shopper.widget.getByRole('link', { name: 'Continue to KNET' }).click();
  await shopper.atProvider();
  await shopper.leave();
});
