import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { leave } from '../../../demo/sandboxes/kit/page.js';
import { ottu, form, formAction, json, PAYMENTS, SHOP, type Json, type Ottu } from './support.js';

/** The redirect URL of a method. */
const methodUrl = (payment: Json, code: string): string =>
  String(
    (payment['payment_methods'] as Json[]).find((method) => method['code'] === code)?.[
      'redirect_url'
    ],
  );

/** Opens a method's page and presses a button. */
async function press(
  { sandbox }: Ottu,
  payment: Json,
  code: string,
  fields: Record<string, string>,
) {
  const shown = await sandbox.fetch(new Request(methodUrl(payment, code)));
  return sandbox.fetch(form(formAction(await shown.text()), fields));
}

describe('ottu: the hosted page', () => {
  it('shows what is paid, with the buttons that tests press', async () => {
    const world = ottu();
    const shown = await world.sandbox.fetch(
      new Request(methodUrl(await world.create(), 'credit-card')),
    );
    const text = await shown.text();
    assert.equal(shown.status, 200);
    for (const id of ['amount', 'pay', 'decline', 'cancel', 'reason']) {
      assert.match(text, new RegExp(`data-testid="${id}"`));
    }
    assert.match(text, /14\.350 KWD/);
    assert.doesNotMatch(text, /<script/);
    assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(shown.headers.get('cache-control'), 'no-store');
  });

  it('escapes what the merchant sent', async () => {
    const world = ottu();
    const evil = '"><script>alert(1)</script>';
    const payment = await world.create({ vendor_name: evil, order_no: evil });
    for (const url of [String(payment['checkout_url']), methodUrl(payment, 'knet')]) {
      const text = await (await world.sandbox.fetch(new Request(url))).text();
      assert.doesNotMatch(text, /<script/);
      assert.match(text, /&lt;script&gt;/);
    }
  });

  it('pays: the webhook is answered first, then the payer goes back with the documented parameters', async () => {
    const world = ottu();
    const payment = await world.create({
      redirect_url: `${SHOP}/back?keep=a%26b#part`,
      extra: { basket: 7, session_id: 'forged', nested: {} },
    });
    const left = await press(world, payment, 'credit-card', { action: 'pay' });
    assert.equal(left.status, 303);
    const [webhook] = world.merchant.received;
    const target = new URL(left.headers.get('location') ?? '');
    assert.equal(target.origin + target.pathname + target.hash, `${SHOP}/back#part`);
    assert.deepEqual(
      [...target.searchParams],
      [
        ['keep', 'a&b'],
        ['order_no', 'ORDER-1'],
        ['reference_number', webhook!.body['reference_number']],
        ['session_id', payment['session_id']],
        ['basket', '7'],
      ],
    );
    const paid = await json(await world.call('GET', PAYMENTS + String(payment['session_id'])));
    assert.deepEqual([paid['state'], paid['settled_pg_code']], ['paid', 'credit-card']);
  });

  it('leaves a declined payment attempted, and takes the next try under a new reference', async () => {
    const world = ottu();
    const payment = await world.create();
    await press(world, payment, 'knet', { action: 'decline', reason: 'wrong_pin' });
    assert.equal(await world.state(payment['session_id']), 'attempted');
    await press(world, payment, 'credit-card', { action: 'pay' });
    const [declined, paid] = world.merchant.received.map(({ body }) => body);
    assert.deepEqual(
      [declined!['result'], declined!['state'], declined!['message']],
      ['failed', 'attempted', 'wrong_pin'],
    );
    assert.deepEqual([paid!['result'], paid!['state']], ['success', 'paid']);
    assert.notEqual(declined!['reference_number'], paid!['reference_number']);
  });

  it('leaves a canceled payment attempted, an opened one pending', async () => {
    const world = ottu();
    const payment = await world.create();
    await world.sandbox.fetch(new Request(methodUrl(payment, 'knet')));
    assert.equal(await world.state(payment['session_id']), 'pending');
    await press(world, payment, 'knet', { action: 'cancel' });
    assert.equal(await world.state(payment['session_id']), 'attempted');
    assert.equal(world.merchant.received[0]!.body['result'], 'canceled');
  });

  it('ends a payment that allows one try: declined fails, canceled expires', async () => {
    for (const [action, state] of [
      ['decline', 'failed'],
      ['cancel', 'expired'],
    ] as const) {
      const world = ottu({ settings: { attempts: 'single' } });
      const payment = await world.create();
      await press(world, payment, 'knet', { action });
      assert.equal(await world.state(payment['session_id']), state);
      assert.notEqual(
        (await world.sandbox.fetch(new Request(methodUrl(payment, 'knet')))).status,
        200,
      );
    }
  });

  it('authorizes where the gateway is set so', async () => {
    const world = ottu({ settings: { operations: { 'credit-card': 'authorize' } } });
    const payment = await world.create({ pg_codes: ['credit-card'] });
    assert.equal(payment['operation'], 'authorize');
    await press(world, payment, 'credit-card', { action: 'pay' });
    assert.equal(world.merchant.received[0]!.body['state'], 'authorized');
  });

  it('pays once: a second submit and a second tab are refused', async () => {
    const world = ottu();
    const payment = await world.create();
    const pageOf = async (code: string) =>
      formAction(await (await world.sandbox.fetch(new Request(methodUrl(payment, code)))).text());
    const [knet, card] = [await pageOf('knet'), await pageOf('credit-card')];
    const submit = (url: string) => world.sandbox.fetch(form(url, { action: 'pay' }));
    const answers = await Promise.all([submit(knet), submit(knet), submit(card)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409]);
    assert.equal(world.merchant.received.length, 1);
  });

  it('refuses a page that was left open: its try has ended, or the merchant canceled', async () => {
    const world = ottu();
    const payment = await world.create();
    const url = methodUrl(payment, 'knet');
    const open = async () => formAction(await (await world.sandbox.fetch(new Request(url))).text());
    const submit = async (action: string, button: string) =>
      (await world.sandbox.fetch(form(action, { action: button }))).status;
    const first = await open();
    assert.equal(await submit(first, 'decline'), 303);
    assert.equal(await submit(first, 'pay'), 409);
    const second = await open();
    const { session_id } = payment;
    await world.call('POST', '/b/pbl/v2/operation/', { session_id, operation: 'cancel' });
    assert.equal(await submit(second, 'pay'), 409);
    assert.equal(await world.state(session_id), 'canceled');
    assert.equal(world.merchant.received.length, 1);
  });

  it('expires when the payer tries to pay too late, and not before', async () => {
    const world = ottu();
    const payment = await world.create({ expiration_time: '00 00:10:00' });
    const page = await world.sandbox.fetch(new Request(methodUrl(payment, 'knet')));
    world.clock.advance(600_000);
    assert.equal(await world.state(payment['session_id']), 'pending');
    const answer = await world.sandbox.fetch(
      form(formAction(await page.text()), { action: 'pay' }),
    );
    assert.equal(answer.status, 410);
    assert.equal(await world.state(payment['session_id']), 'expired');
    assert.equal(world.merchant.received.length, 0);
  });

  it('expires by itself where the dashboard says so', async () => {
    const world = ottu({ settings: { auto_expire: true } });
    const payment = await world.create();
    world.clock.advance(24 * 3600_000);
    assert.equal(await world.state(payment['session_id']), 'expired');
  });

  it('keeps the payer on the summary for any answer but 200', async () => {
    for (const status of [201, 204, 302, 401, 500]) {
      const world = ottu();
      world.merchant.answer = () => new Response(null, { status });
      const payment = await world.create();
      const left = await press(world, payment, 'knet', { action: 'pay' });
      assert.match(left.headers.get('location') ?? '', /\/summary\/$/, String(status));
      assert.equal(world.merchant.received.length, 1, 'is not tried again');
    }
  });

  it('waits 15 s for the merchant, then tries 3 more times, 5 s apart', async () => {
    const world = ottu();
    world.merchant.answer = () => new Promise(() => undefined);
    const payment = await world.create();
    const left = press(world, payment, 'knet', { action: 'pay' });
    await world.clock.pass(15_000);
    assert.match((await left).headers.get('location') ?? '', /\/summary\/$/);
    for (let retry = 0; retry < 3; retry += 1) {
      await world.clock.pass(5000);
      await world.clock.pass(15_000);
    }
    await world.sandbox.idle();
    const [delivery] = world.sandbox.control.deliveries();
    assert.deepEqual(
      delivery!.answers.map(({ error }) => error),
      Array(4).fill('timed_out'),
    );
    assert.equal(delivery!.status, 'unanswered');
  });

  it('serves the chooser, short link, QR code, icons and attachments', async () => {
    const world = ottu();
    const payment = await world.create({ generate_qr_code: true, shortify_checkout_url: true });
    const get = (url: unknown) => world.sandbox.fetch(new Request(String(url)));
    assert.match(await (await get(payment['checkout_url'])).text(), /data-testid="method-knet"/);
    assert.equal(
      (await get(payment['checkout_short_url'])).headers.get('location'),
      payment['checkout_url'],
    );
    const [method] = payment['payment_methods'] as Json[];
    for (const url of [payment['qr_code_url'], method!['icon']]) {
      const image = await get(url);
      assert.equal(image.headers.get('content-type'), 'image/svg+xml');
      assert.match(await image.text(), /^<svg /);
    }
  });
});

describe('ottu: the redirect', () => {
  it('never leads anywhere but http(s)', async () => {
    const world = ottu();
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//shop.example',
      'https://u@shop.example',
      'https://:p@shop.example',
    ]) {
      const refused = await world.create({ redirect_url: url });
      assert.deepEqual(refused, { redirect_url: ['Enter a valid URL.'] }, url);
    }
  });

  it('is refused at the last moment, too', async () => {
    const app = new Hono().get('/:to', (c) => leave(c, decodeURIComponent(c.req.param('to'))));
    app.onError((error, c) => c.text(error.message, 500));
    const go = (to: string) => app.request(`/${encodeURIComponent(to)}`);
    assert.equal((await go('https://shop.example/')).status, 303);
    assert.equal((await go('javascript:alert(1)')).status, 500);
  });
});
