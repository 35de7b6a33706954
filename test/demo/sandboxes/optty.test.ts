import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BASE, HOOK, impatient, invoice, MANAGE, optty, type Optty } from './optty-support.js';
import { form, formAction, json, type Json } from './support.js';

const location = (response: Response): string => response.headers.get('location') ?? '';

/** Chooses a provider on the page of the link, then acts on the page of the provider. */
async function visit({ sandbox, get }: Optty, link: unknown, action: string, extra: Json = {}) {
  const shown = await (await get(link)).text();
  const chosen = await sandbox.fetch(
    form(formAction(shown), { method: 'pay-in-4', ...(extra as Record<string, string>) }),
  );
  const page = await (await get(location(chosen))).text();
  const left = await sandbox.fetch(form(formAction(page), { action }));
  return { left, status: await get(location(left)) };
}

describe('optty: tokens', () => {
  it('gives one for the right client, which ends after a day', async () => {
    const { login, call, clock } = optty();
    const { access_token, ...rest } = await json(await login());
    assert.deepEqual(rest, { expires_in: 86_400, token_type: 'Bearer', scope: 'merchant' });
    const headers = { authorization: `Bearer ${String(access_token)}` };
    assert.equal((await call('/custom/hpp', invoice(), headers)).status, 201);
    clock.advance(86_400_000);
    assert.equal((await call('/custom/hpp', invoice(), headers)).status, 401);
  });

  it('reads a form, not JSON', async () => {
    const { call, sandbox } = optty();
    const body = { ...sandbox.credentials, grant_type: 'client_credentials', scope: 'merchant' };
    assert.equal((await call('/token', body, {})).status, 400);
  });
});

