import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHODS, OTTU_METHODS } from './support/methods.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

const world = useWorld();

const sessions = () => world().demo.merchants.few.checkout.sessions;
const finrelay = () => world().demo.providers.sandboxes.finrelay;
const ottu = () => world().demo.providers.sandboxes.ottu;

/** Resolves once the merchant has heard of it. */
async function heard(id: string, type: string): Promise<void> {
  const { checkout } = world().demo.merchants.few;
  await world().until(async () => {
    await checkout.reconcile({ limit: 50 });
    return world().heard.some((change) => change.session.id === id && change.type === type);
  });
}

async function payAtFinrelay(shopper: Visitor): Promise<string> {
  const id = await shopper.checkout();
  await shopper.goToProvider('Finrelay');
  await shopper.press('pay');
  await shopper.atReturnPage();
  return id;
}

test('a late webhook: confirming first, then paid, and nothing claims more before', async () => {
  finrelay().control.setWebhooks({ mode: 'hold', shopper: 'continues', times: 1 });
  const shopper = await world().visitor();
  const id = await payAtFinrelay(shopper);
  await shopper.sees('Confirming your payment…');
  await shopper.accessible();
  assert.notEqual((await sessions().retrieve(id)).state, 'paid');
  await finrelay().control.release();
  await shopper.sees('Payment successful');
  assert.equal((await sessions().retrieve(id)).state, 'paid');
  await shopper.leave();
});

test('a forged webhook is refused and proves nothing; the authentic one does', async () => {
  finrelay().control.setWebhooks({ forge: 'signature', shopper: 'continues', times: 1 });
  const shopper = await world().visitor();
  const id = await payAtFinrelay(shopper);
  await shopper.sees('Confirming your payment…');
  await finrelay().idle();
  assert.equal(finrelay().control.deliveries().at(-1)?.answers[0]?.status, 401);
  assert.notEqual((await sessions().retrieve(id)).state, 'paid');
  const { attempts } = await sessions().retrieve(id);
  await finrelay().control.emit(attempts[0]?.reference ?? '');
  await shopper.sees('Payment successful');
  await shopper.leave();
});

test('the same webhook three times is paid once', async () => {
  finrelay().control.setWebhooks({ copies: 3, times: 1 });
  const shopper = await world().visitor();
  const id = await payAtFinrelay(shopper);
  await shopper.sees('Payment successful');
  await finrelay().idle();
  const statuses = finrelay()
    .control.deliveries()
    .at(-1)
    ?.answers.map(({ status }) => status);
  assert.deepEqual(statuses, [200, 200, 200]);
  const paid = world().heard.filter(({ session, state }) => session.id === id && state === 'paid');
  assert.equal(new Set(paid.map((change) => change.id)).size, 1);
  await shopper.leave();
});

test('a superseded payment that succeeds after all is never hidden', async () => {
  const shopper = await world().visitor({ expects: [/409/] });
  const id = await shopper.checkout();
  await shopper.goToProvider('Finrelay');
  await shopper.back();
  await shopper.reads('A payment at Finrelay is under way.');
  await shopper.choose('KNET');
  await shopper.payButton.click();
  await shopper.widget.getByRole('button', { name: 'Pay with KNET instead' }).click();
  await shopper.atProvider();
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');

  const { attempts } = await sessions().retrieve(id);
  const old = attempts.find(({ gateway }) => gateway === 'finrelay');
  await finrelay().control.complete(old?.reference ?? '', { action: 'pay', late: true });
  await heard(id, 'duplicate_payment');
  assert.equal((await sessions().retrieve(id)).state, 'paid');
  await shopper.leave();
});

test('an amount that differs at the provider is held for review', async () => {
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.goToProvider('KNET');
  const { attempts } = await sessions().retrieve(id);
  ottu().control.setWebhooks({ mode: 'hold', shopper: 'continues', times: 1 });
  const reference = attempts[0]?.reference ?? '';
  await ottu().control.complete(reference, { action: 'pay', method: 'knet' });
  ottu().control.alter(reference, { amount: '1.000' });
  await ottu().control.release();
  await heard(id, 'review_needed');
  const session = await sessions().retrieve(id);
  assert.notEqual(session.state, 'paid');
  assert.equal(session.review?.reason, 'amount_mismatch');
  await shopper.open(`/return?session_id=${id}`);
  await shopper.sees('Confirming your payment…');
  await shopper.leave();
});

test('a cart that changed meanwhile is shown again before anything starts', async () => {
  const shopper = await world().visitor({ expects: [/409/] });
  const id = await shopper.checkout();
  await sessions().update(id, { amount: { value: '20.000', currency: 'KWD' } });
  await shopper.choose('KNET');
  await shopper.payButton.click();
  await shopper.reads(/amount or your order has changed/);
  await shopper.accessible();
  assert.equal((await sessions().retrieve(id)).attempts.length, 0);
  await shopper.widget.getByRole('button', { name: /^Pay .*20\.000 with KNET/ }).click();
  await shopper.atProvider();
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  await shopper.leave();
});

test('a newer backend: an unknown state is confirming, an unknown field is ignored', async () => {
  const shopper = await world().visitor();
  const id = await shopper.order();
  await shopper.context.route(`**/sessions/${id}`, async (route) => {
    const answer = await route.fetch();
    const view = (await answer.json()) as object;
    await route.fulfill({ response: answer, json: { ...view, state: 'entangled', spin: 'up' } });
  });
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.sees('Confirming your payment…');
  await shopper.leave();
});

test('a provider that is down makes its methods wait, not the page', async () => {
  ottu().control.failApi({ kind: 'status', status: 503 });
  const shopper = await world().visitor();
  await shopper.open(`/checkout?session_id=${await shopper.order()}`);
  await shopper.listShown();
  const others = METHODS.length - OTTU_METHODS.length;
  assert.equal(await shopper.widget.getByRole('radio', { disabled: false }).count(), others);
  await shopper.accessible();
  ottu().control.clearApiFaults();
  await shopper.goToProvider('Finrelay');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  await shopper.leave();
});
