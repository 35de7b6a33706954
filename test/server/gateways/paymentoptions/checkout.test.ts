import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, type ShopOptions } from '../../../support/shop.js';

const METHOD = { method: 'paymentoptions:hosted_page' };

/** A shop whose only provider is PaymentOptions; transactions have ids of their own. */
async function open(options: ShopOptions = {}) {
  const shop = await openShop({ providers: ['paymentoptions'], ...options });
  const id = await shop.create();
  await shop.leave(id, METHOD);
  const settle = async (): Promise<string> => {
    await shop.settle();
    return shop.state(id);
  };
  return { shop, box: shop.paymentoptions, id, settle, reference: await shop.reference(id) };
}

describe('a checkout with PaymentOptions', () => {
  it('is paid once the transaction that a webhook names says so', async () => {
    const { shop, box, reference, settle } = await open();
    const { redirect_url } = await box.control.complete(reference, 'pay');
    await shop.follow(redirect_url);
    assert.equal(await settle(), 'paid');
    assert.ok(box.control.requests().some(({ operation }) => operation === 'status'));
  });

  it('is not fooled by a webhook that tells a lie', async () => {
    const { shop, box, id, reference, settle } = await open();
    box.control.setWebhooks({ forge: 'body' });
    await box.control.complete(reference, 'decline');
    assert.equal(await settle(), 'attempted');
    await box.control.emit(reference, { overrides: { success: true } });
    assert.equal(await settle(), 'attempted');
    assert.equal((await shop.view(id)).review, false);
  });

  it('takes nothing for paid that was paid for another order', async () => {
    const first = await open();
    const other = await first.shop.create();
    await first.shop.view(other);
    await first.shop.leave(other, METHOD);
    await first.box.control.complete(await first.shop.reference(other), 'pay');
    const body = first.box.control.deliveries().at(-1);
    const url = first.box.control
      .requests()
      .flatMap(
        (one) =>
          /"webhook_url":"([^"]+)"/.exec(JSON.stringify(one.body).replaceAll('\\', ''))?.[1] ?? [],
      )
      .at(0);
    assert.ok(body && url);
    await first.box.control.emit(await first.shop.reference(other), { replay: body.id, url });
    await first.settle();
    assert.equal(await first.shop.state(first.id), 'pending');
    assert.equal(await first.shop.state(other), 'paid');
  });

  it('is open for another attempt after a cancel, of which nobody tells', async () => {
    const { shop, box, id, reference, settle } = await open();
    const { redirect_url } = await box.control.complete(reference, 'cancel');
    await shop.follow(redirect_url);
    assert.equal(await settle(), 'attempted');
    assert.equal((await shop.view(id)).attempt?.state, 'canceled');
    await shop.leave(id, METHOD);
    await box.control.complete(await shop.reference(id), 'pay');
    assert.equal(await settle(), 'paid');
  });

  it('counts a payment that comes after the shopper came back by cancel', async () => {
    const { shop, box, reference, settle } = await open();
    const { redirect_url } = await box.control.complete(reference, 'cancel');
    await shop.follow(redirect_url);
    await settle();
    await box.control.complete(reference, { action: 'pay', late: true });
    assert.equal(await settle(), 'paid');
  });

  it('is captured, and given back in parts', async () => {
    const { shop, box, id, reference, settle } = await open({ authorize: true });
    await box.control.complete(reference, 'pay');
    assert.equal(await settle(), 'authorized');
    const { sessions } = shop.checkout;
    await sessions.capture(id, { idempotencyKey: 'capture-1' });
    assert.equal(await settle(), 'paid');
    const part = { value: '4.000', currency: 'KWD' };
    await sessions.refund(id, { idempotencyKey: 'refund-1', amount: part });
    await settle();
    assert.equal(Number((await shop.view(id)).refunded_amount?.value), 4);
    await sessions.refund(id, { idempotencyKey: 'refund-2' });
    assert.equal(await settle(), 'refunded');
    assert.equal(Number((await shop.view(id)).refunded_amount?.value), 14);
  });
});
