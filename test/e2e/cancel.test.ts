import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHODS } from './support/methods.js';
import { useWorld } from './support/world.js';
import type { Visitor } from './support/visitor.js';

const world = useWorld();

const cancel = (shopper: Visitor) =>
  shopper.widget.getByRole('button', { name: 'Cancel', exact: true }).click();

const atCanceled = (shopper: Visitor, query = '') =>
  shopper.page.waitForURL((url) => url.pathname === '/canceled' && url.search === query);

for (const method of METHODS) {
  test(`${method} selected: cancel ends the session and leads to its cancel URL`, async () => {
    const shopper = await world().visitor();
    const id = await shopper.checkout();
    await shopper.choose(method);
    await cancel(shopper);
    await atCanceled(shopper);
    const session = await world().demo.merchants.few.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'canceled');
    await shopper.leave();
  });
}

test('HppData.cancel_url wins over the cancel URL of the session', async () => {
  const shopper = await world().visitor({ scenario: { cancel: 'hppdata' } });
  await shopper.checkout();
  await cancel(shopper);
  await atCanceled(shopper, '?by=hppdata');
  await shopper.leave();
});

test('with the backend down, cancel still leads to HppData.cancel_url', async () => {
  const shopper = await world().visitor({
    scenario: { cancel: 'hppdata', backend: 'down' },
    expects: [/ERR_|Failed to load resource|hpp-checkout/],
  });
  const id = await shopper.order();
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.sees(/could not reach/);
  await shopper.accessible();
  await shopper.widget.getByRole('button', { name: 'Back to the shop' }).click();
  await atCanceled(shopper, '?by=hppdata');
  const session = await world().demo.merchants.few.checkout.sessions.retrieve(id);
  assert.equal(session.state, 'created');
  await shopper.leave();
});

test('a backend that goes down while the list is shown does not trap the shopper', async () => {
  const shopper = await world().visitor({ expects: [/ERR_|Failed to load resource|hpp-checkout/] });
  const id = await shopper.checkout();
  await shopper.context.route('**/cancel', (route) => route.abort());
  await cancel(shopper);
  await atCanceled(shopper);
  const session = await world().demo.merchants.few.checkout.sessions.retrieve(id);
  assert.equal(session.state, 'created');
  await shopper.leave();
});

test('a misconfigured page with HppData.cancel_url lets the shopper go back', async () => {
  const shopper = await world().visitor({
    scenario: { cancel: 'hppdata', key: 'missing' },
    expects: [/client.key/i],
  });
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.reads('This payment is currently unavailable. Please contact the merchant.');
  await shopper.accessible();
  await shopper.widget.getByRole('button', { name: 'Back to the shop' }).click();
  await atCanceled(shopper, '?by=hppdata');
  await shopper.leave();
});

test('a payment that the provider cannot stop is not called canceled', async () => {
  const shopper = await world().visitor({ expects: [/409/] });
  const id = await shopper.checkout();
  await shopper.goToProvider('Finrelay');
  await shopper.back();
  await shopper.reads('A payment at Finrelay is under way.');
  await cancel(shopper);
  await shopper.reads('The payment at Finrelay was not canceled.');
  await shopper.accessible();
  await shopper.widget.getByRole('button', { name: 'Leave' }).click();
  await atCanceled(shopper);
  const session = await world().demo.merchants.few.checkout.sessions.retrieve(id);
  assert.notEqual(session.state, 'canceled');
  await shopper.leave();
});
