import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GATEWAYS } from '../../../../demo/sandboxes/ottu/gateways.js';
import type { OttuUser } from '../../../../demo/sandboxes/ottu/options.js';
import { ottuClient, type OttuClient } from '../../../../src/server/gateways/ottu/gateway.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { at } from '../../../demo/sandboxes/inventory-support.js';
import { basic, fixture, PAYMENTS, type Json } from '../../../demo/sandboxes/support.js';
import { checkOf } from '../inventory-walk.js';
import { known, ORDER, paid, told, WHOLE, world, type World } from './inventory-support.js';

const refusedAs =
  (code: string, field = '') =>
  (error: unknown) =>
    error instanceof GatewayError && error.code === code && error.message.includes(field);

const user = (permissions: readonly string[], pgCodes: readonly string[]): OttuUser => ({
  ...{
    id: 1,
    username: 'u',
    password: 'user-password',
    email: 'u@x.co',
    first_name: '',
    last_name: '',
  },
  permissions,
  pgCodes,
});

/** A user of Basic authentication, and a payment that the API key opened. */
async function granted(
  permissions: readonly string[],
  pgCodes: readonly string[],
  change: Json = {},
) {
  const own = world({}, { users: [user(permissions, pgCodes)] });
  const session = await own.open(change);
  const client: OttuClient = ottuClient({
    baseUrl: 'https://ottu.test/ottu',
    basicAuth: { username: 'u', password: 'user-password' },
    fetch: (request) => own.sandbox.fetch(request),
  });
  return { client, session };
}

const forbidden = refusedAs('misconfigured', 'permission');
const KNET = { ...ORDER, pg_codes: ['knet'] } as never;
const ADD = ['e_commerce.add'];
const CHANGE = ['e_commerce.change'];

const PERMISSIONS: Readonly<Record<string, () => Promise<void>>> = {
  api_key_may_everything: async () => {
    const { client, session } = await paid();
    await client.operate({ session_id: session, operation: 'refund' }, 'k');
    await client.create({ ...ORDER, type: 'payment_request' } as never);
  },
  create_needs_add_of_the_plugin: async () => {
    const { client } = await granted(ADD, ['knet']);
    await client.create(KNET);
    await assert.rejects(client.create({ ...ORDER, type: 'payment_request' } as never), forbidden);
  },
  create_needs_each_code: async () => {
    const { client } = await granted(ADD, ['knet']);
    await assert.rejects(client.create(ORDER as never), forbidden);
  },
  update_needs_change_of_the_plugin: async () => {
    const { client, session } = await granted(ADD, ['knet']);
    await assert.rejects(client.update(session, { amount: '15' }), forbidden);
    const other = await granted(CHANGE, ['knet', 'credit-card']);
    await other.client.update(other.session, { amount: '15' });
  },
  update_needs_each_new_code: async () => {
    const { client, session } = await granted(CHANGE, ['knet']);
    await client.update(session, { pg_codes: ['knet'] });
    await assert.rejects(client.update(session, { pg_codes: ['tabby'] }), forbidden);
  },
  put_needs_the_present_codes: async () => {
    const { client, session } = await granted(CHANGE, ['knet'], { pg_codes: ['tabby'] });
    await assert.rejects(client.replace(session, KNET), forbidden);
  },
  patch_without_codes_needs_none: async () => {
    const { client, session } = await granted(CHANGE, []);
    assert.equal((await client.update(session, { amount: '15' })).amount, '15.000');
  },
  view_comes_with_add_or_change: async () => {
    for (const permissions of [ADD, CHANGE]) {
      const { client, session } = await granted(permissions, []);
      assert.equal((await client.retrieve(session)).session_id, session);
    }
    const { client, session } = await granted([], []);
    await assert.rejects(client.retrieve(session), forbidden);
  },
  view_alone_may_retrieve: async () => {
    const { client, session } = await granted(['e_commerce.view'], []);
    await client.retrieve(session);
    await assert.rejects(client.update(session, { amount: '15' }), forbidden);
  },
};

