import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OperationInput } from '../../../../src/server/gateways/operation.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { optty } from '../../../../src/server/gateways/optty/gateway.js';
import { listInput, reserved, startAt, startInput } from '../../../suites/gateway-inputs.js';
import { opttyHarness, type OpttyHarness } from './harness.js';

const is = (code: string, status?: number) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (status === undefined || error.status === status);

const open = (h: OpttyHarness, reference = 'hpp-1') =>
  startAt(h.connect(), reserved(h.amount, reference), h.methodCode);

const paths = (h: OpttyHarness) => h.sandbox.control.requests().map(({ path }) => path);

describe('starting at Optty', () => {
  it('opens a link under the reference, due as long as it is watched', async () => {
    const h = opttyHarness();
    const { session, started } = await open(h);
    assert.match(started.redirect.url, /^http:\/\/localhost:21201\/optty\/pay\//);
    assert.deepEqual(session.data, {
      url: started.redirect.url,
      invoiceNumber: 'hpp-1',
      saveCard: false,
    });
    assert.equal(session.expiresAt, '2026-01-06T10:00:00.000Z');
  });

  it('logs in once for many, and again when the token is near its end', async () => {
    const h = opttyHarness();
    const gateway = h.connect();
    const start = (reference: string) => startAt(gateway, reserved(h.amount, reference), 'x');
    await Promise.all(['hpp-1', 'hpp-2', 'hpp-3'].map(start));
    assert.equal(paths(h).filter((path) => path === '/token').length, 1);
    h.clock.ms += 24 * 60 * 60 * 1000;
    await start('hpp-4');
    assert.equal(paths(h).filter((path) => path === '/token').length, 2);
  });

  it('logs in again, once, when the token is refused', async () => {
    const h = opttyHarness();
    h.sandbox.control.failApi({ kind: 'status', status: 401, times: 1, path: h.openPath });
    await open(h);
    assert.deepEqual(paths(h), ['/token', '/custom/hpp', '/token', '/custom/hpp']);
  });

  it('takes another invoice number where the link of the first was lost', async () => {
    const h = opttyHarness();
    h.sandbox.control.failApi({ kind: 'lose_answer', times: 1, path: h.openPath });
    await assert.rejects(open(h), is('unavailable'));
    const { session } = await open(h);
    assert.equal(session.data['invoiceNumber'], 'hpp-1.2');
    await h.sandbox.control.complete('hpp-1.2', 'pay');
    const answer = await h.connect().readWebhook(h.inbox[0]!);
    assert.equal(answer.kind === 'authentic' && answer.reading?.reference, 'hpp-1');
  });

  it('gives up when every invoice number is taken', async () => {
    const h = opttyHarness();
    h.sandbox.control.failApi({ kind: 'status', status: 409, path: h.openPath });
    await assert.rejects(open(h), is('refused', 409));
    assert.equal(paths(h).filter((path) => path === '/custom/hpp').length, 9);
  });

  for (const link_field of ['url', 'paymentLink', 'redirectUrl'] as const) {
    it(`takes the link from ${link_field} as well`, async () => {
      const h = opttyHarness();
      h.sandbox.control.configure({ link_field });
      assert.match((await open(h)).started.redirect.url, /\/pay\//);
    });
  }

  it('fails aloud when no field holds a link that a shopper may follow', async () => {
    const h = opttyHarness();
    const links = ['http://optty.test/pay/1', 'javascript:alert(1)', 'pay/1', ''];
    for (const link of links) {
      const fetch = (request: Request): Promise<Response> =>
        request.url.endsWith('/token')
          ? h.sandbox.fetch(request)
          : Promise.resolve(Response.json({ link, url: null }));
      const start = h.connect({ fetch }).start(startInput(reserved(h.amount, 'hpp-1'), 'x'));
      await assert.rejects(start, (error) => {
        assert.ok(is('invalid_answer')(error));
        assert.match(String(error), /unusable: link/);
        return true;
      });
    }
  });

  it('offers itself only to a customer with an e-mail address and a phone number', async () => {
    const h = opttyHarness();
    const session = reserved(h.amount, 'hpp-1');
    const { offers } = await h.connect().list(listInput(session, { customer: null }));
    assert.equal(offers[0]?.unavailableReason, 'not_eligible');
    const start = h.connect().start(startInput(session, 'x', { customer: { id: '7' } }));
    await assert.rejects(start, is('refused'));
    assert.deepEqual(paths(h), []);
  });

  it('offers itself only in the currencies of the account', async () => {
    const h = opttyHarness();
    const gateway = optty({ ...h.options, currencies: ['NZD'] });
    const { offers } = await gateway.list(listInput(reserved(h.amount, 'hpp-1')));
    assert.equal(offers[0]?.unavailableReason, 'currency_not_supported');
  });
});

describe('the one call that refunds or cancels', () => {
  const order = (session: OperationInput['providerSession'], h: OpttyHarness): OperationInput => ({
    providerSession: session,
    methodCode: h.methodCode,
    transactionId: null,
    amount: h.amount,
    whole: true,
    idempotencyKey: 'op-1',
    signal: new AbortController().signal,
  });
  async function run(h: OpttyHarness, change: Partial<OperationInput> = {}) {
    const { session } = await open(h);
    return { session, go: () => call(h, { ...order(session, h), ...change }) };
  }
  const call = (h: OpttyHarness, input: OperationInput) => {
    const { refundOrCancel } = h.connect();
    assert.ok(refundOrCancel);
    return refundOrCancel.run(input);
  };

  it('says that it canceled what was not paid', async () => {
    const h = opttyHarness();
    const { go } = await run(h);
    const did = { kind: 'done', operationId: null, reading: null, did: 'canceled' };
    assert.deepEqual(await go(), did);
  });

  it('says that it refunded what was paid', async () => {
    const h = opttyHarness();
    const { go } = await run(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const answer = await go();
    assert.ok(answer.kind === 'done' && answer.did === 'refunded' && answer.operationId !== null);
    const webhook = await h.connect().readWebhook(h.inbox.at(-1)!);
    assert.ok(webhook.kind === 'authentic');
    assert.deepEqual(webhook.reading?.outcome, {
      kind: 'refunded',
      amount: { value: '99.9', currency: 'AUD' },
    });
  });

  it('leaves a refund that is pending to its webhook', async () => {
    const h = opttyHarness();
    h.sandbox.control.configure({ refund_outcome: 'pending' });
    const { go } = await run(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const answer = await go();
    assert.ok(answer.kind === 'queued' && answer.operationId !== null);
  });

  it('says why a refund was refused', async () => {
    const h = opttyHarness();
    h.sandbox.control.configure({ refund_outcome: 'refused' });
    const { go } = await run(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const answer = await go();
    assert.ok(answer.kind === 'refused');
    assert.match(answer.why, /HTTP 422.*refused the refund/);
  });

  it('is not called for a part of a payment', async () => {
    const h = opttyHarness();
    const { go } = await run(h, { whole: false });
    assert.equal((await go()).kind, 'refused');
    assert.deepEqual(paths(h), ['/token', '/custom/hpp']);
  });

  it('names the invoice number of the link that was opened', async () => {
    const h = opttyHarness();
    h.sandbox.control.failApi({ kind: 'lose_answer', times: 1, path: h.openPath });
    await assert.rejects(open(h));
    const { go } = await run(h);
    await go();
    const request = h.sandbox.control.requests().at(-1);
    assert.deepEqual(request?.body, JSON.stringify({ invoiceNumber: 'hpp-1.2' }));
  });

  it('lies where the merchant says, with the number in the path if that has a place for it', async () => {
    const h = opttyHarness();
    const path = '/custom/hpp/{invoiceNumber}/void';
    h.sandbox.control.configure({
      refund_or_cancel_path: path,
      refund_or_cancel_method: 'DELETE',
    });
    const { session } = await open(h);
    const gateway = optty({ ...h.options, refundOrCancel: { path, method: 'DELETE' } });
    const answer = await gateway.refundOrCancel?.run(order(session, h));
    assert.ok(answer?.kind === 'done' && answer.did === 'canceled');
  });

  it('is no cancel for shoppers, and does not stand in for a refund', () => {
    const { cancel, refund, capture, void: release } = opttyHarness().connect();
    assert.deepEqual([cancel, refund, capture, release], [null, null, null, null]);
  });

  it('leaves an answer that it does not understand to the webhook', async () => {
    const h = opttyHarness();
    const { session } = await open(h);
    const said = async (body: unknown) => {
      const fetch = (request: Request): Promise<Response> =>
        request.url.endsWith('/refund-or-cancel')
          ? Promise.resolve(Response.json(body))
          : h.sandbox.fetch(request);
      return h.connect({ fetch }).refundOrCancel?.run(order(session, h));
    };
    for (const body of [{}, { status: 'PAID' }, { action: 'NOTED' }]) {
      assert.equal((await said(body))?.kind, 'queued');
    }
    assert.equal((await said({ action: 'REFUND', refundStatus: 'FAILED' }))?.kind, 'refused');
    const did = async (body: unknown) => {
      const answer = await said(body);
      return answer?.kind === 'done' ? answer.did : answer?.kind;
    };
    assert.equal(await did({ status: 'REFUNDED' }), 'refunded');
    assert.equal(await did({ status: 'CANCELLED' }), 'canceled');
  });
});
