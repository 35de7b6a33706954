import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCheckout } from '../../../../src/server/index.js';
import { memoryStore } from '../../../../src/server/store/memory.js';
import {
  postpay,
  registerPostpayWebhook,
  type PostpayOptions,
} from '../../../../src/server/gateways/postpay/gateway.js';
import { CUSTOMER } from '../../../suites/gateway-inputs.js';
import { postpayHarness, SECRET, WEBHOOK_TOKEN } from './harness.js';

/** On this machine, as the sandbox: from https nobody is sent to a page without it. */
const PUBLIC = 'http://localhost:21102/api/checkout';
const KEY = 'pk_test_postpay';
const AMOUNT = { value: '256.00', currency: 'AED' };

/** A shop with Postpay: a payment that the shopper was sent to Postpay for. */
async function started(change: Partial<PostpayOptions> = {}) {
  const h = postpayHarness();
  const url = `https://shop.test/webhooks/postpay/${WEBHOOK_TOKEN}`;
  await registerPostpayWebhook(h.client, { url, secret: SECRET });
  const checkout = createCheckout({
    publicUrl: PUBLIC,
    returnUrl: 'http://localhost:21102/return',
    gateways: [postpay({ ...h.options, ...change })],
    store: memoryStore(),
    clientKeys: [KEY],
    now: h.options.now ?? Date.now,
  });
  const { id } = await checkout.sessions.create({ amount: AMOUNT, customer: CUSTOMER });
  const answer = await checkout.fetch(
    new Request(`${PUBLIC}/sessions/${id}/payments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'attempt-1-of-the-test',
        'client-key': KEY,
      },
      body: JSON.stringify({
        payment_method: 'postpay:hosted_page',
        options: {},
        amount: AMOUNT,
        total: AMOUNT,
      }),
    }),
  );
  assert.equal(answer.status, 200, await answer.clone().text());
  const [attempt] = (await checkout.sessions.retrieve(id)).attempts;
  const reference = attempt?.reference ?? '';
  let heard = 0;
  /** Hands the webhooks over that Postpay has sent. */
  const hear = async () => {
    await h.sandbox.idle();
    for (; heard < h.inbox.length; heard += 1) {
      const { headers, body } = h.inbox[heard] ?? assert.fail();
      const target = `${PUBLIC}/webhooks/postpay/${WEBHOOK_TOKEN}`;
      const request = new Request(target, { method: 'POST', headers, body: new Uint8Array(body) });
      assert.equal((await checkout.fetch(request)).status, 200);
    }
  };
  return { h, checkout, id, reference, hear, session: () => checkout.sessions.retrieve(id) };
}

describe('a payment by Postpay, through the whole backend', () => {
  it('is captured when the webhook tells of its approval, and paid', async () => {
    const { h, reference, hear, session } = await started();
    await h.sandbox.control.complete(reference, 'pay');
    await hear();
    const { state, capturedAmount } = await session();
    assert.deepEqual([state, capturedAmount?.value], ['paid', '256.00']);
    assert.equal((await h.client.retrieveOrder(reference)).status, 'captured');
  });

  it('stays paid while a part is refunded at Postpay, and is refunded with the rest', async () => {
    const { h, reference, hear, session } = await started();
    await h.sandbox.control.complete(reference, 'pay');
    await hear();
    await h.client.createRefund(reference, { refund_id: 'a', amount: 5600 });
    await hear();
    const part = await session();
    assert.deepEqual([part.state, part.refundedAmount?.value], ['paid', '56.00']);
    await h.client.createRefund(reference, { refund_id: 'b' });
    await hear();
    const whole = await session();
    assert.deepEqual([whole.state, Number(whole.refundedAmount?.value)], ['refunded', 256]);
  });

  it('waits for the merchant where they capture by hand, and is refunded in parts', async () => {
    const { h, checkout, id, reference, hear, session } = await started({ capture: 'manual' });
    await h.sandbox.control.complete(reference, 'pay');
    await hear();
    assert.equal((await session()).state, 'authorized');
    await checkout.sessions.capture(id, { idempotencyKey: 'capture-1' });
    assert.equal((await session()).state, 'paid');
    const amount = { value: '100.00', currency: 'AED' };
    await checkout.sessions.refund(id, { idempotencyKey: 'refund-1', amount });
    await checkout.sessions.refund(id, { idempotencyKey: 'refund-1', amount });
    const { state, refundedAmount } = await session();
    assert.deepEqual([state, Number(refundedAmount?.value)], ['paid', 100]);
    assert.equal((await h.client.listRefunds(reference)).count, 1);
  });
});
