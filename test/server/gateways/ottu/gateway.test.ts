import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { OperationKind } from '../../../../src/server/gateways/operation.js';
import { ottu, type OttuOptions } from '../../../../src/server/gateways/ottu/gateway.js';
import {
  CUSTOMER,
  listInput,
  orderOf,
  reserved,
  startAt,
  startInput,
} from '../../../suites/gateway-inputs.js';
import { ottuHarness } from './harness.js';

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === code;

describe('the methods of a payment at Ottu', () => {
  it('are those of the payment that is opened for them', async () => {
    const h = ottuHarness();
    const { offers, opened } = await h.connect().list(listInput(reserved(h.amount, 'hpp-1')));
    assert.ok(opened);
    assert.equal(opened.expiresAt, '2026-01-06T10:00:00.000Z');
    assert.deepEqual(
      offers.map(({ code }) => code),
      ['knet', 'credit-card', 'apple-pay', 'tabby', 'stc-pay'],
    );
    assert.deepEqual(offers[1], {
      code: 'credit-card',
      name: 'Credit card',
      icon: 'http://localhost:15300/ottu/static/images/pg_icons/credit-card.svg',
      description: null,
      fee: { value: '0.350', currency: 'KWD' },
      feeDescription: 'Card fee of 2.5 %',
      total: { value: '14.350', currency: 'KWD' },
      sandbox: true,
      canSaveCard: true,
      unavailableReason: null,
      ...{ promoLabel: null, recommended: false, minAmount: null, maxAmount: null },
      instalments: [],
    });
    assert.equal(offers[0]?.fee, null);
    assert.equal(offers[0].canSaveCard, false);
  });

  it('do not offer to save a card for nobody', async () => {
    const h = ottuHarness();
    const { id, ...stranger } = CUSTOMER;
    assert.ok(id);
    const input = listInput(reserved(h.amount, 'hpp-1'), { customer: stranger });
    const { offers } = await h.connect().list(input);
    assert.ok(offers.every(({ canSaveCard }) => !canSaveCard));
  });

  it('are read from the open payment, without changing it', async () => {
    const h = ottuHarness();
    const session = reserved(h.amount, 'hpp-1');
    const { opened } = await h.connect().list(listInput(session));
    const again = await h.connect().list(listInput({ ...session, ...opened }));
    assert.equal(again.opened, null);
    assert.equal(again.offers.length, 5);
    assert.equal(h.sandbox.control.requests().at(-1)?.method, 'GET');
  });

  it('have the fees of a changed amount, which the payment gets', async () => {
    const h = ottuHarness();
    const session = reserved(h.amount, 'hpp-1');
    const { opened } = await h.connect().list(listInput(session));
    const order = orderOf({ value: '20.000', currency: 'KWD' });
    const again = await h.connect().list(listInput({ ...session, ...opened }, { order }));
    assert.equal(again.opened?.providerId, opened?.providerId);
    assert.equal(again.offers[1]?.total.value, '20.500');
  });

  it('are unavailable, and nothing is opened, for an amount that Ottu cannot take', async () => {
    const h = ottuHarness();
    const session = reserved({ value: '14.0005', currency: 'KWD' }, 'hpp-1');
    const { offers, opened } = await h.connect().list(listInput(session));
    assert.equal(opened, null);
    assert.ok(offers.every((offer) => offer.unavailableReason === 'amount_not_supported'));
    assert.deepEqual(h.sandbox.control.requests(), []);
    await assert.rejects(h.connect().start(startInput(session, 'knet')), refusedAs('refused'));
  });
});

/** A gateway whose Ottu answers a create with these methods. */
function answering(methods: readonly object[], change: object = {}) {
  const payment = { session_id: 's1', state: 'created', amount: '14.000', currency_code: 'KWD' };
  return ottu({
    baseUrl: 'https://shop.ottu.test',
    apiKey: 'key',
    webhookKey: 'hmac',
    pgCodes: ['knet'],
    fetch: () =>
      Promise.resolve(Response.json({ ...payment, payment_methods: methods, ...change })),
  });
}

