import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CUSTOMER } from '../../../suites/gateway-inputs.js';
import { openShop } from '../../../support/shop.js';

const METHOD = { method: 'optty:hosted_page' };

/** A shop whose only provider is Optty. */
async function open() {
  const shop = await openShop({ providers: ['optty'] });
  const id = await shop.create({ customer: CUSTOMER });
  await shop.leave(id, METHOD);
  const settle = async (): Promise<string> => {
    await shop.settle();
    return shop.state(id);
  };
  return { shop, box: shop.optty, id, settle, reference: await shop.reference(id) };
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
    const { box, reference, settle } = await open();
    box.control.setWebhooks({ mode: 'drop', times: 1 });
    await box.control.complete(reference, 'pay');
    const hook = box.control.deliveries().at(-1)?.url ?? '';
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
