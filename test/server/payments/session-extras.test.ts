import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaymentSessionView } from '../../../src/contract/payment-session.js';
import type { NewSession } from '../../../src/server/checkout-types.js';
import { CheckoutError } from '../../../src/server/errors.js';
import { sessionRecord } from '../../support/session-record.js';
import { openShop } from '../../support/shop.js';
import { PNG } from '../assets/images.js';

const TERMS = { name: 'Conditions of sale', url: 'https://shop.test/terms' };
const INVOICE = { name: 'Invoice 1', url: 'https://shop.test/invoices/1.pdf' };

/** Without what the types promise: JavaScript may send anything. */
const loose = (session: object) => session as Partial<NewSession>;

describe('what a session has beyond its order', () => {
  it('is in the view: logo, terms, attachment, the first selection', async () => {
    const shop = await openShop({ assets: { files: { logo: { type: 'image/png', body: PNG } } } });
    const id = await shop.create({
      order: { merchant_logo: { file: 'logo' } },
      terms: TERMS,
      attachment: INVOICE,
      defaultPaymentMethod: 'ottu:credit-card',
    });
    const view = await shop.view(id);
    assert.match(view.order.merchant_logo ?? '', /^https:\/\/shop\.test\/api\/checkout\/assets\//);
    assert.deepEqual([view.terms, view.attachment], [TERMS, INVOICE]);
    assert.equal(view.default_payment_method, 'ottu:credit-card');
    assert.deepEqual(PaymentSessionView.parse(view), view);
  });

  it('is null where there is none, and never left out', async () => {
    const shop = await openShop();
    const view = await shop.view(await shop.create({ terms: { url: TERMS.url } }));
    assert.deepEqual(view.terms, { name: null, url: TERMS.url });
    const { order, attachment, default_payment_method, hosted_url, qr_code } = view;
    const none = [order.merchant_logo, attachment, default_payment_method, hosted_url, qr_code];
    assert.deepEqual(none, [null, null, null, null, null]);
    for (const method of view.payment_methods) {
      assert.deepEqual([method.promo_label, method.recommended], [null, false]);
      assert.deepEqual([method.min_amount, method.max_amount], [null, null]);
      assert.deepEqual(method.instalments, []);
    }
  });

  it('is changed by an update, kept without a word, and taken back by null', async () => {
    const shop = await openShop();
    const id = await shop.create({ terms: TERMS, defaultPaymentMethod: 'ottu:knet' });
    await shop.checkout.sessions.update(id, { attachment: INVOICE, defaultPaymentMethod: null });
    const kept = await shop.view(id);
    assert.deepEqual([kept.terms, kept.attachment], [TERMS, INVOICE]);
    assert.equal(kept.default_payment_method, null);
    await shop.checkout.sessions.update(id, { terms: null });
    assert.equal((await shop.view(id)).terms, null);
  });

  it('selects nothing that is not offered, or cannot be used', async () => {
    const knet = { limits: { KWD: { min: '100' } } };
    const shop = await openShop({ gatewayOptions: { ottu: { methods: { knet } } } });
    for (const defaultPaymentMethod of ['ottu:nothing', 'ottu:knet']) {
      const view = await shop.view(await shop.create({ defaultPaymentMethod }));
      assert.equal(view.default_payment_method, null, defaultPaymentMethod);
    }
  });

  const wrong: readonly (readonly [RegExp, object])[] = [
    [/terms\.url/, { terms: { url: 'http://shop.test/terms' } }],
    [/terms\.url/, { terms: {} }],
    [/terms\.name/, { terms: { name: ' ', url: TERMS.url } }],
    [/attachment\.name/, { attachment: { url: INVOICE.url } }],
    [/attachment\.url/, { attachment: { name: 'a', url: 'javascript:alert(1)' } }],
    [/defaultPaymentMethod: .*ottu:…/, { defaultPaymentMethod: 'knet' }],
    [/defaultPaymentMethod/, { gateways: ['finrelay'], defaultPaymentMethod: 'ottu:knet' }],
  ];
  for (const [says, session] of wrong) {
    it(`is refused with a remedy: ${JSON.stringify(session)}`, async () => {
      const shop = await openShop();
      const refused = (error: unknown) =>
        error instanceof CheckoutError &&
        error.code === 'invalid_request' &&
        says.test(error.message);
      await assert.rejects(shop.create(loose(session)), refused);
      const id = await shop.create('gateways' in session ? { gateways: ['finrelay'] } : {});
      await assert.rejects(shop.checkout.sessions.update(id, loose(session)), refused);
    });
  }
});

describe('the page for another device', () => {
  it('gets the session id, beside what stands there, while the session can be paid', async () => {
    const shop = await openShop({ hostedUrl: 'https://shop.test/pay?lang=en#list' });
    const id = await shop.create();
    const hosted = `https://shop.test/pay?lang=en&session_id=${id}#list`;
    assert.equal((await shop.view(id)).hosted_url, hosted);
    await shop.checkout.sessions.cancel(id);
    assert.equal((await shop.view(id)).hosted_url, null);
  });
});

describe('a session that was written before there were such fields', () => {
  it('is shown, started and told with their defaults', async () => {
    const shop = await openShop();
    const stored = await shop.store.load(await shop.create());
    assert.ok(stored);
    const { order, ...now } = stored;
    const { merchant_logo: _, ...before } = order;
    const { terms: _t, attachment: _a, defaultMethod: _d, ...old } = now;
    const listings = old.listings.map((listing) => ({
      ...listing,
      offers: listing.offers.map(
        ({
          promoLabel: _p,
          recommended: _r,
          minAmount: _l,
          maxAmount: _m,
          instalments: _i,
          ...one
        }) => one,
      ),
    }));
    const id = 'a-session-of-an-older-version';
    const record = { ...sessionRecord(id), ...old, id, version: 1, order: before, listings };
    const at = old.createdAt;
    const created = { sessionId: id, at, type: 'session.created', attemptId: null, data: {} };
    await shop.store.insert({ session: record, events: [created], notices: [] });
    const view = await shop.view(id);
    assert.deepEqual(PaymentSessionView.parse(view), view);
    assert.equal(view.payment_methods[0]?.recommended, false);
    assert.deepEqual([view.terms, view.order.merchant_logo, view.qr_code], [null, null, null]);
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual([attempts[0]?.instalments, attempts[0]?.termsAccepted], [null, null]);
  });
});