/** What breaks each condition; `theirs`: only Ottu can know it. */
const CONDITIONS: Readonly<
  Record<string, { readonly body: Json; readonly theirs?: true; readonly kfast?: true }>
> = {
  agreement_only_with_auto_debit: { body: { ...WHOLE, payment_type: 'one_off' } },
  auto_debit_needs_agreement: { body: { ...WHOLE, agreement: undefined } },
  auto_debit_needs_customer_id: { body: { ...WHOLE, customer_id: undefined } },
  auto_debit_needs_tokenizable_codes: {
    body: { ...WHOLE, pg_codes: ['knet'], payment_instrument: undefined },
    theirs: true,
  },
  unscheduled_is_irregular: {
    body: { ...WHOLE, agreement: { type: 'unscheduled', frequency: 'daily' } },
  },
  email_notification_needs_customer_email: {
    body: { ...ORDER, notifications: { email: ['paid'] } },
  },
  sms_notification_needs_customer_phone: { body: { ...ORDER, notifications: { sms: ['paid'] } } },
  kfast_needs_customer_phone: { body: ORDER, theirs: true, kfast: true },
  amount_has_the_decimals_of_its_currency: { body: { ...ORDER, amount: '1.0001' } },
  mpgs_takes_37_characters_of_order_no: {
    body: { ...ORDER, order_no: 'x'.repeat(38) },
    theirs: true,
  },
  payment_instrument_takes_one_code: {
    body: { ...WHOLE, pg_codes: ['credit-card', 'credit-card'] },
  },
  payment_instrument_needs_a_gateway_that_supports_it: {
    body: {
      ...ORDER,
      ...fixture('ottu/payment-instrument-token.request.json'),
      pg_codes: ['knet'],
    },
    theirs: true,
  },
  token_instrument_holds_a_token: {
    body: { ...WHOLE, payment_instrument: { instrument_type: 'token', payload: { a: 1 } } },
  },
  attachment_is_not_json: { body: { ...ORDER, attachment: 'text' } },
};

describe('ottu: inventory of permissions and conditions', () => {
  for (const { id } of known.permissions)
    it(id.replaceAll('_', ' '), () => checkOf(PERMISSIONS, id)());

  for (const { id, field } of known.conditions) {
    it(id.replaceAll('_', ' '), async () => {
      const { body, theirs, kfast } = checkOf(CONDITIONS, id);
      const gateways = GATEWAYS.map((one) =>
        kfast ? { ...one, kfast: one.code === 'knet' } : one,
      );
      const { client, call, sandbox } = world({}, { gateways });
      const ours = theirs
        ? refusedAs('refused', field)
        : refusedAs('invalid_request', `${field}: `);
      await assert.rejects(client.create(body as never), ours);
      assert.equal(sandbox.control.requests().length, theirs ? 1 : 0);
      const refused = await call('POST', PAYMENTS, body);
      assert.equal(refused.status, 400);
      assert.ok(at((await refused.json()) as Json, field) !== undefined, field);
    });
  }
});

const shop = (own: World, session: string, action: 'pay' | 'decline' | 'cancel' | 'abandon') =>
  own.sandbox.control.complete(session, action);
const get = (own: World, url: unknown): Promise<Response> =>
  own.sandbox.fetch(new Request(String(url)));

/** A direct payment with a card whose last month is this one. */
async function shortLived(change: Json): Promise<unknown> {
  const own = world({ card_expires: '01/26' });
  const token = fixture('ottu/payment-instrument-token.request.json');
  return (
    await own.client.create({ ...ORDER, ...token, pg_codes: ['credit-card'], ...change } as never)
  ).state;
}

const DAY = 24 * 60 * 60 * 1000;
const AGREED: Json = {
  payment_type: 'auto_debit',
  agreement: { id: 'a1' },
  customer_id: 'c1',
  pg_codes: ['credit-card'],
};
const CARDS = { customer_id: 'c1', type: 'sandbox' } as const;

