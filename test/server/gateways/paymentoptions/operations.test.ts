import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OperationInput } from '../../../../src/server/gateways/operation.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { paymentOptions } from '../../../../src/server/gateways/paymentoptions/gateway.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import { paymentOptionsHarness, type PaymentOptionsHarness } from './harness.js';

type Kind = 'capture' | 'refund' | 'void';
const EUR = (value: string) => ({ value, currency: 'EUR' });

/** A payment of 25.50 EUR, and its operations. */
async function paid(payment_type: 'CAPTURE' | 'PRE_AUTH' = 'CAPTURE') {
  const h = paymentOptionsHarness({ payment_type });
  const gateway = paymentOptions(h.options);
  const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
  const { reference: transactionId } = await h.sandbox.control.complete('hpp-1', 'pay');
  const run = (kind: Kind, value: string, change: Partial<OperationInput> = {}) =>
    gateway[kind].run({
      providerSession: session,
      methodCode: h.methodCode,
      transactionId,
      amount: EUR(value),
      whole: value === h.amount.value,
      idempotencyKey: 'op-1',
      signal: new AbortController().signal,
      ...change,
    });
  return { h, run, transactionId };
}

function lastBody(h: PaymentOptionsHarness): unknown {
  const body = h.sandbox.control.requests().at(-1)?.body;
  return JSON.parse(typeof body === 'string' ? body : '{}');
}

describe('an operation at PaymentOptions', () => {
  it('refunds in parts, up to what was paid', async () => {
    const { h, run, transactionId } = await paid();
    const first = await run('refund', '10.00');
    assert.ok(first.kind === 'done' && first.operationId !== null);
    assert.notEqual(first.operationId, transactionId);
    assert.deepEqual(lastBody(h), {
      transactionId,
      merchant_id: 'DASMID-SANDBOX',
      amount: 10,
      notes: 'op-1',
    });
    assert.equal((await run('refund', '15.50')).kind, 'done');
    const third = await run('refund', '0.01');
    assert.ok(third.kind === 'refused');
    assert.match(third.why, /HTTP 412/);
  });

  it('captures an authorization in parts, and releases one whole', async () => {
    const authorized = await paid('PRE_AUTH');
    assert.equal((await authorized.run('capture', '10.00')).kind, 'done');
    assert.equal((await authorized.run('void', '15.50')).kind, 'refused');
    const released = await paid('PRE_AUTH');
    assert.equal((await released.run('void', '25.50')).kind, 'done');
    assert.deepEqual(lastBody(released.h), {
      transactionId: released.transactionId,
      merchant_id: 'DASMID-SANDBOX',
    });
    assert.equal((await released.run('capture', '25.50')).kind, 'refused');
  });

  it('that the bank declined is refused', async () => {
    const { h, run } = await paid();
    h.sandbox.control.configure({ operation_outcome: 'declined' });
    const answer = await run('refund', '25.50');
    assert.ok(answer.kind === 'refused');
    assert.match(answer.why, /gateway failed/);
  });

  it('is told as its webhook tells it: by the id of its own transaction', async () => {
    const { h, run } = await paid();
    const done = await run('refund', '10.00');
    const webhook = await h.connect().readWebhook(h.inbox.at(-1)!);
    assert.ok(done.kind === 'done' && webhook.kind === 'authentic');
    const refund = { kind: 'refund', id: done.operationId, amount: EUR('10') };
    assert.deepEqual(webhook.reading?.outcome, refund);
  });

  it('goes by the transaction that was remembered, and is refused where none is known', async () => {
    const { run } = await paid();
    assert.equal((await run('refund', '1.00', { transactionId: null })).kind, 'refused');
    const { transactionId, run: again } = await paid();
    const transaction = { transactionId, charged: true, authorized: false };
    const session = reserved(EUR('25.50'), 'hpp-1', { data: { transaction } });
    const how = { transactionId: null, providerSession: session };
    assert.equal((await again('refund', '1.00', how)).kind, 'done');
  });

  it('whose answer was lost is an error: nobody knows', async () => {
    const { h, run } = await paid();
    h.sandbox.control.failApi({ kind: 'lose_answer', times: 1, path: '/refund' });
    await assert.rejects(
      run('refund', '1.00'),
      (error) => error instanceof GatewayError && !error.definite,
    );
  });

  it('that is not decided yet, or says neither, is left to its webhook', async () => {
    const { h } = await paid();
    const details = { transaction_details: { id: 'tx-9' } };
    const answers = [
      { ...details, success: false, payment_details: { response_code: 578 } },
      { ...details, transaction_type: 'REFUND' },
    ];
    for (const body of answers) {
      const gateway = paymentOptions({
        ...h.options,
        fetch: () => Promise.resolve(Response.json(body)),
      });
      const answer = await gateway.refund.run({
        providerSession: reserved(h.amount, 'hpp-1'),
        methodCode: h.methodCode,
        transactionId: 'tx-1',
        amount: h.amount,
        whole: true,
        idempotencyKey: 'op-1',
        signal: new AbortController().signal,
      });
      assert.deepEqual(answer, { kind: 'queued', operationId: 'tx-9' });
    }
  });

  it('takes no key that would make it safe to repeat', () => {
    const { capture, refund, void: release } = paymentOptions(paymentOptionsHarness().options);
    const able = [capture, refund, release].map(({ partial, idempotent }) => [partial, idempotent]);
    assert.deepEqual(able, [
      [true, false],
      [true, false],
      [false, false],
    ]);
  });
});
