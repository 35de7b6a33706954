import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Money } from '../../../../src/contract/money.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { Reading } from '../../../../src/server/gateways/gateway.js';
import type { OperationKind } from '../../../../src/server/gateways/operation.js';
import { reserved, startAt, startInput } from '../../../suites/gateway-inputs.js';
import { ottuHarness } from './harness.js';

const { signal } = new AbortController();
const dinars = (value: string): Money => ({ value, currency: 'KWD' });

/** A payment that was paid or authorized, and what can be done with it. */
async function charged(operation: 'purchase' | 'authorize') {
  const h = ottuHarness();
  h.sandbox.control.configure({ operations: { knet: operation } });
  const gateway = h.connect();
  const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
  await h.sandbox.control.complete('hpp-1', 'pay');
  let keys = 0;
  const { retrieve } = gateway;
  assert.ok(retrieve);
  const ask = (webhook: Reading | null) =>
    retrieve({
      providerSession: session,
      methodCode: h.methodCode,
      webhook,
      wanted: true,
      signal,
    });
  const told = async (): Promise<Reading> => {
    const input = h.inbox.at(-1);
    assert.ok(input);
    const answer = await gateway.readWebhook(input);
    assert.ok(answer.kind === 'authentic' && answer.reading);
    return answer.reading;
  };
  return {
    ...h,
    ask,
    told,
    run: (kind: OperationKind, amount: Money) => {
      const one = gateway[kind];
      assert.ok(one);
      return one.run({
        providerSession: session,
        methodCode: h.methodCode,
        transactionId: null,
        amount,
        whole: false,
        idempotencyKey: `op-${++keys}`,
        signal,
      });
    },
  };
}

describe('an operation at Ottu', () => {
  it('is done under the reference that its webhook quotes', async () => {
    const { run, told } = await charged('purchase');
    const answer = await run('refund', dinars('4.000'));
    assert.ok(answer.kind === 'done' && answer.operationId !== null);
    const { outcome } = await told();
    assert.deepEqual(outcome, { kind: 'refund', id: answer.operationId, amount: dinars('4.000') });
  });

  it('refunds in parts, each told by itself, and never more than is left', async () => {
    const { run, told, ask } = await charged('purchase');
    await run('refund', dinars('4.000'));
    const first = (await ask(await told())).outcome;
    await run('refund', dinars('10.000'));
    const second = (await ask(await told())).outcome;
    assert.ok(first.kind === 'refund' && second.kind === 'refund' && first.id !== second.id);
    assert.deepEqual([first.amount.value, second.amount.value], ['4.000', '10.000']);
    assert.equal((await run('refund', dinars('0.010'))).kind, 'refused');
  });

  it('captures in parts, each told by itself; asked without a webhook it stays authorized', async () => {
    const { run, told, ask } = await charged('authorize');
    assert.equal((await ask(null)).outcome.kind, 'authorized');
    await run('capture', dinars('6.000'));
    const { outcome, amount } = await ask(await told());
    assert.ok(outcome.kind === 'capture');
    assert.deepEqual(outcome.amount, dinars('6.000'));
    assert.deepEqual(amount, dinars('14.000'));
    assert.equal((await run('capture', dinars('8.001'))).kind, 'refused');
    assert.equal((await ask(null)).outcome.kind, 'authorized');
  });

  it('voids an authorization', async () => {
    const { run, told, ask } = await charged('authorize');
    assert.equal((await run('void', dinars('14.000'))).kind, 'done');
    assert.equal((await ask(await told())).outcome.kind, 'voided');
  });

  it('that is queued tells nothing until it is done', async () => {
    const { run, told, ask, sandbox } = await charged('purchase');
    sandbox.control.configure({ operation_result: 'queued' });
    const answer = await run('refund', dinars('4.000'));
    assert.ok(answer.kind === 'queued' && answer.operationId !== null);
    assert.equal((await ask(await told())).outcome.kind, 'paid');
    await sandbox.control.emit('hpp-1', { event: 'operation.success' });
    const { outcome } = await ask(await told());
    assert.deepEqual(outcome, { kind: 'refund', id: answer.operationId, amount: dinars('4.000') });
  });

  it('that is rejected after all leaves the payment paid', async () => {
    const { run, told, ask, sandbox } = await charged('purchase');
    sandbox.control.configure({ operation_result: 'queued' });
    await run('refund', dinars('4.000'));
    await sandbox.control.emit('hpp-1', { event: 'operation.rejected' });
    assert.equal((await ask(await told())).outcome.kind, 'paid');
  });

  it('counts only as far as it fits the state: a purchase is not voided by a webhook', async () => {
    const { ask, told } = await charged('purchase');
    const webhook = { ...(await told()), outcome: { kind: 'voided' as const } };
    assert.equal((await ask(webhook)).outcome.kind, 'paid');
  });

  it('keeps the reference of the charge', async () => {
    const { ask, told, run } = await charged('purchase');
    const charge = (await ask(await told())).transactionId;
    assert.ok(charge);
    await run('refund', dinars('4.000'));
    assert.equal((await ask(await told())).transactionId, null);
  });
});

describe('saving a card at Ottu', () => {
  const start = (methodCode: string, change: object) => {
    const h = ottuHarness();
    const input = startInput(reserved(h.amount, 'hpp-1'), methodCode, {
      saveCard: true,
      ...change,
    });
    return { h, work: h.connect().start(input) };
  };
  const isRefused = (error: unknown) => error instanceof GatewayError && error.code === 'refused';

  it('needs a tokenizable method and a customer with an id', async () => {
    await assert.rejects(start('knet', {}).work, isRefused);
    await assert.rejects(start('credit-card', { customer: null }).work, isRefused);
    const { h, work } = start('credit-card', {});
    assert.equal((await work).kind, 'redirect');
    const sent = JSON.parse(h.sandbox.control.requests()[0]?.body ?? '') as Record<string, unknown>;
    assert.equal(sent['customer_id'], 'customer-7');
    assert.ok(!('payment_type' in sent));
  });
});
