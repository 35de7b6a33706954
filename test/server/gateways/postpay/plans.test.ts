import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { postpay, type PostpayOptions } from '../../../../src/server/gateways/postpay/gateway.js';
import { listInput, orderOf, reserved, startAt } from '../../../suites/gateway-inputs.js';
import { postpayHarness } from './harness.js';

/** The plans of an order, as [count, amount of each]. */
async function plansOf(value: string, currency: string, options: Partial<PostpayOptions>) {
  const gateway = postpay({ ...postpayHarness().options, ...options });
  const input = listInput(reserved({ value, currency }, 'hpp-1'));
  const [offer] = (await gateway.list(input)).offers;
  return offer?.instalments.map(({ count, amount }) => [count, amount?.value ?? null]);
}

/** What Postpay was told of instalments. */
async function sent(options: Partial<PostpayOptions>, instalments: number | null) {
  const h = postpayHarness();
  const gateway = postpay({ ...h.options, ...options });
  await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode, { instalments });
  const [request] = h.sandbox.control.requests();
  const body = JSON.parse(request?.body ?? '{}') as { num_instalments?: number };
  return body.num_instalments;
}

describe('the plans of Postpay', () => {
  const numInstalments = [3, 4];

  it('are what the merchant lists, with the amount of each where the parts are equal', async () => {
    const options = { numInstalments };
    assert.deepEqual(await plansOf('300.00', 'AED', options), [
      [3, '100.00'],
      [4, '75.00'],
    ]);
    assert.deepEqual(await plansOf('100.00', 'AED', options), [
      [3, null],
      [4, '25.00'],
    ]);
  });

  it('have no amount that the currency, or Postpay, cannot write', async () => {
    assert.deepEqual(await plansOf('10', 'JPY', { numInstalments: [4] }), [[4, null]]);
    // Thousandths of a dinar are none of Postpay's hundredths.
    assert.deepEqual(await plansOf('0.010', 'KWD', { numInstalments: [2, 4] }), [
      [2, null],
      [4, null],
    ]);
  });

  it('are none where nothing is left to choose', async () => {
    assert.deepEqual(await plansOf('300.00', 'AED', {}), []);
    assert.deepEqual(await plansOf('300.00', 'AED', { numInstalments: 3 }), []);
    const details = () => ({ num_instalments: 4 });
    assert.deepEqual(await plansOf('300.00', 'AED', { numInstalments, details }), []);
  });

  it('go to Postpay as the shopper chose; without a choice its page asks', async () => {
    assert.equal(await sent({ numInstalments }, 4), 4);
    assert.equal(await sent({ numInstalments }, null), undefined);
    assert.equal(await sent({ numInstalments: 6 }, null), 6);
  });

  it('are not sent against what the merchant knows of this very order', async () => {
    const details = () => ({ num_instalments: 2 });
    assert.equal(await sent({ numInstalments, details }, 4), 2);
  });

  it('belong to an order that keeps its own price', async () => {
    const gateway = postpay({ ...postpayHarness().options, numInstalments });
    const order = orderOf({ value: '300.00', currency: 'AED' });
    const input = listInput(reserved(order.amount, 'hpp-1'), { order });
    assert.deepEqual((await gateway.list(input)).offers[0]?.total, order.amount);
  });
});
