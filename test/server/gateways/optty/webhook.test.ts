import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '../../../../src/server/gateways/gateway.js';
import { readWebhook } from '../../../../src/server/gateways/optty/webhook.js';
import {
  DEFAULT_FIELDS,
  type WebhookFields,
} from '../../../../src/server/gateways/optty/webhook-fields.js';

const DATA = {
  status: 'PAID',
  transactionId: 'tx-1',
  amount: 99.9,
  currency: 'AUD',
  initiator: 'payment-link',
  metadata: { invoiceNumber: 'hpp-1' },
};

function read(body: unknown, fields: WebhookFields = DEFAULT_FIELDS): Reading {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = readWebhook({ body: new TextEncoder().encode(text) }, fields);
  assert.ok(answer.kind === 'authentic' && answer.reading !== null);
  return answer.reading;
}

const event = (data: unknown) => ({ event: 'ORDER_STATUS_UPDATE', data });

describe('a webhook of Optty', () => {
  it('is read where it lies: in data, or one deeper', () => {
    const expected = {
      reference: 'hpp-1',
      outcome: { kind: 'paid' },
      amount: { value: '99.9', currency: 'AUD' },
      methodCode: 'hosted_page',
      transactionId: 'tx-1',
    };
    assert.deepEqual(read(event(DATA)), expected);
    assert.deepEqual(read(event({ data: DATA })), expected);
  });

  it('keeps the digits of an amount as they were sent', () => {
    const text = JSON.stringify(event(DATA)).replace('99.9', '123456789012345.67');
    assert.equal(read(text).amount?.value, '123456789012345.67');
  });

  it('takes a tip off the amount: the order costs what it cost', () => {
    const amount = (amount: unknown, tipAmount: unknown) =>
      read(event({ ...DATA, amount, tipAmount })).amount;
    assert.equal(amount(109.9, 10)?.value, '99.9');
    assert.equal(amount(99.9, 0)?.value, '99.9');
    assert.equal(amount(5, 10), null);
    assert.equal(amount(109.9, 'ten'), null);
  });

  it('gives back the part of a refund that is not the tip', () => {
    const refund = { refundStatus: 'SUCCESSFUL', refundedAmount: 109.9 };
    const told = read(event({ ...DATA, amount: 109.9, tipAmount: 10, refund }));
    assert.deepEqual(told.outcome, {
      kind: 'refunded',
      amount: { value: '99.9', currency: 'AUD' },
    });
  });

  it('states no amount when it finds none', () => {
    const { amount, currency, ...rest } = DATA;
    assert.equal(read(event({ ...rest, amount })).amount, null);
    assert.equal(read(event({ ...rest, currency })).amount, null);
    assert.equal(read(event({ ...rest, amount: -1, currency })).amount, null);
  });

  it('is about the reference, whichever of its links was paid', () => {
    const paid = (invoiceNumber: string) =>
      read(event({ ...DATA, metadata: { invoiceNumber } })).reference;
    assert.equal(paid('hpp-1.2'), 'hpp-1');
    assert.equal(paid('hpp-12'), 'hpp-12');
  });

  it('is found where the merchant says that it lies', () => {
    const fields = { ...DEFAULT_FIELDS, amount: ['data.order.total'] };
    const body = event({ ...DATA, amount: 1, order: { total: 99.9 } });
    assert.equal(read(body, fields).amount?.value, '99.9');
  });

  it('without an invoice number is about no payment of ours', () => {
    assert.equal(read(event({ ...DATA, metadata: {} })).reference, null);
    assert.equal(read({}).outcome.kind, 'unknown');
  });
});
