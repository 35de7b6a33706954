import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '../../../../src/server/gateways/gateway.js';
import { readWebhook, signWebhook } from '../../../../src/server/gateways/ottu/webhook.js';

const KEY = 'pu9MpX3yPR';
const utf8 = new TextEncoder();

function read(body: string, type = 'application/json', key = KEY) {
  return readWebhook(
    { headers: new Headers({ 'content-type': type }), body: utf8.encode(body) },
    key,
  );
}

async function readingOf(fields: Record<string, string>, unsigned: object = {}): Promise<Reading> {
  const signature = await signWebhook(fields, KEY);
  const answer = await read(JSON.stringify({ ...fields, ...unsigned, signature }));
  assert.ok(answer.kind === 'authentic' && answer.reading);
  return answer.reading;
}

const PAID = {
  amount: '86.000',
  currency_code: 'KWD',
  order_no: 'hpp-1',
  gateway_account: 'knet',
  reference_number: 'R1',
  result: 'success',
  state: 'paid',
};

describe('the signature of an Ottu webhook', () => {
  it('is that of the documented example', async () => {
    const fields = {
      amount: '86.000',
      currency_code: 'KWD',
      customer_first_name: 'example-customer',
    };
    const expected = '6143b8ad4bd283540721ab000f6de746e722231aaaa90bc38f639081d3ff9f67';
    assert.equal(await signWebhook(fields, KEY), expected);
    const body = JSON.stringify({ ...fields, state: null, result: '', signature: expected });
    assert.equal((await read(body)).kind, 'authentic');
  });

  it('counts a number as it stands in the source', async () => {
    const signature = await signWebhook({ amount: '14.000', state: 'paid' }, KEY);
    const answer = await read(`{"amount": 14.000, "state":"paid","signature":"${signature}"}`);
    assert.equal(answer.kind, 'authentic');
    const rounded = await read(`{"amount": 14, "state":"paid","signature":"${signature}"}`);
    assert.equal(rounded.kind, 'forged');
  });

  it('is found in a form as well', async () => {
    const signature = await signWebhook(PAID, KEY);
    const form = new URLSearchParams({ ...PAID, signature }).toString();
    assert.equal((await read(form, 'application/x-www-form-urlencoded')).kind, 'authentic');
    assert.equal((await read(form)).kind, 'forged');
  });

  it('does not fit a field that was added, dropped or changed', async () => {
    const signature = await signWebhook(PAID, KEY);
    const { state, ...stateless } = PAID;
    assert.equal(state, 'paid');
    for (const changed of [
      { ...PAID, amount: '8.600' },
      { ...PAID, customer_email: 'x@y.test' },
      { ...PAID, order_no: 'hpp-2' },
      stateless,
    ]) {
      assert.equal((await read(JSON.stringify({ ...changed, signature }))).kind, 'forged');
    }
  });

  it('does not cover a field that is not text', async () => {
    const signature = await signWebhook({ amount: '1.000' }, KEY);
    const body = JSON.stringify({ amount: '1.000', state: { paid: true }, signature });
    assert.deepEqual(await read(body), { kind: 'forged', why: 'A signed field is not text.' });
  });
});

describe('a payment event of Ottu', () => {
  it('says which payment, how much, by which method, and when', async () => {
    const reading = await readingOf(PAID, { timestamp_utc: '2023-11-02 09:00:07' });
    assert.deepEqual(reading, {
      reference: 'hpp-1',
      outcome: { kind: 'paid' },
      amount: { value: '86.000', currency: 'KWD' },
      methodCode: 'knet',
      transactionId: 'R1',
      at: '2023-11-02T09:00:07.000Z',
    });
  });

  it('takes the amount from nothing but the signed order amount', async () => {
    const reading = await readingOf(PAID, { paid_amount: '90.000', settled_amount: '1.000' });
    assert.equal(reading.amount?.value, '86.000');
  });

  it('of a canceled try leaves the payment open for another one', async () => {
    const reading = await readingOf({ ...PAID, state: 'attempted', result: 'canceled' });
    assert.deepEqual(reading.outcome, { kind: 'canceled', sessionOpen: true });
  });
});

describe('a card that was saved with a payment', () => {
  const card = { token: 'tok-1', brand: 'VISA', number: '**** 1111' };
  const expiry = { expiry_month: '7', expiry_year: '2040' };

  it('is told with the payment, its number masked', async () => {
    const { storedMethod } = await readingOf(PAID, { token: { ...card, ...expiry } });
    assert.deepEqual(storedMethod, {
      token: 'tok-1',
      label: '**** 1111',
      brand: 'VISA',
      expiry: '07/40',
    });
  });

  it('is never told with its whole number', async () => {
    const token = { ...card, number: '4111 1111 1111 1111' };
    assert.equal((await readingOf(PAID, { token })).storedMethod?.label, null);
  });

  it('is none where there is no token', async () => {
    for (const token of [undefined, null, {}, { token: '' }, 'tok-1']) {
      assert.equal((await readingOf(PAID, { token })).storedMethod, undefined);
    }
  });
});

describe('an operation event of Ottu', () => {
  const signed = {
    amount: '9.000',
    order_no: 'hpp-1',
    reference_number: 'R2',
    result: 'success',
  };
  const about = (operation: string) => ({
    operation,
    txn: { state: 'refunded', currency_code: 'KWD', amount: '9.000' },
  });
  const amount = { value: '9.000', currency: 'KWD' };

  it('tells one refund or capture, by its own reference', async () => {
    for (const kind of ['refund', 'capture'] as const) {
      const reading = await readingOf(signed, about(kind));
      assert.deepEqual(reading, {
        reference: 'hpp-1',
        outcome: { kind, id: 'R2', amount },
        amount: null,
        methodCode: null,
        transactionId: null,
      });
    }
    assert.deepEqual((await readingOf(signed, about('void'))).outcome, { kind: 'voided' });
  });

  it('tells nothing of what did not happen, or not yet', async () => {
    for (const result of ['queued', 'rejected', 'failed']) {
      const reading = await readingOf({ ...signed, result }, about('refund'));
      assert.deepEqual(reading.outcome, { kind: 'open' });
    }
    assert.deepEqual((await readingOf(signed, about('cancel'))).outcome, { kind: 'open' });
    assert.deepEqual((await readingOf(signed)).outcome, { kind: 'open' });
  });

  it('that nobody understands is unknown', async () => {
    const odd = await readingOf({ ...signed, result: 'teleported' }, about('refund'));
    assert.equal(odd.outcome.kind, 'unknown');
    assert.equal((await readingOf(signed, about('teleport'))).outcome.kind, 'unknown');
    const { txn: _txn, ...bare } = about('refund');
    assert.equal((await readingOf(signed, bare)).outcome.kind, 'unknown');
  });
});