describe('optty: payment links', () => {
  it('answers a link that shows the payment', async () => {
    const { open, get } = optty();
    const answer = await open({ description: '<img src=x>' });
    assert.match(String(answer['link']), /^https:\/\/optty\.test\/optty\/pay\/\w{32}$/);
    assert.equal(answer['status'], 'INITIATED');
    const shown = await get(answer['link']);
    const text = await shown.text();
    assert.match(text, /99\.99 AUD/);
    assert.doesNotMatch(text, /<img|<script/);
    assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  });

  it('names the link as the setting says', async () => {
    const { open } = optty({ settings: { link_field: 'paymentLink' } });
    const answer = await open();
    assert.ok('paymentLink' in answer && !('link' in answer));
  });

  it('takes an invoice number once, also at the same moment and after it was cancelled', async () => {
    const { call, manage } = optty();
    const create = () => call('/custom/hpp', invoice());
    const answers = await Promise.all([create(), create(), create()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
    await manage('INV-1');
    const refused = await create();
    assert.deepEqual(await json(refused), {
      statusCode: 409,
      message: 'invoiceNumber INV-1 already exists',
      error: 'Conflict',
    });
  });

  it('lists every field that is wrong', async () => {
    const { call } = optty();
    const wrong = { price: '1', email: 'x', currency: 'AUDD', items: 'x', dueDate: 'soon' };
    const body = await json(await call('/custom/hpp', invoice({ ...wrong, invoiceNumber: ' ' })));
    assert.deepEqual(body, {
      statusCode: 400,
      message: [
        'email must be an email',
        'price must be a number',
        'currency must be an ISO 4217 code',
        'invoiceNumber should not be empty',
        'dueDate must be a valid ISO 8601 date string',
        'items must be an array',
      ],
      error: 'Bad Request',
    });
  });

  it('refuses a price of nothing and decimals that the currency has not', async () => {
    const { call } = optty();
    const said = async (fields: Json) =>
      (await json(await call('/custom/hpp', invoice(fields))))['message'];
    assert.deepEqual(await said({ price: 0 }), ['price must be above 0']);
    assert.deepEqual(await said({ price: -1 }), ['price must be a positive number']);
    assert.deepEqual(await said({ price: 1.234 }), ['price must have at most 2 decimals']);
    assert.deepEqual(await said({ price: 1e-7 }), ['price must be a positive number']);
  });

  it('takes items as texts too', async () => {
    const { call } = optty();
    assert.equal((await call('/custom/hpp', invoice({ items: ['Lamp'] }))).status, 201);
    assert.equal((await call('/custom/hpp', invoice({ items: [1] }))).status, 400);
  });
});

describe('optty: the hosted page', () => {
  it('pays, and keeps the shopper on its own status page', async () => {
    const world = optty();
    const { link, orderReferenceId } = await world.open();
    const { left, status } = await visit(world, link, 'pay');
    assert.deepEqual([left.status, location(left)], [303, link]);
    assert.match(await status.text(), /Payment complete/);
    const [webhook] = world.merchant.received;
    assert.equal(webhook!.url, HOOK);
    const { event, data } = webhook!.body;
    assert.equal(event, 'ORDER_STATUS_UPDATE');
    const { transactionId, ...rest } = data as Json;
    assert.match(String(transactionId), /^\w{24}$/);
    assert.deepEqual(rest, {
      status: 'PAID',
      reference: orderReferenceId,
      amount: 99.99,
      tipAmount: 0,
      currency: 'AUD',
      provider: 'pay-in-4',
      initiator: 'payment-link',
      metadata: { invoiceNumber: 'INV-1' },
    });
  });

  it('takes another try on the same link after a decline', async () => {
    const world = optty();
    const { link } = await world.open();
    const { status } = await visit(world, link, 'decline');
    assert.match(await status.text(), /was declined/);
    await visit(world, link, 'pay');
    assert.deepEqual(
      world.merchant.received.map(({ body }) => (body['data'] as Json)['status']),
      ['DECLINED', 'PAID'],
    );
  });

  it('closes when the shopper cancels, or takes another try where the setting says so', async () => {
    const closed = optty();
    const first = await closed.open();
    assert.equal((await visit(closed, first['link'], 'cancel')).status.status, 410);
    assert.equal((closed.merchant.received[0]!.body['data'] as Json)['status'], 'CANCELLED');
    const open = optty({ settings: { after_cancel: 'retry' } });
    const second = await open.open();
    assert.equal((await visit(open, second['link'], 'cancel')).status.status, 200);
    assert.equal(open.merchant.received.length, 0);
    await visit(open, second['link'], 'pay');
    assert.equal((open.merchant.received[0]!.body['data'] as Json)['status'], 'PAID');
  });

  it('has one payment in progress, which can be cancelled for another', async () => {
    const world = optty();
    const { link } = await world.open();
    const choose = (method: string) => world.sandbox.fetch(form(String(link), { method }));
    const [first, second] = await Promise.all([choose('pay-in-4'), choose('pay-in-30')]);
    assert.deepEqual([first.status, second.status], [303, 409]);
    assert.match(await (await world.get(link)).text(), /data-testid="in-progress"/);
    await world.sandbox.fetch(form(String(link), { action: 'drop' }));
    assert.equal((await choose('pay-in-30')).status, 303);
    const stale = await world.sandbox.fetch(form(location(first), { action: 'pay' }));
    assert.equal(location(stale), link);
    assert.equal(world.merchant.received.length, 0, 'the dropped payment pays nothing');
  });

  it('pays once when the button is pressed twice', async () => {
    const world = optty();
    const { link } = await world.open();
    const begun = await world.sandbox.fetch(form(String(link), { method: 'pay-in-4' }));
    const pay = () => world.sandbox.fetch(form(location(begun), { action: 'pay' }));
    await Promise.all([pay(), pay()]);
    assert.equal(world.merchant.received.length, 1);
    assert.match(await (await world.get(link)).text(), /Payment complete/);
  });

  it('offers what takes the price, and no more', async () => {
    const { open, get, sandbox } = optty();
    const { link } = await open({ price: 50 });
    assert.doesNotMatch(await (await get(link)).text(), /method-pay-monthly/);
    const forced = await sandbox.fetch(form(String(link), { method: 'pay-monthly' }));
    assert.equal(forced.status, 400);
  });

  it('adds a tip where the merchant asks for one', async () => {
    const world = optty();
    const { link } = await world.open({ enableTipping: true });
    await visit(world, link, 'pay', { tip: '5.01' });
    const data = world.merchant.received[0]!.body['data'] as Json;
    assert.deepEqual([data['amount'], data['tipAmount']], [105, 5.01]);
    const plain = optty();
    const other = await plain.open();
    const refused = await plain.sandbox.fetch(
      form(String(other['link']), { method: 'pay-in-4', tip: '5' }),
    );
    assert.equal(refused.status, 400);
  });

  it('knows no other link', async () => {
    const { get } = optty();
    assert.equal((await get(`${BASE}/pay/none`)).status, 404);
  });
});

describe('optty: the call that refunds or cancels', () => {
  it('cancels what is not paid, and the payment that is in progress', async () => {
    const world = optty();
    const { link } = await world.open();
    const begun = await world.sandbox.fetch(form(String(link), { method: 'pay-in-4' }));
    assert.deepEqual(await world.manage('INV-1'), {
      invoiceNumber: 'INV-1',
      action: 'CANCEL',
      status: 'CANCELLED',
    });
    await world.sandbox.fetch(form(location(begun), { action: 'pay' }));
    assert.deepEqual(
      world.merchant.received.map(({ body }) => (body['data'] as Json)['status']),
      ['CANCELLED'],
    );
  });

  it('refunds what is paid, once', async () => {
    const world = optty();
    await world.open();
    await world.sandbox.control.complete('INV-1', 'pay');
    const answer = await world.manage('INV-1');
    assert.deepEqual(
      [answer['action'], answer['status'], answer['refundStatus'], answer['refundedAmount']],
      ['REFUND', 'REFUNDED', 'SUCCESSFUL', 99.99],
    );
    assert.equal((await world.manage('INV-1'))['statusCode'], 409);
    const told = world.merchant.received.at(-1)!.body['data'] as Json;
    assert.deepEqual(
      [told['status'], (told['refund'] as Json)['refundedAmount']],
      ['REFUNDED', 99.99],
    );
  });

  it('is refused or decided later on demand', async () => {
    const world = optty({ settings: { refund_outcome: 'refused' } });
    await world.open();
    await world.sandbox.control.complete('INV-1', 'pay');
    assert.equal((await world.manage('INV-1'))['statusCode'], 422);
    world.sandbox.control.configure({ refund_outcome: 'pending' });
    const answer = await world.manage('INV-1');
    assert.deepEqual([answer['status'], answer['refundStatus']], ['PAID', 'PENDING']);
    const sent = await world.sandbox.control.emit('INV-1', { event: 'ORDER_ASYNC_CALLBACK' });
    const { event, data } = JSON.parse(sent.body) as Json;
    assert.deepEqual([event, (data as Json)['status']], ['ORDER_ASYNC_CALLBACK', 'REFUNDED']);
  });

  it('lies where the settings put it', async () => {
    const settings = {
      refund_or_cancel_method: 'DELETE',
      refund_or_cancel_path: '/links/{invoiceNumber}/undo',
    } as const;
    const world = optty({ settings });
    await world.open({ invoiceNumber: 'INV/1' });
    assert.equal((await world.call(MANAGE, { invoiceNumber: 'INV/1' })).status, 404);
    const path = '/links/INV%2F1/undo';
    assert.equal((await world.call(path, {})).status, 405);
    assert.equal((await world.call(path, {}, {}, 'DELETE')).status, 401);
    const done = await json(await world.call(path, {}, undefined, 'DELETE'));
    assert.equal(done['action'], 'CANCEL');
  });
});

describe('optty: webhooks', () => {
  it('are sent again until they are answered well', async () => {
    const waits: number[] = [];
    const world = optty({ sleep: impatient(waits) });
    const answers = [500, 404, 200];
    world.merchant.answer = () => new Response(null, { status: answers.shift() ?? 200 });
    await world.open();
    await world.sandbox.control.complete('INV-1', 'pay');
    await world.sandbox.idle();
    assert.deepEqual(waits, [5000, 5000]);
    assert.equal(world.merchant.received.length, 3);
    assert.equal(new Set(world.merchant.received.map(({ raw }) => raw)).size, 1);
  });

  it('lie as deep, speak as the settings say, and can be replayed or altered', async () => {
    const world = optty({
      settings: { webhook_nesting: 'data.data', paid_word: 'SUCCESSFUL', announce_pending: true },
    });
    await world.open();
    const { webhook } = await world.sandbox.control.complete('INV-1', 'pay');
    const words = world.merchant.received.map(
      ({ body }) => ((body['data'] as Json)['data'] as Json)['status'],
    );
    assert.deepEqual(words, ['PENDING', 'SUCCESSFUL']);
    await world.sandbox.control.emit('INV-1', { replay: webhook!.id });
    assert.equal(world.merchant.received.at(-1)!.raw, webhook!.body);
    world.sandbox.control.setWebhooks({ forge: 'body', times: 1 });
    await world.sandbox.control.emit('INV-1');
    assert.match(world.merchant.received.at(-1)!.raw, /"amount":1,/);
  });

  it('tell of a late confirmation', async () => {
    const world = optty();
    await world.open();
    await world.sandbox.control.complete('INV-1', 'cancel');
    await assert.rejects(world.sandbox.control.complete('INV-1', 'pay'), /closed/);
    const end = await world.sandbox.control.complete('INV-1', { action: 'pay', late: true });
    assert.deepEqual([end.state, end.redirect_url], ['PAID', null]);
    await assert.rejects(
      world.sandbox.control.complete('INV-1', { action: 'pay', late: true }),
      /paid already/,
    );
  });

  it('are not sent when the shopper leaves', async () => {
    const world = optty();
    await world.open();
    const left = await world.sandbox.control.complete('INV-1', 'abandon');
    assert.deepEqual([left.state, left.webhook], ['INITIATED', null]);
    const begun = await world.sandbox.control.complete('INV-1', {
      action: 'abandon',
      method: 'pay-in-4',
    });
    assert.equal(begun.state, 'PENDING');
    assert.equal((await world.sandbox.control.complete('INV-1', 'pay')).state, 'PAID');
  });
});
