import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaymentSessionView } from '../../../src/contract/payment-session.js';
import { openHttpShop, ORDER } from './fixture.js';

const TERMS = { name: 'Conditions', url: 'https://shop.test/terms' };
const INVOICE = { name: 'Invoice 1', url: 'https://shop.test/invoices/1.pdf' };
const RICH = {
  ...ORDER,
  terms: TERMS,
  attachment: INVOICE,
  default_payment_method: 'ottu:credit-card',
};

const paths = (id: string) => ({ session: `/sessions/${id}`, view: `/sessions/${id}/view` });

describe('over HTTP a session', () => {
  it('has terms, an attachment and a first selection, which can be taken back', async () => {
    const { create, call, shop } = await openHttpShop();
    const { session_id: id } = (await create(RICH)).body;
    const view = await shop.view(id);
    assert.deepEqual([view.terms, view.attachment], [TERMS, INVOICE]);
    assert.equal(view.default_payment_method, 'ottu:credit-card');
    const none = { terms: null, attachment: null, default_payment_method: null };
    await call('PATCH', paths(id).session, none);
    const { terms, attachment, default_payment_method } = await shop.view(id);
    assert.deepEqual({ terms, attachment, default_payment_method }, none);
  });

  it('gives the view that its page would fetch, to be sent along with it', async () => {
    const { create, call, send, shop } = await openHttpShop();
    const { session_id: id } = (await create(RICH)).body;
    const { status, headers, body } = await call<PaymentSessionView>('GET', paths(id).view);
    assert.equal(status, 200);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.deepEqual(PaymentSessionView.parse(body), await shop.view(id));
    assert.equal((await send('GET', paths(id).view)).status, 401);
    assert.equal((await call('POST', paths(id).view, {})).status, 405);
    assert.equal((await call('GET', paths('unknown-session-unknown').view)).status, 404);
  });

  it('tells what the shopper chose and accepted', async () => {
    const { create, call, shop } = await openHttpShop();
    const { session_id: id } = (await create(RICH)).body;
    await shop.leave(id, { method: 'ottu:knet', termsAccepted: true });
    const { attempts } = (await call('GET', paths(id).session)).body;
    const accepted = { url: TERMS.url, at: '2026-01-05T10:00:00.000Z' };
    assert.deepEqual([attempts[0]?.terms_accepted, attempts[0]?.instalments], [accepted, null]);
  });
});
