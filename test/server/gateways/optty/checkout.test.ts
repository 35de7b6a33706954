import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { opttySandbox } from '../../../../demo/sandboxes/optty/sandbox.js';
import type { OpttySettings } from '../../../../demo/sandboxes/optty/options.js';
import { optty } from '../../../../src/server/gateways/optty/gateway.js';
import { CUSTOMER } from '../../../suites/gateway-inputs.js';
import { openShop, PUBLIC_URL } from '../../../support/shop.js';
import { opttyHarness, WEBHOOK_TOKEN } from './harness.js';

const METHOD = { method: 'optty:hosted_page' };

/** A shop whose only provider is Optty. */
async function open(settings: Partial<OpttySettings> = {}) {
  const { options } = opttyHarness();
  const hook = `${PUBLIC_URL}/webhooks/optty/${WEBHOOK_TOKEN}`;
  const box = opttySandbox({
    baseUrl: 'https://optty.test',
    settings: { webhook_url: hook, ...settings },
    deliver: (request) => shop.checkout.fetch(request),
    now: () => shop.clock.ms,
  });
  const gateway = optty({
    ...options,
    baseUrl: 'https://optty.test',
    fetch: (request) => box.fetch(request),
    now: () => shop.clock.ms,
  });
  const shop = await openShop({ wrap: (one) => (one.code === 'ottu' ? gateway : one) });
  const id = await shop.create({ customer: CUSTOMER });
  await shop.view(id);
  await shop.leave(id, METHOD);
  const settle = async (): Promise<string> => {
    await box.idle();
    await shop.settle();
    return shop.state(id);
  };
  return { shop, box, id, settle, reference: await shop.reference(id), hook };
}

describe('a checkout with Optty', () => {
  it('learns of a payment by its webhook alone: nobody is sent back', async () => {
    const { box, reference, settle } = await open();
    const { redirect_url } = await box.control.complete(reference, 'pay');
    assert.equal(redirect_url, null);
    assert.equal(await settle(), 'paid');
  });

  it('takes another try on the same link after a decline', async () => {
    const { box, reference, settle } = await open();
    await box.control.complete(reference, 'decline');
    assert.equal(await settle(), 'attempted');
    await box.control.complete(reference, 'pay');
    assert.equal(await settle(), 'paid');
  });

  it('leaves what the shopper canceled open for another attempt', async () => {
    const { shop, box, id, reference, settle } = await open();
    await box.control.complete(reference, 'cancel');
    assert.equal(await settle(), 'attempted');
    await shop.leave(id, METHOD);
    assert.notEqual(await shop.reference(id), reference);
  });

  it('holds a webhook with another amount for review, however it came by the URL', async () => {
    const { shop, box, id, reference, settle } = await open();
    box.control.setWebhooks({ forge: 'body' });
    await box.control.complete(reference, 'pay');
    assert.equal(await settle(), 'pending');
    assert.equal((await shop.view(id)).review, true);
  });

  it('knows nobody at another URL than the secret one', async () => {
    const { box, hook, reference, settle } = await open();
    box.control.setWebhooks({ mode: 'drop', times: 1 });
    await box.control.complete(reference, 'pay');
    const url = `${hook.slice(0, -1)}x`;
    const { answers } = await box.control.emit(reference, { url });
    assert.equal(answers[0]?.status, 404);
    assert.equal(await settle(), 'pending');
  });

  it('never passes the cancel of a shopper on: a payment at the same moment would be refunded', async () => {
    const { shop, box, id, settle } = await open();
    await shop.cancel(id);
    await settle();
    const operations = box.control.requests().map(({ operation }) => operation);
    assert.ok(!operations.includes('refund_or_cancel'));
  });

  it('says what the one call did when the merchant orders it', async () => {
    const { shop, box, id, reference, settle } = await open();
    await box.control.complete(reference, 'pay');
    assert.equal(await settle(), 'paid');
    await shop.checkout.sessions.refundOrCancel(id, { idempotencyKey: 'order-1' });
    assert.equal(await settle(), 'refunded');
  });
});
