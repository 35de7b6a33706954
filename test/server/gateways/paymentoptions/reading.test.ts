import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTransaction } from '../../../../src/server/gateways/paymentoptions/reading.js';
import { readWebhook } from '../../../../src/server/gateways/paymentoptions/webhook.js';
import { transaction } from './transactions.js';

const MAJOR = { amountUnit: 'major' } as const;
const NEW = { data: { url: 'https://po.test/x' } };
const PAID = { transaction: { transactionId: 'tx-1', charged: true, authorized: false } };

describe('what a transaction of PaymentOptions says', () => {
  it('is remembered with what was known before', () => {
    const { data } = readTransaction(MAJOR, transaction(), NEW);
    assert.deepEqual(data, { ...NEW.data, ...PAID });
  });

  it('counts in the unit of the account', () => {
    const minor = transaction({}, { amount: '2550' });
    const { amount } = readTransaction({ amountUnit: 'minor' }, minor, NEW);
    assert.deepEqual(amount, { value: '25.50', currency: 'EUR' });
    assert.equal(readTransaction({ amountUnit: 'minor' }, transaction(), NEW).amount, null);
  });

  it('quotes the reference of the transaction, else of the merchant', () => {
    const told = transaction({
      transaction_details: { id: 'tx-1' },
      merchant_details: { merchant_txn_ref: 'hpp-2' },
    });
    assert.equal(readTransaction(MAJOR, told, NEW).reference, 'hpp-2');
  });

  it('of a refund keeps the payment as the payment, and states no order amount', () => {
    const refund = transaction({
      transaction_type: 'REFUND',
      transaction_details: { id: 'tx-9', merchant_txn_ref: 'hpp-1' },
    });
    const reading = readTransaction(MAJOR, refund, { data: PAID });
    assert.equal(reading.transactionId, 'tx-1');
    assert.equal(reading.amount, null);
    assert.equal(reading.data, undefined);
  });

  it('of another try does not take the place of the one that took the money', () => {
    const declined = transaction({
      success: false,
      transaction_details: { id: 'tx-0', merchant_txn_ref: 'hpp-1' },
    });
    assert.equal(readTransaction(MAJOR, declined, { data: PAID }).data, undefined);
    const tried = readTransaction(MAJOR, declined, NEW).data;
    assert.deepEqual(tried?.['transaction'], {
      transactionId: 'tx-0',
      charged: false,
      authorized: false,
    });
  });

  it('names the card that was stored with it, never by its whole number', () => {
    const card = { number: '411111XXXXXX1111', exp_month: '3', exp_year: '2030' };
    const stored = (number: string, success = true) =>
      readTransaction(
        MAJOR,
        transaction(
          {
            success,
            transaction_details: { id: 'tx-1', stored_payment_method_id: 'stored-1' },
          },
          { scheme: 'visa', card: { ...card, number } },
        ),
        NEW,
      ).storedMethod;
    assert.deepEqual(stored(card.number), {
      token: 'stored-1',
      label: '411111XXXXXX1111',
      brand: 'visa',
      expiry: '03/30',
    });
    assert.ok(!JSON.stringify(stored('4111111111111111')).includes('11111'));
    assert.equal(stored(card.number, false), undefined);
    assert.equal(readTransaction(MAJOR, transaction(), NEW).storedMethod, undefined);
  });
});

describe('a webhook of PaymentOptions', () => {
  const read = (body: unknown) =>
    readWebhook({ body: new TextEncoder().encode(JSON.stringify(body)) }, MAJOR);

  it('names the transaction that is to be asked for, also of an operation', () => {
    const answer = read({
      ...transaction({ transaction_type: 'REFUND' }),
      payment_details: { amount: 5, currency: 'EUR', response_code: 0 },
    });
    assert.ok(answer.kind === 'authentic');
    assert.equal(answer.reading?.transactionId, 'tx-1');
    assert.equal(answer.reading.data, undefined);
    assert.equal(answer.reading.outcome.kind, 'refund');
  });

  it('that names no transaction, or no part of a path, is none', () => {
    for (const id of [undefined, null, '', '.', '..', 'x'.repeat(201), { $gt: '' }]) {
      const body = { ...transaction(), transaction_details: { id } };
      assert.equal(read(body).kind, 'forged', JSON.stringify(id));
    }
    assert.equal(read({}).kind, 'forged');
  });

  it('is read although what stands aside is not as documented', () => {
    const odd = { ...transaction(), device_details: 'none', 'risk-details': 7, is_live: 'yes' };
    assert.equal(read(odd).kind, 'authentic');
  });
});