const METHOD = {
  code: 'knet',
  name: 'KNET',
  currency_code: 'KWD',
  fee: '0.000',
  icon: 'https://shop.ottu.test/knet.png',
  flow: 'redirect',
  redirect_url: 'https://pg.test/checkout/1',
};
const AMOUNT = { value: '14.000', currency: 'KWD' };

const offersFor = async (...methods: object[]) =>
  (await answering(methods).list(listInput(reserved(AMOUNT, 'hpp-1')))).offers;

describe('a method that Ottu lists', () => {
  it('is offered only when a browser can be sent to it', async () => {
    const odd = [
      { ...METHOD, flow: 'sdk' },
      { ...METHOD, flow: undefined },
      { ...METHOD, redirect_url: undefined },
      { ...METHOD, redirect_url: 'javascript:alert(1)' },
      { ...METHOD, code: ['knet'] },
      { code: {} },
    ];
    const codes = (await offersFor(...odd, METHOD)).map(({ code }) => code);
    assert.deepEqual(codes, ['knet']);
  });

  it('is unavailable when it would take another currency', async () => {
    const [offer] = await offersFor({ ...METHOD, currency_code: 'USD', fee: '1.00' });
    assert.equal(offer?.unavailableReason, 'currency_not_supported');
    const start = startInput(reserved(AMOUNT, 'hpp-1'), 'knet');
    const gateway = answering([{ ...METHOD, currency_code: 'USD' }]);
    await assert.rejects(gateway.start(start), refusedAs('refused'));
  });

  it('is unavailable when nobody can tell what it costs', async () => {
    const [offer] = await offersFor({ ...METHOD, fee: 'about 1' });
    assert.equal(offer?.unavailableReason, 'temporarily_unavailable');
  });

  it('may write its fee as webhooks do', async () => {
    const [offer] = await offersFor({ ...METHOD, fee: '0.500 KWD' });
    assert.equal(offer?.total.value, '14.500');
  });

  it('has an icon only from the host of Ottu, relative ones included', async () => {
    const icons = ['https://shop.ottu.test/a.svg', '/b.svg', 'https://evil.test/c.svg', 'data:,x'];
    const offers = await offersFor(...icons.map((icon) => ({ ...METHOD, icon })));
    const expected = ['https://shop.ottu.test/a.svg', 'https://shop.ottu.test/b.svg', null, null];
    assert.deepEqual(
      offers.map(({ icon }) => icon),
      expected,
    );
  });
});

describe('a start at Ottu', () => {
  it('makes the payment current: amount, return and webhook URL', async () => {
    const h = ottuHarness();
    const session = reserved(h.amount, 'hpp-1');
    const { opened } = await h.connect().list(listInput(session));
    await startAt(h.connect(), { ...session, ...opened }, 'knet');
    const update = h.sandbox.control.requests().at(-1);
    assert.equal(update?.method, 'PATCH');
    assert.deepEqual(JSON.parse(update.body), {
      amount: '14.000',
      currency_code: 'KWD',
      redirect_url: 'https://shop.test/api/checkout/returns/token-done',
      webhook_url: 'https://shop.test/api/checkout/webhooks/gateway/token',
      language: 'en',
    });
  });

  it('on a payment that has ended says how', async () => {
    for (const state of [
      'paid',
      'authorized',
      'cod',
      'expired',
      'canceled',
      'invalided',
      'failed',
    ]) {
      const h = ottuHarness();
      const { session } = await startAt(h.connect(), reserved(h.amount, 'hpp-1'), 'knet');
      h.sandbox.control.alter('hpp-1', { state });
      const started = await h.connect().start(startInput(session, 'credit-card'));
      assert.ok(started.kind === 'settled', state);
      assert.equal(started.reading.outcome.kind, state);
      assert.equal(started.reading.reference, 'hpp-1');
    }
  });

  it('sends nobody to a payment of another amount or another order', async () => {
    const start = startInput(reserved(AMOUNT, 'hpp-1'), 'knet');
    for (const change of [{ amount: '1.000' }, { currency_code: 'USD' }, { order_no: 'hpp-2' }]) {
      await assert.rejects(answering([METHOD], change).start(start), refusedAs('invalid_answer'));
    }
    assert.equal((await answering([METHOD]).start(start)).kind, 'redirect');
  });

  it('is refused for a method that is not listed any more', async () => {
    const h = ottuHarness();
    const start = startInput(reserved(h.amount, 'hpp-1'), 'stranger');
    await assert.rejects(h.connect().start(start), refusedAs('refused'));
  });
});

