import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sameMoney } from '../../../../src/contract/money.js';
import type {
  ProviderSession,
  Reading,
  RetrieveInput,
} from '../../../../src/server/gateways/gateway.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { paymentOptions } from '../../../../src/server/gateways/paymentoptions/gateway.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import { paymentOptionsHarness, type PaymentOptionsHarness } from './harness.js';

const open = async (h: PaymentOptionsHarness, reference = 'hpp-1'): Promise<ProviderSession> =>
  (await startAt(h.connect(), reserved(h.amount, reference), h.methodCode)).session;

const ask = (
  h: PaymentOptionsHarness,
  session: ProviderSession,
  change: Partial<RetrieveInput> = {},
): Promise<Reading> =>
  paymentOptions(h.options).retrieve({
    providerSession: session,
    methodCode: h.methodCode,
    webhook: null,
    wanted: true,
    signal: new AbortController().signal,
    ...change,
  });

/** The session as it is stored after a reading. */
const after = (session: ProviderSession, { data }: Reading): ProviderSession => ({
  ...session,
  ...(data && { data }),
});

async function hintIn(h: PaymentOptionsHarness, at = -1): Promise<Reading> {
  const webhook = h.inbox.at(at);
  assert.ok(webhook);
  const answer = await h.connect().readWebhook(webhook);
  assert.ok(answer.kind === 'authentic' && answer.reading);
  return answer.reading;
}

const asked = (h: PaymentOptionsHarness) =>
  h.sandbox.control.requests().filter(({ operation }) => operation === 'status').length;

