import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { form, formAction, json, SHOP, type Json } from './support.js';
import { checkout, failure, HOOK, postpay, type Postpay } from './postpay-support.js';

const location = (response: Response): string | null => response.headers.get('location');
const read = async ({ sandbox }: Postpay, url: unknown): Promise<string> =>
  (await sandbox.fetch(new Request(String(url)))).text();

/** The form of the page as a browser would post it, some fields replaced. */
async function press(world: Postpay, url: unknown, fields: Record<string, string>) {
  const shown = await read(world, url);
  const inputs = shown.matchAll(/<input\s+name="(\w+)"\s+value="([^"]*)"/g);
  const filled = Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
  return world.sandbox.fetch(form(formAction(shown), { ...filled, ...fields }));
}

const HOOKS = [{ events: ['order' as const], url: HOOK, secret: 'dolphins' }];
const MERCHANT = {
  confirmation_url: `${SHOP}/back?key=a%20b&x=#top`,
  cancel_url: `${SHOP}/cancel?key=c`,
};

describe('postpay: the hosted page', () => {
  it('approves with one press: the webhook leaves first, then the shopper', async () => {
    const world = postpay({ hooks: HOOKS });
    const { redirect_url } = await world.open({ merchant: MERCHANT });
    const left = await press(world, redirect_url, { action: 'pay' });
    const back = `${SHOP}/back?key=a%20b&x=&order_id=order-01&status=APPROVED#top`;
    assert.deepEqual([left.status, location(left)], [303, back]);
    assert.equal(world.merchant.received[0]!.body['status'], 'approved');
    assert.equal(await world.status('order-01'), 'approved');
  });

  it('denies and cancels to the cancel URL, which keeps its query', async () => {
    const world = postpay({ hooks: HOOKS });
    const end = async (action: string) => {
      const order_id = `order-${action}`;
      const { redirect_url } = await world.open({ order_id, merchant: MERCHANT });
      return [location(await press(world, redirect_url, { action })), await world.status(order_id)];
    };
    assert.deepEqual(await end('decline'), [`${SHOP}/cancel?key=c&status=DENIED`, 'denied']);
    assert.deepEqual(await end('cancel'), [`${SHOP}/cancel?key=c&status=CANCELLED`, 'pending']);
    assert.deepEqual(
      world.merchant.received.map(({ body }) => body['status']),
      ['denied'],
    );
  });

  it('sends every status to the confirmation URL where the setting says so', async () => {
    const world = postpay({ settings: { redirects: 'confirmation' } });
    for (const [action, status] of [
      ['pay', 'APPROVED'],
      ['decline', 'DENIED'],
      ['cancel', 'CANCELLED'],
    ] as const) {
      const { redirect_url } = await world.open({ order_id: action });
      const left = await press(world, redirect_url, { action });
      const back = `https://www.example.ae/success?order_id=${action}&status=${status}`;
      assert.equal(location(left), back);
    }
  });

  for (const [why, fields] of Object.entries({
    'an unknown card': { card_number: '4242 4242 4242 4242' },
    'a card of the past': { card_date: '12/25' },
    'a CVC of 4 digits': { card_cvc: '1234' },
    'a wrong code': { code: '0000' },
    'no code': { code: '' },
    'no phone': { phone: '', code: '' },
  })) {
    it(`shows the page again for ${why}, and keeps what was typed`, async () => {
      const world = postpay();
      const { redirect_url } = await world.open();
      const again = await press(world, redirect_url, { action: 'pay', ...fields });
      assert.equal(again.status, 200);
      const shown = await again.text();
      assert.match(shown, /role="alert" data-testid="error"/);
      for (const value of Object.values(fields)) assert.ok(shown.includes(`value="${value}"`));
      assert.equal(await world.status('order-01'), 'pending');
      const left = await press(world, redirect_url, { action: 'pay' });
      assert.equal(left.status, 303);
    });
  }

  it('takes a card until the end of its month', async () => {
    const world = postpay();
    const { redirect_url } = await world.open();
    const left = await press(world, redirect_url, { action: 'pay', card_date: '01/26' });
    assert.equal(left.status, 303);
  });

  it('is empty on demand, and has the buttons that tests look for', async () => {
    const world = postpay({ settings: { prefill: false } });
    const { redirect_url } = await world.open();
    const shown = await read(world, redirect_url);
    for (const id of ['pay', 'decline', 'cancel', 'card-number', 'phone', 'code', 'amount']) {
      assert.match(shown, new RegExp(`data-testid="${id}"`));
    }
    assert.equal((await press(world, redirect_url, { action: 'pay' })).status, 200);
    assert.equal((await press(world, redirect_url, { action: 'cancel' })).status, 303);
  });

  it('lets the shopper choose the instalments unless the merchant did', async () => {
    const world = postpay();
    const { redirect_url } = await world.open();
    await press(world, redirect_url, { action: 'pay', num_instalments: '4' });
    assert.equal((await json(await world.call('GET', '/orders/order-01')))['num_instalments'], 4);
    const fixed = await world.open({ order_id: 'fixed', num_instalments: 3 });
    assert.doesNotMatch(await read(world, fixed['redirect_url']), /<select/);
    await press(world, fixed['redirect_url'], { action: 'pay', num_instalments: '4' });
    assert.equal((await json(await world.call('GET', '/orders/fixed')))['num_instalments'], 3);
  });

  it('pays once', async () => {
    const world = postpay({ hooks: HOOKS });
    const { redirect_url } = await world.open();
    const submit = () => press(world, redirect_url, { action: 'pay' });
    const answers = await Promise.all([submit(), submit()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 404]);
    assert.equal(world.merchant.received.length, 1);
  });

  it('is closed when the checkout has expired, ended or was canceled', async () => {
    const world = postpay();
    const closed = async (url: unknown) =>
      (await read(world, url)).includes('data-testid="refusal"');
    const { redirect_url } = await world.open();
    assert.equal(await closed(redirect_url), false);
    await world.sandbox.control.complete('order-01', 'cancel');
    assert.equal(await closed(redirect_url), true);
    world.sandbox.control.configure({ after_cancel: 'open' });
    assert.equal(await closed(redirect_url), false);
    world.clock.advance(3600_000);
    assert.equal(await closed(redirect_url), true);
    assert.equal(await closed(String(redirect_url).slice(0, -32) + 'f'.repeat(32)), true);
  });

  it('escapes what the merchant sent, and runs no script', async () => {
    const world = postpay();
    const [item] = checkout()['items'] as Json[];
    const { redirect_url } = await world.open({
      order_id: '"><script>',
      items: [{ ...item, name: '<img src=x onerror=alert(1)>' }],
    });
    const shown = await world.sandbox.fetch(new Request(String(redirect_url)));
    assert.doesNotMatch(await shown.text(), /<img|<script/);
    assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  });

  it('keeps the shopper where the merchant named no URL', async () => {
    const world = postpay();
    const { merchant, ...rest } = checkout();
    assert.ok(merchant);
    const { redirect_url } = await json(await world.call('POST', '/checkouts', rest));
    const left = await press(world, redirect_url, { action: 'pay' });
    assert.match(await left.text(), /data-testid="ended"/);
  });
});