const FACTS: Readonly<Record<string, () => Promise<void>>> = {
  retrieve_is_public: async () => {
    const own = world();
    assert.equal((await own.call('GET', PAYMENTS + (await own.open()), undefined, {})).status, 200);
  },
  patch_is_partial: async () => {
    const own = world();
    const { client } = own;
    const changed = await client.update(await own.open({ customer_id: 'c1' }), { amount: '15' });
    assert.deepEqual([changed.amount, changed.customer_id], ['15.000', 'c1']);
  },
  update_is_before_completion: async () => {
    const { client, session } = await paid();
    await assert.rejects(client.update(session, { amount: '15' }), refusedAs('refused'));
    await assert.rejects(client.replace(session, ORDER as never), refusedAs('refused'));
  },
  expiration_defaults_to_24_hours: async () => {
    const { client } = world();
    assert.equal((await client.create(ORDER as never)).expiration_time, '1 00:00:00');
  },
  expired_when_the_payer_tries_too_late: async () => {
    const own = world();
    const session = await own.open();
    own.clock.advance(DAY);
    assert.equal((await own.client.retrieve(session)).state, 'created');
    await assert.rejects(shop(own, session, 'pay'), /refuses: expired/);
    assert.equal((await own.client.retrieve(session)).state, 'expired');
  },
  expired_by_itself_when_enabled: async () => {
    const own = world({ auto_expire: true });
    const session = await own.open();
    own.clock.advance(DAY);
    assert.equal((await own.client.retrieve(session)).state, 'expired');
  },
  due_datetime_ends_nothing: async () => {
    const own = world();
    const session = await own.open({ due_datetime: '01/01/2026 00:00' });
    assert.equal((await shop(own, session, 'pay')).state, 'paid');
  },
  redirect_only_after_a_successful_webhook: async () => {
    const own = world();
    own.merchant.answer = () => new Response(null, { status: 500 });
    assert.equal((await shop(own, await own.open(), 'pay')).redirect_url, null);
    own.merchant.answer = () => new Response(null, { status: 200 });
    assert.ok((await shop(own, await own.open(), 'pay')).redirect_url);
  },
  redirect_carries_order_reference_session_and_extra: async () => {
    const own = world();
    const session = await own.open({ extra: { table: 7 } });
    const { redirect_url, reference } = await shop(own, session, 'pay');
    const query = new URL(String(redirect_url)).searchParams;
    assert.deepEqual(
      ['order_no', 'reference_number', 'session_id', 'table'].map((name) => query.get(name)),
      ['ORDER-1', reference, session, '7'],
    );
  },
  abandoned_payment_stays_pending: async () => {
    const own = world();
    const session = await own.open();
    await shop(own, session, 'abandon');
    assert.equal((await own.client.retrieve(session)).state, 'pending');
  },
  failed_payment_may_be_tried_again: async () => {
    const own = world();
    const session = await own.open();
    assert.equal((await shop(own, session, 'decline')).state, 'attempted');
    assert.equal((await shop(own, session, 'pay')).state, 'paid');
  },
  qr_code_leads_to_the_checkout_page: async () => {
    const own = world();
    const { qr_code_url } = await own.client.create({ ...ORDER, generate_qr_code: true } as never);
    assert.match((await get(own, qr_code_url)).headers.get('content-type') ?? '', /image\/svg/);
  },
  short_url_leads_to_the_checkout_page: async () => {
    const own = world();
    const payment = await own.client.create({ ...ORDER, shortify_checkout_url: true } as never);
    assert.equal(
      (await get(own, payment.checkout_short_url)).headers.get('location'),
      payment.checkout_url,
    );
  },
  attachment_can_be_downloaded: async () => {
    const own = world();
    const attachment = new File(['%PDF'], 'a.pdf');
    const payment = await own.client.create({ ...ORDER, attachment } as never);
    assert.equal(await (await get(own, payment.attachment)).text(), '%PDF');
    assert.match(await (await get(own, payment.checkout_url)).text(), /data-testid="attachment"/);
  },
  min_expiry_time_defaults_to_30_for_auto_debit: async () => {
    const { client } = world();
    const criteria = async (change: Json) =>
      (await client.create({ ...ORDER, ...change } as never)).card_acceptance_criteria;
    assert.deepEqual(await criteria(AGREED), { min_expiry_time: '30' });
    assert.equal(await criteria({}), undefined);
    assert.deepEqual([await shortLived(AGREED), await shortLived({})], ['attempted', 'paid']);
  },
  card_below_min_expiry_time_is_declined: async () => {
    assert.equal(
      await shortLived({ card_acceptance_criteria: { min_expiry_time: '30' } }),
      'attempted',
    );
    assert.equal(await shortLived({ card_acceptance_criteria: { min_expiry_time: '10' } }), 'paid');
  },
  card_of_an_agreement_is_locked: async () => {
    const own = await paid({}, AGREED);
    const [card] = await own.client.cards(CARDS);
    const reference = { ...CARDS, token: card?.token ?? '' };
    await assert.rejects(own.client.deleteCard(reference), refusedAs('refused', 'auto debit'));
    await shop(own, await own.open({ ...AGREED, order_no: 'ORDER-2' }), 'pay');
    await own.client.deleteCard(reference);
    assert.equal((await own.client.cards(CARDS)).length, 1);
  },
  save_card_takes_no_money: async () => {
    const own = await paid(
      {},
      { payment_type: 'save_card', customer_id: 'c1', pg_codes: ['credit-card'] },
    );
    assert.equal(told(own)['paid_amount'], '0.000');
    assert.equal((await own.client.cards(CARDS)).length, 1);
  },
  authorize_only_reserves: async () => {
    const { client, session } = await paid({ operations: { knet: 'authorize' } });
    const refund = { session_id: session, operation: 'refund' } as const;
    await assert.rejects(client.operate(refund, 'k'), refusedAs('refused'));
  },
  tracking_key_repeats_the_first_answer: async () => {
    const { client, session } = await paid();
    const refund = { session_id: session, operation: 'refund', amount: '4.000' } as const;
    assert.deepEqual(await client.operate(refund, 'k'), await client.operate(refund, 'k'));
  },
  inquiry_is_throttled: async () => {
    const { client, session } = await paid();
    const inquiry = client.inquire({ session_id: session });
    await assert.rejects(
      inquiry,
      (error: unknown) => error instanceof GatewayError && error.status === 429,
    );
  },
  partial_refunds_are_children: async () => {
    const own = await paid();
    await own.client.operate({ session_id: own.session, operation: 'refund', amount: '4' }, 'k');
    assert.deepEqual(
      [at(told(own), 'txn.state'), at(told(own), 'txn.amount')],
      ['refunded', '4.000'],
    );
    assert.equal((await own.client.retrieve(own.session)).state, 'paid');
  },
  partial_captures_are_children: async () => {
    const own = await paid({ operations: { knet: 'authorize' } });
    await own.client.operate({ session_id: own.session, operation: 'capture', amount: '4' }, 'k');
    assert.deepEqual([at(told(own), 'txn.state'), at(told(own), 'txn.amount')], ['paid', '4.000']);
    assert.equal((await own.client.retrieve(own.session)).state, 'authorized');
  },
};

describe('ottu: inventory of the facts', () => {
  for (const { id } of known.facts) it(id.replaceAll('_', ' '), () => checkOf(FACTS, id)());

  it('a payment_instrument is refused from a browser', async () => {
    const own = world();
    const headers = {
      origin: 'https://shop.test',
      authorization: `Api-Key ${own.sandbox.credentials.api_key}`,
    };
    assert.equal((await own.call('POST', PAYMENTS, WHOLE, headers)).status, 403);
    const plain = { ...basic('cashier', 'cashier-test-password'), origin: 'https://shop.test' };
    assert.equal((await own.call('POST', PAYMENTS, ORDER, plain)).status, 201);
  });
});
