import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINRELAY, MORE_OF_OTTU, OTTU_METHODS } from './support/methods.js';
import { useWorld } from './support/world.js';

const world = useWorld();

const retrieve = (id: string) => world().demo.merchants.few.checkout.sessions.retrieve(id);

for (const method of MORE_OF_OTTU) {
  test(`${method}: abandoned, Back, continued, paid`, async () => {
    const shopper = await world().visitor();
    const id = await shopper.checkout();
    await shopper.goToProvider(method);
    const provider = shopper.page.url();
    await shopper.back();
    await shopper.reads(`A payment at ${method} is under way.`);
    assert.equal(await shopper.wasRestored(), true, 'out of the back/forward cache');

    await shopper.widget.getByRole('button', { name: `Continue at ${method}` }).click();
    await shopper.atProvider();
    assert.equal(shopper.page.url(), provider);
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    assert.equal((await retrieve(id)).state, 'paid');
    await shopper.leave();
  });
}

for (const method of OTTU_METHODS) {
  test(`${method}: abandoned, Back, paid another way at the same provider`, async () => {
    const other = method === 'KNET' ? 'stc pay' : 'KNET';
    const shopper = await world().visitor({ expects: [/409/] });
    const id = await shopper.checkout();
    await shopper.goToProvider(method);
    await shopper.back();
    await shopper.reads(`A payment at ${method} is under way.`);
    await shopper.goToProvider(other);
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    assert.equal((await retrieve(id)).state, 'paid');
    await shopper.leave();
  });
}

test('Finrelay cannot be stopped: another way takes an explicit yes', async () => {
  const shopper = await world().visitor({ expects: [/409/] });
  const id = await shopper.checkout();
  await shopper.goToProvider(FINRELAY);
  await shopper.back();
  await shopper.reads('A payment at Finrelay is under way.');
  await shopper.choose('KNET');
  await shopper.payButton.click();
  await shopper.sees('We cannot stop the payment at Finrelay.');
  await shopper.accessible();
  await shopper.widget.getByRole('button', { name: 'Pay with KNET instead' }).click();
  await shopper.atProvider();
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  const session = await retrieve(id);
  assert.equal(session.state, 'paid');
  await shopper.leave();
});

test('a reload while a payment is under way shows it', async () => {
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.goToProvider('KNET');
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.reads('A payment at KNET is under way.');
  await shopper.accessible();
  await shopper.leave();
});

test('a paid order opened again in the shop says that it is paid', async () => {
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.goToProvider('KNET');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.sees('Payment successful');
  await shopper.leave();
});