describe('postpay: the webhook', () => {
  const heard = async (world: Postpay, order_id: string = crypto.randomUUID()) => {
    await world.approved({ order_id });
    return world.merchant.received.at(-1)!;
  };
  /** The check of Postpay's own client, apart from the tolerance. */
  const isGenuine = ({ headers, raw }: { headers: Headers; raw: string }, secret = 'dolphins') => {
    const [time = '', hex] = (headers.get('x-postpay-signature') ?? '').split(':');
    return hex === createHmac('sha256', secret).update(`${time}:${raw}`).digest('hex');
  };

  it('is signed over the time and the raw body', async () => {
    const world = postpay({ hooks: HOOKS });
    const webhook = await heard(world);
    assert.ok(isGenuine(webhook));
    assert.ok(!isGenuine(webhook, 'whales'));
    const [time] = (webhook.headers.get('x-postpay-signature') ?? '').split(':');
    assert.equal(Number(time), world.clock.now() / 1000);
  });

  it('is forged on demand: by another key, without signature, with another body', async () => {
    const world = postpay({ hooks: HOOKS });
    for (const forge of ['signature', 'body'] as const) {
      world.sandbox.control.setWebhooks({ forge });
      assert.ok(!isGenuine(await heard(world)), forge);
    }
    assert.equal(world.merchant.received.at(-1)!.body['total_amount'], 1);
    world.sandbox.control.setWebhooks({ forge: 'unsigned' });
    assert.equal((await heard(world)).headers.get('x-postpay-signature'), null);
  });

  it('goes to active hooks that want the event, each with its own secret', async () => {
    const world = postpay();
    const hook = (name: string, events: string[], active: boolean) =>
      world.call('POST', '/hooks', { events, url: `${SHOP}/${name}`, secret: name, active });
    await hook('orders', ['order'], true);
    await hook('settlements', ['transaction'], true);
    await hook('both', ['order', 'transaction'], true);
    await hook('asleep', ['order', 'transaction'], false);
    const order_id = await world.captured();
    await world.call('POST', `/orders/${order_id}/refunds`, { refund_id: 'r', amount: 5 });
    await world.sandbox.idle();
    const told = (name: string) =>
      world.merchant.received
        .filter(({ url }) => url === `${SHOP}/${name}`)
        .map(
          (each) => (assert.ok(isGenuine(each, name)), each.body['status'] ?? each.body['type']),
        );
    assert.deepEqual(told('orders'), ['approved', 'captured']);
    assert.deepEqual(told('settlements'), ['order', 'refund']);
    assert.deepEqual(told('both'), ['approved', 'captured', 'order', 'refund']);
    assert.deepEqual(told('asleep'), []);
  });

  it('leaves its answer at the hook, also a bad one', async () => {
    const world = postpay({ hooks: HOOKS });
    const last = async (code: string) => {
      const { results } = await json(await world.call('GET', `/hooks?last_response_code=${code}`));
      return (results as Json[])[0]?.['last_response'];
    };
    world.merchant.answer = () => new Response(null, { status: 500 });
    await heard(world);
    await world.sandbox.idle();
    assert.deepEqual(await last('500'), { code: 500, status: 'failure' });
    world.merchant.answer = () => new Response(null, { status: 204 });
    await heard(world);
    await world.sandbox.idle();
    assert.deepEqual(await last('204'), { code: 204, status: 'success' });
  });

  it('can carry the object in an envelope', async () => {
    const world = postpay({ hooks: HOOKS, settings: { webhook_body: 'envelope' } });
    const { body } = await heard(world, 'o1');
    assert.deepEqual([body['event'], (body['data'] as Json)['order_id']], ['order', 'o1']);
  });

  it('is replayed byte for byte, with the old time; and says what the control wants', async () => {
    const world = postpay({ hooks: HOOKS });
    const first = await heard(world, 'o1');
    const [delivery] = world.sandbox.control.deliveries();
    world.clock.advance(301_000);
    await world.sandbox.control.emit('o1', { replay: delivery!.id });
    const again = world.merchant.received.at(-1)!;
    const signature = ({ headers }: { headers: Headers }) => headers.get('x-postpay-signature');
    assert.deepEqual([again.raw, signature(again)], [first.raw, signature(first)]);
    await world.sandbox.control.emit('o1', { overrides: { total_amount: 7 } });
    const altered = world.merchant.received.at(-1)!;
    assert.ok(isGenuine(altered));
    assert.equal(altered.body['total_amount'], 7);
    const { hook_secret } = world.sandbox.credentials;
    await world.sandbox.control.emit('o1', { url: `${SHOP}/elsewhere` });
    assert.ok(isGenuine(world.merchant.received.at(-1)!, hook_secret));
  });
});

