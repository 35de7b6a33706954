import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at } from './inventory-support.js';
import {
  API,
  HOOK,
  order,
  paymentoptions,
  REFERENCE,
  type World,
} from './paymentoptions-support.js';
import { fixture, form, formAction, json, type Json } from './support.js';

const location = (response: Response): string | null => response.headers.get('location');

async function press({ sandbox }: World, url: unknown, fields: Record<string, string>) {
  const shown = await (await sandbox.fetch(new Request(String(url)))).text();
  return sandbox.fetch(form(formAction(shown), fields));
}

describe('paymentoptions: the documented example', () => {
  it('is answered as documented', async () => {
    const answer = await paymentoptions().open();
    const expected = fixture('paymentoptions/generate-link.response.json');
    assert.deepEqual(Object.keys(answer), Object.keys(expected));
    assert.match(String(answer['url']), /\/jp\/HostedPaymentPage\/\w{8}$/);
    assert.match(String(expected['url']), /\/jp\/HostedPaymentPage\/\w{8}$/);
    assert.match(String(answer['id']), /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    const filled = { merchant_id: 'DASMID-SANDBOX', return_url: order()['return_url'] };
    const { id, url } = answer;
    assert.deepEqual(answer, { ...expected, ...filled, id, url });
  });

  it('stores the card as documented, only when it was asked to', async () => {
    const world = paymentoptions();
    const part = fixture('paymentoptions/store-payment-method.request.json');
    const details = at(
      await json(await world.status(await world.paid(part))),
      'transaction_details',
    );
    const documented = fixture('paymentoptions/store-payment-method.response.json');
    assert.deepEqual(
      Object.keys(details as Json),
      Object.keys(documented['transaction_details'] as Json),
    );
    const plain = await world.paid({ payment_method: { type: 'scheme' } });
    const other = at(await json(await world.status(plain)), 'transaction_details') as Json;
    assert.ok(!('stored_payment_method_id' in other));
  });
});

describe('paymentoptions: access and fields', () => {
  it('wants both keys, written as the setting says', async () => {
    const { call, keys, sandbox } = paymentoptions();
    const create = async (headers: Record<string, string>) =>
      (await call(`${API}/hpp/generate/link`, order(), headers)).status;
    const encoded = { ...keys, authorization: `Basic ${btoa(sandbox.credentials.api_key)}` };
    assert.equal(await create(keys), 200);
    assert.equal(await create({ ...keys, 'x-api-key': 'no' }), 401);
    assert.equal(await create({ ...keys, authorization: 'Basic no' }), 401);
    assert.equal(await create(encoded), 401);
    sandbox.control.configure({ authorization: 'base64' });
    assert.deepEqual([await create(encoded), await create(keys)], [200, 401]);
  });

  it('is refused for another merchant, and lists every field that is wrong', async () => {
    const { call, open } = paymentoptions();
    assert.equal((await open({ merchant_id: 'OTHER' }))['status_code'], 404);
    const wrong = { currency: 'YEN', merchant_email: 'x', payment_method: { type: 'cash' } };
    const refused = await call(`${API}/hpp/generate/link`, order(wrong));
    assert.equal(refused.status, 400);
    assert.deepEqual(
      ((await json(refused))['errors'] as Json[]).map(({ field }) => field),
      ['currency', 'merchant_email', 'payment_method.type'],
    );
  });

  it('reads amounts in the unit of the setting', async () => {
    const world = paymentoptions();
    const shown = async (fields: Json) => {
      const { url, status_code } = await world.open({ currency: 'USD', ...fields });
      if (status_code !== undefined) return status_code;
      const page = await (await world.sandbox.fetch(new Request(String(url)))).text();
      return /data-testid="shown-amount">([^<]+)</.exec(page)?.[1];
    };
    assert.equal(await shown({ amount: 10.5 }), '10.50 USD');
    for (const amount of [0, -1, 10.505, 1e-7]) assert.equal(await shown({ amount }), 400);
    world.sandbox.control.configure({ amount_unit: 'minor' });
    assert.equal(await shown({ amount: 1050 }), '10.50 USD');
    assert.equal(await shown({ amount: 10.5 }), 400);
  });
});

describe('paymentoptions: the hosted page', () => {
  it('pays: the webhook leaves first, then the shopper goes to the success URL', async () => {
    const world = paymentoptions();
    const left = await press(world, (await world.open())['url'], { action: 'pay' });
    assert.deepEqual([left.status, location(left)], [303, 'http://www.successurl.com/']);
    const [webhook] = world.merchant.received;
    assert.equal(webhook!.url, HOOK);
    assert.equal(webhook!.body['success'], true);
    assert.equal(at(webhook!.body, 'payment_details.amount'), 1000);
    assert.equal(at(webhook!.body, 'transaction_details.merchant_txn_ref'), REFERENCE);
    const id = at(webhook!.body, 'transaction_details.id');
    assert.deepEqual(await json(await world.status(id)), webhook!.body);
  });

  it('declines, cancels without a word, and is over then', async () => {
    const world = paymentoptions();
    const { url } = await world.open();
    const declined = await press(world, url, { action: 'decline', reason: '51' });
    assert.equal(location(declined), 'http://www.declineurl.com/');
    const told = world.merchant.received[0]!.body;
    assert.deepEqual([told['success'], at(told, 'payment_details.response_code')], [false, '51']);
    assert.equal((await world.sandbox.fetch(new Request(String(url)))).status, 410);
    const canceled = await press(world, (await world.open())['url'], { action: 'cancel' });
    assert.equal(location(canceled), 'http://cancelurl.com/');
    assert.equal(world.merchant.received.length, 1);
  });

  it('takes another try where the setting says so', async () => {
    const world = paymentoptions({ settings: { attempts: 'multi' } });
    const { url } = await world.open();
    await press(world, url, { action: 'decline' });
    await press(world, url, { action: 'pay' });
    assert.deepEqual(
      world.merchant.received.map(({ body }) => body['success']),
      [false, true],
    );
  });

  it('asks for what the payload lacks, and takes no payment without it', async () => {
    const world = paymentoptions();
    const billing_address = { country: 'JP', city: 'Tokyo' };
    const { url } = await world.open({ amount: undefined, billing_address });
    const page = await (await world.sandbox.fetch(new Request(String(url)))).text();
    for (const name of ['amount', 'email', 'postal_code']) {
      assert.match(page, new RegExp(`name="${name}"`));
    }
    assert.doesNotMatch(page, /name="city"/);
    const typed = { email: 'a@b.example', phone_number: '1', address1: 'x', state: 'y' };
    const refused = await press(world, url, { action: 'pay', ...typed, amount: '1.5' });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /Please fill in: Amount, Postal code/);
    assert.equal(world.merchant.received.length, 0);
    const done = await press(world, url, { action: 'pay', amount: '70', postal_code: '1' });
    assert.equal(done.status, 303);
    const { body } = world.merchant.received[0]!;
    assert.equal(at(body, 'payment_details.amount'), 70);
    assert.equal(at(body, 'merchant_details.billing_details.email'), 'a@b.example');
  });

  it('sends the shopper back by POST and with the transaction where the settings say so', async () => {
    const world = paymentoptions({ settings: { return_method: 'POST', return_params: true } });
    const page = await (await press(world, (await world.open())['url'], { action: 'pay' })).text();
    const id = String(at(world.merchant.received[0]!.body, 'transaction_details.id'));
    assert.match(formAction(page), /^http:\/\/www\.successurl\.com\/\?transaction_id=/);
    assert.match(page, new RegExp(`name="transaction_id" value="${id}"`));
  });

  it('pays once, shows what was sent as text, and ends after a day', async () => {
    const world = paymentoptions();
    const { url } = await world.open({ billing_address: { city: '<img src=x>' } });
    const page = await world.sandbox.fetch(new Request(String(url)));
    assert.doesNotMatch(await page.text(), /<img|<script/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const other = (await world.open())['url'];
    const pay = () => world.sandbox.fetch(form(String(other), { action: 'pay' }));
    const answers = await Promise.all([pay(), pay()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 410]);
    assert.equal(world.merchant.received.length, 1);
    world.clock.advance(86_400_000);
    assert.equal((await world.sandbox.fetch(new Request(String(url)))).status, 410);
  });
});

describe('paymentoptions: operations', () => {
  const operation = (world: World) => async (path: string, fields: Json) =>
    json(await world.call(API + path, { merchant_id: 'DASMID-SANDBOX', ...fields }));

  it('refunds in parts up to what was paid', async () => {
    const world = paymentoptions();
    const transactionId = await world.paid();
    const refund = (amount: number) => operation(world)('/refund', { transactionId, amount });
    const part = await refund(400);
    assert.deepEqual(
      [part['success'], part['transaction_type'], at(part, 'payment_details.amount')],
      [true, 'REFUND', 400],
    );
    assert.deepEqual(world.merchant.received.at(-1)!.body, part);
    assert.equal((await refund(601))['status_code'], 412);
    assert.equal((await refund(600))['success'], true);
    assert.equal((await refund(1))['status_code'], 412);
    assert.equal((await refund(0))['status_code'], 412);
  });

  it('captures an authorization in parts, refunds what is captured, voids what is not', async () => {
    const world = paymentoptions({ settings: { payment_type: 'PRE_AUTH' } });
    const operate = operation(world);
    const transactionId = await world.paid();
    assert.equal((await operate('/refund', { transactionId, amount: 1 }))['status_code'], 412);
    const captured = await operate('/capture', { transactionId, amount: 700 });
    assert.equal(at(captured, 'gateway_response.code'), 'INFO0001');
    assert.equal((await operate('/capture', { transactionId, amount: 301 }))['status_code'], 412);
    assert.equal((await operate('/void', { transactionId }))['status_code'], 412);
    const id = at(captured, 'transaction_details.id');
    assert.equal((await operate('/refund', { transactionId: id, amount: 700 }))['success'], true);
    const other = await world.paid();
    assert.equal((await operate('/void', { transactionId: other }))['transaction_type'], 'VOID');
    assert.equal(
      (await operate('/capture', { transactionId: other, amount: 1 }))['status_code'],
      412,
    );
  });

  it('declines on demand, and takes nothing for it', async () => {
    const world = paymentoptions({ settings: { operation_outcome: 'declined' } });
    const transactionId = await world.paid();
    const refund = () => operation(world)('/refund', { transactionId, amount: 1000 });
    assert.equal((await refund())['success'], false);
    world.sandbox.control.configure({ operation_outcome: 'approved' });
    assert.equal((await refund())['success'], true);
  });

  it('tells the status of the payment, or of the last operation', async () => {
    const world = paymentoptions({ settings: { transaction_id: 'link' } });
    const { id } = await world.open();
    assert.equal((await world.status(id)).status, 404);
    await world.sandbox.control.complete(String(id), 'pay');
    await operation(world)('/refund', { transactionId: id, amount: 1000 });
    const type = async () => (await json(await world.status(id)))['transaction_type'];
    assert.equal(await type(), 'CAPTURE');
    world.sandbox.control.configure({ status_of_payment: 'latest' });
    assert.equal(await type(), 'REFUND');
  });
});

describe('paymentoptions: the control', () => {
  it('keeps a payment pending until the bank decides, under the same id', async () => {
    const world = paymentoptions({ settings: { payment_outcome: 'pending' } });
    const pending = await world.sandbox.control.complete(String((await world.open())['id']), 'pay');
    const code = async () =>
      at(await json(await world.status(pending.reference)), 'payment_details.response_code');
    assert.equal(await code(), '578');
    const end = await world.sandbox.control.complete(REFERENCE, { action: 'pay', late: true });
    assert.deepEqual([end.reference, await code()], [pending.reference, '0']);
  });

  it('alters, forges, replays and abandons', async () => {
    const world = paymentoptions();
    const { control } = world.sandbox;
    const { id } = await world.open();
    assert.equal((await control.complete(String(id), 'abandon')).redirect_url, null);
    const { webhook, reference } = await control.complete(String(id), 'pay');
    control.alter(String(id), { amount: 5 });
    assert.equal(at(await json(await world.status(reference)), 'payment_details.amount'), 5);
    control.setWebhooks({ forge: 'body', times: 1 });
    await control.emit(String(id));
    assert.match(world.merchant.received.at(-1)!.raw, /"amount":1,/);
    await control.emit(String(id), { replay: webhook!.id });
    assert.equal(world.merchant.received.at(-1)!.raw, webhook!.body);
    await assert.rejects(control.complete(String(id), 'pay'), /no payment any more/);
  });
});