describe('an operation at Ottu', () => {
  const run = (answer: object, kind: OperationKind, seen: Request[] = []) => {
    const gateway = ottu({
      baseUrl: 'https://shop.ottu.test',
      apiKey: 'key',
      webhookKey: 'hmac',
      pgCodes: ['knet'],
      fetch: (request) => {
        seen.push(request);
        return Promise.resolve(Response.json(answer));
      },
    });
    const providerSession = reserved(AMOUNT, 'hpp-1', { providerId: 's1' });
    const { signal } = new AbortController();
    const order = { providerSession, methodCode: 'knet', transactionId: null, amount: AMOUNT };
    return gateway[kind].run({ ...order, whole: true, idempotencyKey: 'op-a1', signal });
  };

  it('is sent as what it is, under the idempotency key', async () => {
    const seen: Request[] = [];
    await run({ result: 'success' }, 'void', seen);
    await run({ result: 'success' }, 'refund', seen);
    await run({ result: 'success' }, 'capture', seen);
    assert.deepEqual(await seen[0]?.json(), { session_id: 's1', operation: 'void' });
    const refund = { session_id: 's1', operation: 'refund', amount: '14.000' };
    assert.deepEqual(await seen[1]?.json(), refund);
    assert.deepEqual(await seen[2]?.json(), { ...refund, operation: 'capture' });
    assert.ok(seen.every(({ headers }) => headers.get('tracking-key') === 'op-a1'));
  });

  it('is what Ottu says: done, queued, refused', async () => {
    assert.equal((await run({ result: 'success' }, 'refund')).kind, 'done');
    assert.equal((await run({ result: 'queued' }, 'refund')).kind, 'queued');
    const refused = await run({ result: 'rejected', detail: 'No funds.' }, 'refund');
    assert.deepEqual(refused, { kind: 'refused', why: 'No funds.' });
    await assert.rejects(run({ result: 'perhaps' }, 'refund'), refusedAs('invalid_answer'));
  });
});

describe('the options of Ottu', () => {
  const good = {
    baseUrl: 'https://shop.ottu.test',
    apiKey: 'key',
    webhookKey: 'hmac',
    pgCodes: ['knet'],
  };
  const wrong: readonly [string, object][] = [
    ['baseUrl', { baseUrl: 'http://shop.ottu.test' }],
    ['baseUrl', { baseUrl: 'https://user:pw@shop.ottu.test' }],
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: 'line\nbreak' }],
    ['apiKey', { basicAuth: { username: 'u', password: 'p' } }],
    ['basicAuth', { apiKey: undefined, basicAuth: { username: '', password: 'p' } }],
    ['webhookKey', { webhookKey: '' }],
    ['pgCodes', { pgCodes: [] }],
    ['expirationTime', { expirationTime: '24 h' }],
    ['vendorName', { vendorName: 'v'.repeat(65) }],
    ['timeoutMs', { timeoutMs: 0 }],
  ];
  for (const [name, change] of wrong) {
    it(`name ${name} when it cannot work: ${Object.keys(change).join(', ')}`, () => {
      const options = { ...good, ...change } as OttuOptions;
      const isNamed = (error: unknown) =>
        error instanceof GatewayError &&
        error.code === 'misconfigured' &&
        error.message.includes(`${name}: `) &&
        !error.message.includes('line\nbreak');
      assert.throws(() => ottu(options), isNamed);
    });
  }
});
