import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useWorld } from './support/world.js';

const world = useWorld();

test('a double click starts one payment and leaves once', async () => {
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.choose('KNET');
  await shopper.payButton.dblclick();
  await shopper.atProvider();
  assert.equal(shopper.log.starts(), 1);
  assert.equal(shopper.log.navigationsTo(world().demo.sandboxUrl), 1);
  const { attempts } = await world().demo.merchants.few.checkout.sessions.retrieve(id);
  assert.equal(attempts.length, 1);
  await shopper.leave();
});

test('two tabs with the same method share one attempt', async () => {
  const first = await world().visitor();
  const id = await first.checkout();
  const second = await first.tab();
  await second.open(`/checkout?session_id=${id}`);
  await second.listShown();
  await first.goToProvider('KNET');
  await second.goToProvider('KNET');
  assert.equal(first.page.url(), second.page.url());
  const { attempts } = await world().demo.merchants.few.checkout.sessions.retrieve(id);
  assert.equal(attempts.length, 1);
  await first.leave();
});

test('two tabs with different methods: the second is asked, and one payment stays live', async () => {
  const first = await world().visitor({ expects: [/409/] });
  const id = await first.checkout();
  const second = await first.tab();
  // A tab that heard nothing of the other one: the backend has to say it.
  await second.page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await second.open(`/checkout?session_id=${id}`);
  await second.listShown();
  await first.goToProvider('KNET');
  await second.choose('stc pay');
  await second.payButton.click();
  await second.reads('A payment at KNET is under way.');
  await second.accessible();
  await second.payButton.click();
  await second.atProvider();
  await second.press('pay');
  await second.atReturnPage();
  await second.sees('Payment successful');
  const { state, attempts } = await world().demo.merchants.few.checkout.sessions.retrieve(id);
  assert.equal(state, 'paid');
  assert.deepEqual(
    attempts.map((attempt) => [attempt.methodCode, attempt.state]),
    [
      ['knet', 'superseded'],
      ['stc-pay', 'paid'],
    ],
  );
  await first.leave();
});

test('a second tab learns on focus that the first has paid', async () => {
  const first = await world().visitor();
  const id = await first.checkout();
  const second = await first.tab();
  await second.open(`/checkout?session_id=${id}`);
  await second.listShown();
  await first.page.bringToFront();
  await first.goToProvider('KNET');
  await first.press('pay');
  await first.atReturnPage();
  await first.sees('Payment successful');
  await second.page.bringToFront();
  // A tab of a headless browser never hides: the event is what a real one would get.
  await second.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await second.sees('Payment successful');
  await first.leave();
});

test('the webhook is lost and the tab is closed: reconciling still ends in paid', async () => {
  const { demo } = world();
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.goToProvider('KNET');
  await shopper.context.close();
  const { checkout } = demo.merchants.few;
  const { attempts } = await checkout.sessions.retrieve(id);
  assert.equal(attempts.length, 1);
  const { control } = demo.providers.sandboxes.ottu;
  control.setWebhooks({ mode: 'drop', shopper: 'continues', times: 1 });
  await control.complete(attempts[0]?.reference ?? '', { action: 'pay', method: 'knet' });
  assert.equal(control.deliveries().at(-1)?.status, 'dropped');

  world().pass(10 * 60_000);
  await checkout.reconcile({ limit: 50 });
  assert.equal((await checkout.sessions.retrieve(id)).state, 'paid');
  const told = world().heard.filter(({ session }) => session.id === id);
  assert.equal(told.at(-1)?.session.state, 'paid');
});

test('a tab that only stands there hears of a payment in another, and offers to continue it', async () => {
  const first = await world().visitor();
  const id = await first.checkout();
  const second = await first.tab();
  await second.open(`/checkout?session_id=${id}`);
  await second.listShown();
  await second.page.waitForLoadState('networkidle');
  await first.goToProvider('KNET');
  await second.reads('A payment at KNET is under way.');
  assert.equal(second.log.starts(), 1, 'of the first tab');
  await second.accessible();
  await first.leave();
});
