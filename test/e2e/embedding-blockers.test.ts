import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { looksBlockable } from './support/blockable.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

const world = useWorld();

test('the list of rules knows what blockers block', () => {
  for (const path of [
    '/ads/x.js',
    '/img/banner.png',
    '/api/track?x',
    '/px/pixel.gif',
    '/promo-1.js',
  ])
    assert.ok(looksBlockable(path), path);
});

test('no file of the widget has a name that blockers look for', () => {
  const dist = new URL('../../dist/', import.meta.url);
  const files = readdirSync(dist, { recursive: true }).map((name) => `/dist/${String(name)}`);
  const scripts = files.filter((name) => /\/(?:hpp-checkout\.|parts\/)/.test(name));
  assert.ok(scripts.length > 20);
  assert.deepEqual(scripts.filter(looksBlockable), []);
});

test('with a content blocker: a payment from start to end, in another language too', async () => {
  const shopper = await world().visitor({ scenario: { direction: 'rtl' } });
  const blocked: string[] = [];
  await shopper.context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const ours = [world().demo.url, world().demo.sandboxUrl].includes(url.origin);
    // Of the provider's pages only: they are not ours to name.
    const isShop = url.origin === world().demo.url;
    if (ours && !(isShop && looksBlockable(url.pathname + url.search))) return route.continue();
    blocked.push(url.href);
    return route.abort('blockedbyclient');
  });
  await shopper.checkout();
  await shopper.goToProvider('KNET');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  assert.deepEqual(blocked, []);
  await shopper.leave();
});

test('nothing in the widget is named as what blockers hide', async () => {
  const shopper = await world().visitor();
  await shopper.checkout();
  await shopper.page.waitForLoadState('networkidle');
  const names = await shopper.widget.evaluate((host) =>
    [...host.shadowRoot!.querySelectorAll('*'), host].flatMap((element) =>
      ['class', 'id', 'part'].flatMap((name) => element.getAttribute(name)?.split(/\s+/) ?? []),
    ),
  );
  assert.ok(names.length > 20);
  assert.deepEqual(
    names.filter((name) => name && looksBlockable(`/${name}/`)),
    [],
  );
  await shopper.leave();
});

const BLOCKED = 'Check your connection and try again.';

/** Gives the list what makes it wait for more code: terms to accept. */
async function withTerms(shopper: Visitor): Promise<void> {
  await shopper.context.route(/\/api\/checkout\/sessions\/[^/]+$/, async (route) => {
    const response = await route.fetch();
    const session = (await response.json()) as object;
    const terms = { name: null, url: '/terms' };
    await route.fulfill({ response, json: { ...session, terms } });
  });
}

test('where the code behind the list is blocked, the list says so, and goes on later', async () => {
  const shopper = await world().visitor({ expects: [/ERR_BLOCKED_BY_CLIENT|hpp-checkout/] });
  const id = await shopper.order();
  await shopper.context.route('**/dist/parts/journey*', (route) => route.abort('blockedbyclient'));
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.listShown();
  await shopper.choose('Credit card');
  await shopper.payButton.click();
  await shopper.reads(BLOCKED);
  assert.ok(await shopper.method('Credit card').isChecked());
  await shopper.accessible();
  assert.equal(shopper.log.starts(), 0);
  await shopper.context.unroute('**/dist/parts/journey*');
  await shopper.page.reload();
  await shopper.listShown();
  await shopper.goToProvider('Credit card');
  await shopper.leave();
});

test('where the list itself needs that code, the widget says so', async () => {
  const shopper = await world().visitor({ expects: [/ERR_BLOCKED_BY_CLIENT|hpp-checkout/] });
  await withTerms(shopper);
  await shopper.context.route('**/dist/parts/journey*', (route) => route.abort('blockedbyclient'));
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.reads(BLOCKED);
  await shopper.widget.getByRole('button', { name: 'Try again' }).waitFor();
  await shopper.accessible();
  await shopper.leave();
});

test('where the backend is blocked, the widget says so, and has a way to try again', async () => {
  const shopper = await world().visitor({ expects: [/ERR_BLOCKED_BY_CLIENT|hpp-checkout/] });
  const id = await shopper.order();
  await shopper.context.route('**/api/checkout/**', (route) => route.abort('blockedbyclient'));
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.sees(/could not reach the payment service/);
  await shopper.accessible();
  await shopper.context.unroute('**/api/checkout/**');
  await shopper.widget.getByRole('button', { name: 'Try again' }).click();
  await shopper.listShown();
  await shopper.leave();
});
