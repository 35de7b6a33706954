import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { OperationInput } from '../../../../src/server/gateways/operation.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import { postpayHarness } from './harness.js';

const aed = (value: string) => ({ value, currency: 'AED' });

/** An order that is approved, and captured unless told otherwise. */
async function ordered(state: 'approved' | 'captured' = 'captured') {
  const h = postpayHarness();
  const gateway = h.connect();
  const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
  await h.sandbox.control.complete('hpp-1', 'pay');
  if (state === 'captured') await h.client.capture('hpp-1');
  const input = (change: Partial<OperationInput> = {}): OperationInput => ({
    providerSession: session,
    methodCode: h.methodCode,
    transactionId: 'hpp-1',
    amount: h.amount,
    whole: true,
    idempotencyKey: 'op-1',
    signal: new AbortController().signal,
    ...change,
  });
  const refund = (value: string, idempotencyKey: string) =>
    gateway.refund?.run(input({ amount: aed(value), whole: false, idempotencyKey }));
  const refunds = async () => (await h.client.listRefunds('hpp-1')).results;
  return { h, gateway, input, refund, refunds };
}

const unavailable = (error: unknown) =>
  error instanceof GatewayError && error.code === 'unavailable';

describe('a capture at Postpay', () => {
  it('takes the whole order and states what it comes to', async () => {
    const { gateway, input, h } = await ordered('approved');
    const answer = await gateway.capture?.run(input());
    assert.ok(answer?.kind === 'done');
    assert.equal(answer.reading?.outcome.kind, 'paid');
    assert.equal((await h.client.retrieveOrder('hpp-1')).status, 'captured');
  });

  it('is done when it was done before', async () => {
    const { gateway, input } = await ordered('captured');
    assert.equal((await gateway.capture?.run(input()))?.kind, 'done');
  });

  it('of a part is refused before anything is sent', async () => {
    const { gateway, input, h } = await ordered('approved');
    assert.equal(gateway.capture?.partial, false);
    const answer = await gateway.capture.run(input({ amount: aed('1.00'), whole: false }));
    assert.equal(answer.kind, 'refused');
    assert.equal((await h.client.retrieveOrder('hpp-1')).status, 'approved');
  });

  it('is refused when it is declined, too late or too early', async () => {
    const declined = await ordered('approved');
    declined.h.sandbox.control.configure({ capture_outcome: 'declined' });
    const late = await ordered('approved');
    late.h.clock.ms += late.h.sandbox.control.settings.capture_lifetime_ms;
    const early = await ordered('approved');
    early.h.sandbox.control.alter('hpp-1', { status: 'pending' });
    for (const { gateway, input } of [declined, late, early]) {
      assert.equal((await gateway.capture?.run(input()))?.kind, 'refused');
    }
  });

  it('whose answer was lost is not known, and done when it is asked again', async () => {
    const { gateway, input, h } = await ordered('approved');
    h.sandbox.control.failApi({ kind: 'lose_answer', operation: 'capture', times: 1 });
    await assert.rejects(gateway.capture?.run(input()) ?? assert.fail(), unavailable);
    assert.equal((await gateway.capture?.run(input()))?.kind, 'done');
  });
});

describe('a refund at Postpay', () => {
  it('has the idempotency key for its id, and states the sum of all refunds', async () => {
    const { refund, refunds } = await ordered();
    assert.ok((await refund('100.00', 'op-1'))?.kind === 'done');
    const answer = await refund('56.00', 'op-2');
    assert.ok(answer?.kind === 'done');
    assert.equal(answer.operationId, 'op-2');
    assert.deepEqual(answer.reading?.outcome, { kind: 'refunded', amount: aed('156.00') });
    assert.deepEqual((await refunds()).map(({ refund_id, amount }) => [refund_id, amount]).sort(), [
      ['op-1', 10000],
      ['op-2', 5600],
    ]);
  });

  it('is made once, however often it is asked for', async () => {
    const { refund, refunds } = await ordered();
    await refund('100.00', 'op-1');
    assert.equal((await refund('100.00', 'op-1'))?.kind, 'done');
    assert.equal((await refunds()).length, 1);
  });

  it('whose answer was lost is not known, and done when it is asked again', async () => {
    const { refund, refunds, h } = await ordered();
    h.sandbox.control.failApi({ kind: 'lose_answer', operation: 'create_refund', times: 1 });
    await assert.rejects(refund('256.00', 'op-1') ?? assert.fail(), unavailable);
    assert.equal((await refund('256.00', 'op-1'))?.kind, 'done');
    assert.equal((await refunds()).length, 1);
  });

  it('that is asked again is done also when Postpay says that nothing is left', async () => {
    const { refund, h } = await ordered();
    await refund('256.00', 'op-1');
    const body = { error: { code: 'limit_exceeded', message: 'The amount exceeds the limit.' } };
    h.sandbox.control.failApi({ kind: 'status', status: 409, body, operation: 'create_refund' });
    assert.equal((await refund('256.00', 'op-1'))?.kind, 'done');
    assert.equal((await refund('1.00', 'op-2'))?.kind, 'refused');
  });

  it('is refused under the id of another refund', async () => {
    const { refund, refunds } = await ordered();
    await refund('100.00', 'op-1');
    assert.equal((await refund('99.00', 'op-1'))?.kind, 'refused');
    assert.equal((await refunds()).length, 1);
  });

  it('is refused above what is left, before a capture, and in thousandths', async () => {
    const { refund, gateway, input } = await ordered();
    assert.equal((await refund('256.01', 'op-1'))?.kind, 'refused');
    const early = await ordered('approved');
    assert.equal((await early.refund('1.00', 'op-1'))?.kind, 'refused');
    const amount = { value: '1.005', currency: 'KWD' };
    assert.equal((await gateway.refund?.run(input({ amount })))?.kind, 'refused');
  });

  it('is not known while its id cannot be looked up', async () => {
    const { refund, h } = await ordered();
    await refund('100.00', 'op-1');
    h.sandbox.control.failApi({ kind: 'status', status: 500, operation: 'retrieve_refund' });
    await assert.rejects(refund('100.00', 'op-1') ?? assert.fail(), unavailable);
  });

  it('is neither done nor refused where the credentials are: an earlier try may have done it', async () => {
    const { refund, h } = await ordered();
    h.sandbox.control.failApi({ kind: 'status', status: 403, operation: 'create_refund' });
    await assert.rejects(refund('100.00', 'op-1') ?? assert.fail(), { code: 'misconfigured' });
  });

  it('is done without more to say when the order cannot be read just now', async () => {
    const { refund, h } = await ordered();
    h.sandbox.control.failApi({ kind: 'status', status: 500, operation: 'retrieve_order' });
    const answer = await refund('100.00', 'op-1');
    assert.deepEqual(answer, { kind: 'done', operationId: 'op-1', reading: null });
  });
});
