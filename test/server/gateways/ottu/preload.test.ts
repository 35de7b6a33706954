import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Listing, MethodOffer } from '../../../../src/server/gateways/gateway.js';
import { ottu } from '../../../../src/server/gateways/ottu/gateway.js';
import { listInput, orderOf, reserved, startAt } from '../../../suites/gateway-inputs.js';
import { ottuHarness, type OttuHarness } from './harness.js';

const PG_CODES = ['knet', 'credit-card', 'apple-pay', 'tabby', 'stc-pay'];

type Payload = Record<string, unknown> & {
  billing: object;
  payment_methods: Record<string, unknown>[];
};

/** A gateway that asks for the payload; `spoil` changes it on the way. */
function connect(h: OttuHarness, spoil: (payload: Payload) => unknown = (payload) => payload) {
  return ottu({
    baseUrl: 'http://localhost:15300/ottu',
    apiKey: h.sandbox.credentials.api_key,
    webhookKey: h.sandbox.credentials.hmac_key,
    pgCodes: PG_CODES,
    preload: true,
    now: () => h.clock.ms,
    fetch: async (request) => {
      const answer = await h.sandbox.fetch(request);
      const body = (await answer.json()) as Record<string, unknown>;
      const payload = body['sdk_setup_preload_payload'] as Payload | undefined;
      const changed = payload && { sdk_setup_preload_payload: spoil(payload) };
      return Response.json({ ...body, ...changed }, { status: answer.status });
    },
  });
}

const listed = (h: OttuHarness, spoil?: (payload: Payload) => unknown): Promise<Listing> =>
  connect(h, spoil).list(listInput(reserved(h.amount, 'hpp-1')));

const byCode = (offers: readonly MethodOffer[], code: string) =>
  offers.find((one) => one.code === code);

describe('the payload of the SDK of Ottu', () => {
  it('is asked for, and is the list: fees, totals, whose card can be saved', async () => {
    const h = ottuHarness();
    const { offers, warning } = await listed(h);
    assert.equal(warning, undefined);
    assert.deepEqual(
      offers.map(({ code }) => code),
      PG_CODES,
    );
    const sent = JSON.parse(h.sandbox.control.requests()[0]?.body ?? '{}') as object;
    assert.deepEqual(
      (sent as { include_sdk_setup_preload?: boolean }).include_sdk_setup_preload,
      true,
    );
    const card = byCode(offers, 'credit-card');
    assert.deepEqual(card?.fee, { value: '0.350', currency: 'KWD' });
    assert.deepEqual(card.total, { value: '14.350', currency: 'KWD' });
    assert.equal(card.feeDescription, 'Card fee of 2.5 %');
    // Said by the payload: this gateway has no `tokenizable`.
    assert.equal(card.canSaveCard, true);
    assert.equal(byCode(offers, 'knet')?.canSaveCard, false);
  });

  it('says with a label what a fee is for, where nothing else does, and has a promo label', async () => {
    const { offers } = await listed(ottuHarness(), (payload) => ({
      ...payload,
      payment_methods: payload.payment_methods.map((method) => ({
        ...method,
        fee_description: '',
        branding_options: { text: 'No fee today', color: '#fff' },
      })),
    }));
    assert.equal(byCode(offers, 'credit-card')?.feeDescription, 'Fee');
    assert.ok(offers.every(({ promoLabel }) => promoLabel === 'No fee today'));
  });

  it('leaves out what is not entered by a redirect', async () => {
    const { offers } = await listed(ottuHarness(), (payload) => ({
      ...payload,
      payment_methods: payload.payment_methods.map((method) =>
        method['code'] === 'apple-pay' ? { ...method, flow: 'apple_pay' } : method,
      ),
    }));
    assert.equal(byCode(offers, 'apple-pay'), undefined);
    assert.equal(offers.length, PG_CODES.length - 1);
  });

  it('keeps cards, the customer and the URLs of the SDK to itself', async () => {
    const listing = await listed(ottuHarness(), (payload) => ({
      ...payload,
      cards: [{ token: 'card-token-1', number: '**** 4242' }],
      customer_phone: '+96550001234',
    }));
    const text = JSON.stringify(listing);
    for (const hidden of ['card-token-1', '4242', '50001234', 'submit_url', 'cancel', 'customer']) {
      assert.ok(!text.includes(hidden), hidden);
    }
  });

  it('is asked for again with a changed amount', async () => {
    const h = ottuHarness();
    const session = reserved(h.amount, 'hpp-1');
    const { opened } = await connect(h).list(listInput(session));
    const order = orderOf({ value: '20.000', currency: 'KWD' });
    const input = listInput({ ...session, ...opened }, { order });
    const { offers, warning } = await connect(h).list(input);
    assert.equal(warning, undefined);
    assert.equal(byCode(offers, 'credit-card')?.total.value, '20.500');
  });

  const plain: readonly (readonly [string, (payload: Payload) => unknown])[] = [
    ['is not there', () => null],
    ['is no object of a payment', () => ({})],
    ['is about another payment', (payload) => ({ ...payload, session_id: 'another' })],
    ['states another amount', (payload) => ({ ...payload, amount: '1.000' })],
    ['states another currency', (payload) => ({ ...payload, currency_code: 'SAR' })],
    [
      'has a total that is not the sum',
      (payload) => ({
        ...payload,
        payment_methods: payload.payment_methods.map((method) => {
          const billing = method['billing'] as Record<string, object>;
          return {
            ...method,
            billing: { ...billing, amount: { ...billing['amount'], value: '13.000' } },
          };
        }),
      }),
    ],
  ];
  for (const [what, spoil] of plain) {
    it(`that ${what} is reported, and the plain methods are used`, async () => {
      const { offers, warning } = await listed(ottuHarness(), spoil);
      assert.match(warning ?? '', /payment_methods was used/);
      assert.equal(byCode(offers, 'credit-card')?.total.value, '14.350');
    });
  }

  it('lets a card be saved that it said can be', async () => {
    const h = ottuHarness();
    const gateway = connect(h);
    const session = reserved(h.amount, 'hpp-1');
    const { opened } = await gateway.list(listInput(session));
    const { started } = await startAt(gateway, { ...session, ...opened }, 'credit-card', {
      saveCard: true,
    });
    assert.equal(started.kind, 'redirect');
  });
});
