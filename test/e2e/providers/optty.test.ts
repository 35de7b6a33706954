import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testJourneys } from '../support/provider-journeys.js';
import type { Visitor } from '../support/visitor.js';

const chooseProvider = (shopper: Visitor): Promise<void> =>
  shopper.page.getByTestId('method-pay-in-4').click();

/** Optty sends nobody back: the shopper finds the way to the shop alone. */
async function findTheWay(shopper: Visitor, id: string): Promise<void> {
  await shopper.page.getByTestId('status').waitFor();
  await shopper.open(`/checkout?session_id=${id}`);
}

const world = testJourneys({
  name: 'optty',
  method: 'Optty',
  enter: chooseProvider,
  comeBack: findTheWay,
  retriesItself: true,
});

test('Optty: a shopper who is back before the webhook learns the outcome by polling', async () => {
  const { control } = world().demo.providers.sandboxes.optty;
  control.setWebhooks({ mode: 'hold', shopper: 'continues', times: 1 });
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.goToProvider('Optty');
  await chooseProvider(shopper);
  await shopper.press('pay');
  await findTheWay(shopper, id);
  await shopper.reads('A payment at Optty is under way.');
  const { sessions } = world().demo.merchants.few.checkout;
  assert.equal((await sessions.retrieve(id)).state, 'pending');
  await control.release();
  await shopper.sees('Payment successful');
  assert.equal((await sessions.retrieve(id)).state, 'paid');
  await shopper.leave();
});
