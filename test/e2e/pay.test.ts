import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MORE_OF_OTTU } from './support/methods.js';
import { useWorld } from './support/world.js';

const world = useWorld();

for (const method of MORE_OF_OTTU) {
  test(`${method}: paid at the provider is paid in the shop`, async () => {
    const shopper = await world().visitor();
    const id = await shopper.checkout();
    await shopper.goToProvider(method);
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    await shopper.accessible();
    const session = await world().demo.merchants.few.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'paid');
    assert.equal(shopper.log.starts(), 1);
    await shopper.leave();
  });

  test(`${method}: a declined payment is tried again and paid`, async () => {
    const shopper = await world().visitor();
    const id = await shopper.checkout();
    await shopper.goToProvider(method);
    await shopper.press('decline');
    await shopper.atReturnPage();
    await shopper.reads(/declined/);
    await shopper.accessible();
    const { sessions } = world().demo.merchants.few.checkout;
    assert.equal((await sessions.retrieve(id)).state, 'attempted');

    await shopper.listShown();
    await shopper.goToProvider(method);
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    assert.equal((await sessions.retrieve(id)).state, 'paid');
    await shopper.leave();
  });

  test(`${method}: canceled on the provider's page leads back to the list`, async () => {
    const shopper = await world().visitor();
    await shopper.checkout();
    await shopper.goToProvider(method);
    await shopper.press('cancel');
    await shopper.atReturnPage();
    await shopper.listShown();
    await shopper.choose('KNET');
    await shopper.goToProvider('KNET');
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    await shopper.leave();
  });
}

test('from the cart to a paid order, through the pages of the shop', async () => {
  const shopper = await world().visitor();
  await shopper.open('/');
  await shopper.page.getByRole('button', { name: 'Go to checkout' }).click();
  await shopper.listShown();
  await shopper.goToProvider('KNET');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  await shopper.page.getByText('Thank you, Noor').waitFor();
  await shopper.leave();
});
