import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { optty } from '../../../src/server/gateways/optty/gateway.js';
import type { MethodOffer } from '../../../src/server/gateways/gateway.js';
import {
  PLAIN,
  withDetails,
  type MethodDetails,
} from '../../../src/server/gateways/method-details.js';
import { openProviders, PROVIDER_CODES } from '../../support/providers.js';
import { listInput, reserved } from '../../suites/gateway-inputs.js';

const AMOUNT = { value: '14.000', currency: 'KWD' };

const OFFER: MethodOffer = {
  ...PLAIN,
  code: 'a',
  name: 'A',
  icon: null,
  description: 'As the provider says',
  fee: null,
  feeDescription: null,
  total: AMOUNT,
  sandbox: false,
  canSaveCard: false,
  unavailableReason: null,
};

const reasonAt = (value: string, details: MethodDetails, currency = 'AED') =>
  withDetails(OFFER, details, { value, currency }).unavailableReason;

describe('what the merchant says of a method', () => {
  it('goes over what the provider says; what they leave out stays', () => {
    const said = { description: 'Ours', promoLabel: '0 % interest', recommended: true };
    const { description, promoLabel, recommended } = withDetails(OFFER, said, AMOUNT);
    assert.deepEqual({ description, promoLabel, recommended }, said);
    assert.equal(withDetails(OFFER, {}, AMOUNT).description, 'As the provider says');
    assert.equal(withDetails(OFFER, undefined, AMOUNT), OFFER);
  });

  it('has limits by currency, which are inclusive and shown', () => {
    const limits = { AED: { min: '100', max: '1000.00' } };
    assert.equal(reasonAt('99.99', { limits }), 'amount_too_low');
    assert.equal(reasonAt('100.00', { limits }), null);
    assert.equal(reasonAt('1000.00', { limits }), null);
    assert.equal(reasonAt('1000.01', { limits }), 'amount_too_high');
    assert.equal(reasonAt('1.00', { limits }, 'SAR'), null);
    const { minAmount, maxAmount } = withDetails(
      OFFER,
      { limits },
      { value: '5', currency: 'AED' },
    );
    assert.deepEqual(minAmount, { value: '100', currency: 'AED' });
    assert.deepEqual(maxAmount, { value: '1000.00', currency: 'AED' });
  });

  it('does not hide what the provider found wrong first', () => {
    const refused = { ...OFFER, unavailableReason: 'not_eligible' } as const;
    const limits = { KWD: { min: '100' } };
    assert.equal(withDetails(refused, { limits }, AMOUNT).unavailableReason, 'not_eligible');
  });

  it('is said in one way to every gateway', async () => {
    const details = { promoLabel: 'New', recommended: true, limits: { KWD: { min: '20' } } };
    const method = { name: 'Method', ...details };
    const wired = await openProviders({
      publicUrl: 'https://shop.test/api/checkout',
      now: () => Date.parse('2026-01-05T10:00:00Z'),
      deliver: () => Promise.resolve(new Response(null)),
      gatewayOptions: {
        ottu: { methods: { knet: details } },
        ...{ optty: { method }, finrelay: { method }, paymentoptions: { method } },
        postpay: { method },
      },
    });
    for (const code of PROVIDER_CODES) {
      const session = reserved(AMOUNT, 'hpp-1');
      const { offers } = await wired[code].gateway().list(listInput(session));
      const [offer] = offers;
      assert.ok(offer, code);
      assert.deepEqual([offer.promoLabel, offer.recommended], ['New', true], code);
      assert.equal(offer.unavailableReason, 'amount_too_low', code);
      assert.deepEqual(offer.minAmount, { value: '20', currency: 'KWD' }, code);
      assert.deepEqual(offer.instalments, [], code);
    }
  });

  const wrong: readonly (readonly [string, object])[] = [
    ['method.promoLabel', { promoLabel: 'x'.repeat(61) }],
    ['method.promoLabel', { promoLabel: '' }],
    ['method.description', { description: 5 }],
    ['method.recommended', { recommended: 'yes' }],
    ['method.limits', { limits: { AED: { min: 'ten' } } }],
    ['method.limits', { limits: { aed: { min: '10' } } }],
    ['method.limits', { limits: { AED: { min: '10', max: '9' } } }],
  ];
  for (const [name, change] of wrong) {
    it(`is refused at once when it cannot be: ${JSON.stringify(change)}`, () => {
      const options = {
        baseUrl: 'https://optty.test',
        clientId: 'c',
        clientSecret: 's',
        webhookToken: 'w'.repeat(22),
      };
      const open = () => optty({ ...options, method: { name: 'Optty', ...change } });
      assert.throws(open, new RegExp(`${name}: `));
    });
  }
});