describe('asking PaymentOptions, where transactions have ids of their own', () => {
  const world = () => paymentOptionsHarness({ transaction_id: 'own' });

  it('leaves a payment open until a webhook names its transaction', async () => {
    const h = world();
    const session = await open(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    assert.equal((await ask(h, session)).outcome.kind, 'open');
    const paid = await ask(h, session, { webhook: await hintIn(h) });
    assert.equal(paid.outcome.kind, 'paid');
    assert.ok(paid.amount && sameMoney(paid.amount, h.amount));
    const again = await ask(h, after(session, paid));
    assert.deepEqual([again.outcome.kind, again.transactionId], ['paid', paid.transactionId]);
  });

  it('believes the answer, not the webhook', async () => {
    const h = world();
    const session = await open(h);
    await h.sandbox.control.complete('hpp-1', 'decline');
    const hint = await hintIn(h);
    const lie = { ...hint, outcome: { kind: 'paid' }, amount: h.amount } as const;
    assert.equal((await ask(h, session, { webhook: lie })).outcome.kind, 'failed');
    h.sandbox.control.setWebhooks({ forge: 'body' });
    const other = await open(h, 'hpp-2');
    await h.sandbox.control.complete('hpp-2', 'pay');
    const forged = await hintIn(h);
    assert.deepEqual(forged.amount, { value: '1', currency: 'EUR' });
    const { amount } = await ask(h, other, { webhook: forged });
    assert.ok(amount && sameMoney(amount, h.amount));
  });

  it('takes no payment of another order for this one', async () => {
    const h = world();
    await open(h, 'hpp-other');
    const session = await open(h);
    await h.sandbox.control.complete('hpp-other', 'pay');
    const reading = await ask(h, session, { webhook: await hintIn(h) });
    assert.equal(reading.outcome.kind, 'open');
    assert.equal(reading.data, undefined);
  });

  it('does not forget a transaction that PaymentOptions does not know yet', async () => {
    const h = world();
    const session = await open(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const hint = { ...(await hintIn(h)), transactionId: 'not-there-yet' };
    await assert.rejects(
      ask(h, session, { webhook: hint }),
      (error) => error instanceof GatewayError && error.status === 404,
    );
  });

  it('follows a pending payment to its end without another webhook', async () => {
    const h = world();
    h.sandbox.control.configure({ payment_outcome: 'pending' });
    const session = await open(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const pending = await ask(h, session, { webhook: await hintIn(h) });
    assert.equal(pending.outcome.kind, 'open');
    h.sandbox.control.setWebhooks({ mode: 'drop' });
    await h.sandbox.control.complete('hpp-1', { action: 'pay', late: true });
    assert.equal((await ask(h, after(session, pending))).outcome.kind, 'paid');
  });

  it('keeps to the try that was paid, in whatever order the webhooks come', async () => {
    const h = world();
    h.sandbox.control.configure({ attempts: 'multi' });
    const session = await open(h);
    await h.sandbox.control.complete('hpp-1', { action: 'decline', reason: '51' });
    await h.sandbox.control.complete('hpp-1', 'pay');
    const paid = after(session, await ask(h, session, { webhook: await hintIn(h, 1) }));
    const late = await ask(h, paid, { webhook: await hintIn(h, 0) });
    assert.equal(late.outcome.kind, 'failed');
    assert.equal((await ask(h, after(paid, late))).outcome.kind, 'paid');
  });

  it('takes the return of a shopper who canceled for the end of the try, not of the link', async () => {
    const h = world();
    const session = await open(h);
    const returned = await ask(h, session, { returnHint: 'canceled' });
    assert.deepEqual(returned.outcome, { kind: 'canceled', sessionOpen: true });
    for (const returnHint of ['done', 'failed', null] as const) {
      assert.equal((await ask(h, session, { returnHint })).outcome.kind, 'open');
    }
    await h.sandbox.control.complete('hpp-1', 'pay');
    const paid = await ask(h, session, { returnHint: 'canceled', webhook: await hintIn(h) });
    assert.equal(paid.outcome.kind, 'paid');
  });

  it('reads an operation as one, under the status of the payment too', async () => {
    const h = world();
    h.sandbox.control.configure({ payment_type: 'PRE_AUTH', status_of_payment: 'latest' });
    const session = await open(h);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const reading = await ask(h, session, { webhook: await hintIn(h) });
    assert.equal(reading.outcome.kind, 'authorized');
    const held = after(session, reading);
    const order = {
      providerSession: held,
      methodCode: h.methodCode,
      transactionId: reading.transactionId,
      amount: { value: '10.00', currency: 'EUR' },
      whole: false,
      idempotencyKey: 'op-1',
      signal: new AbortController().signal,
    };
    const done = await paymentOptions(h.options).capture.run(order);
    assert.ok(done.kind === 'done');
    const captured = {
      kind: 'capture',
      id: done.operationId,
      amount: { value: '10', currency: 'EUR' },
    };
    assert.deepEqual((await ask(h, held, { webhook: await hintIn(h) })).outcome, captured);
    const status = await ask(h, held);
    assert.deepEqual(status.outcome, captured);
    assert.equal(status.transactionId, reading.transactionId);
  });
});

describe('asking PaymentOptions, where a link and its transaction have one id', () => {
  it('finds a payment whose webhook was lost', async () => {
    const h = paymentOptionsHarness({ transaction_id: 'link' });
    h.sandbox.control.setWebhooks({ mode: 'drop' });
    const session = await open(h);
    assert.equal((await ask(h, session)).outcome.kind, 'open');
    await h.sandbox.control.complete('hpp-1', 'pay');
    assert.equal((await ask(h, session)).outcome.kind, 'paid');
  });

  it('does not ask by the id of the link when that is not wanted', async () => {
    const h = paymentOptionsHarness({ transaction_id: 'link' });
    const session = await open(h);
    const { retrieve } = paymentOptions({ ...h.options, askByLinkId: false });
    const { signal } = new AbortController();
    const question = {
      providerSession: session,
      methodCode: '',
      webhook: null,
      wanted: true,
      signal,
    };
    assert.equal((await retrieve(question)).outcome.kind, 'open');
    assert.equal(asked(h), 0);
  });

  it('concludes nothing when PaymentOptions cannot answer', async () => {
    const h = paymentOptionsHarness();
    const session = await open(h);
    h.sandbox.control.failApi({ kind: 'status', status: 500, path: '/transaction/status/' });
    await assert.rejects(ask(h, session), GatewayError);
  });
});