describe('postpay: the control', () => {
  it('approves late, also what was denied, canceled or has expired; never twice', async () => {
    const world = postpay();
    const { complete } = world.sandbox.control;
    for (const end of ['decline', 'cancel', 'abandon'] as const) {
      await world.open({ order_id: end });
      await complete(end, end);
      if (end === 'abandon') world.clock.advance(3600_000);
      await assert.rejects(complete(end, 'pay'), /refuses/);
      assert.equal((await complete(end, { action: 'pay', late: true })).state, 'approved');
      await assert.rejects(complete(end, { action: 'pay', late: true }), /refuses/);
    }
    await assert.rejects(complete('nobody', 'pay'), /no payment nobody/);
  });

  it('alters what the provider stores', async () => {
    const world = postpay();
    await world.approved();
    const patch = { total_amount: 1, currency: 'SAR', status: 'denied' };
    world.sandbox.control.alter('order-01', patch);
    const order = await json(await world.call('GET', '/orders/order-01'));
    assert.deepEqual(
      [order['total_amount'], order['currency'], order['status']],
      [1, 'SAR', 'denied'],
    );
    assert.throws(() => world.sandbox.control.alter('order-01', { colour: 'red' }));
  });

  it('loses the answer of a capture that was made', async () => {
    const world = postpay();
    await world.approved();
    world.sandbox.control.failApi({ kind: 'lose_answer', operation: 'capture', times: 1 });
    await assert.rejects(world.call('POST', '/orders/order-01/capture'), /lost its answer/);
    assert.equal(await world.status('order-01'), 'captured');
    const again = await failure(world.call('POST', '/orders/order-01/capture'));
    assert.equal(again.code, 'invalid_status');
  });

  it('holds webhooks while the shopper goes on, and obeys over HTTP', async () => {
    const world = postpay({ hooks: HOOKS });
    const put = (body: unknown) =>
      world.sandbox.fetch(
        new Request('https://postpay.test/postpay/_control', {
          method: 'PUT',
          body: JSON.stringify(body),
        }),
      );
    await world.open();
    const held = await json(
      await put({
        webhooks: { mode: 'hold' },
        complete: { payment: 'order-01', action: 'pay' },
      }),
    );
    assert.match(String((held['result'] as Json)['redirect_url']), /status=APPROVED/);
    assert.equal(world.merchant.received.length, 0);
    const state = await json(await put({ release: 'in_order' }));
    assert.equal(world.merchant.received.length, 1);
    assert.deepEqual(
      (state['payments'] as Json[]).map(({ order_id, status }) => [order_id, status]),
      [['order-01', 'approved']],
    );
    world.sandbox.control.configure({ redirects: 'confirmation' });
    const fresh = await json(await put({ reset: true }));
    assert.equal((fresh['settings'] as Json)['redirects'], 'split');
  });
});
