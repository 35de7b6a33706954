import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sandboxHandler } from '../../../demo/sandboxes/server.js';
import { finrelay, json, ottu, payment, PAYMENTS, SHOP, type Json } from './support.js';

const put = (
  world: { sandbox: { fetch(request: Request): Promise<Response> } },
  body: unknown,
  base = 'https://ottu.test/ottu',
) =>
  world.sandbox.fetch(
    new Request(`${base}/_control`, { method: 'PUT', body: JSON.stringify(body) }),
  );

describe('control: webhooks', () => {
  it('drops', async () => {
    const world = ottu();
    world.sandbox.control.setWebhooks({ mode: 'drop' });
    const session = String((await world.create())['session_id']);
    const end = await world.sandbox.control.complete(session, 'pay');
    assert.deepEqual([end.state, end.redirect_url, end.webhook?.status], ['paid', null, 'dropped']);
    assert.equal(world.merchant.received.length, 0);
  });

  it('lets the shopper go on without the webhook', async () => {
    const world = ottu();
    world.sandbox.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    const session = String((await world.create())['session_id']);
    const end = await world.sandbox.control.complete(session, 'pay');
    assert.match(end.redirect_url ?? '', /^https:\/\/shop\.example\/back\?/);
  });

  it('repeats', async () => {
    const world = ottu();
    world.sandbox.control.setWebhooks({ copies: 3 });
    await world.sandbox.control.complete(String((await world.create())['session_id']), 'pay');
    await world.sandbox.idle();
    const raws = world.merchant.received.map(({ raw }) => raw);
    assert.deepEqual([raws.length, new Set(raws).size], [3, 1]);
  });

  it('holds, and releases in the other order', async () => {
    const world = ottu();
    world.sandbox.control.setWebhooks({ mode: 'hold' });
    const session = String((await world.create())['session_id']);
    await world.sandbox.control.complete(session, 'decline');
    await world.sandbox.control.complete(session, 'pay');
    await world.sandbox.idle();
    assert.equal(world.merchant.received.length, 0);
    await world.sandbox.control.release('reversed');
    assert.deepEqual(
      world.merchant.received.map(({ body }) => body['state']),
      ['paid', 'attempted'],
    );
    assert.deepEqual(
      world.sandbox.control.deliveries().map(({ status }) => status),
      ['answered', 'answered'],
    );
  });

  it('delays: the shopper of Ottu waits, and idle waits too', async () => {
    const world = ottu();
    world.sandbox.control.setWebhooks({ delay_ms: 4000 });
    const session = String((await world.create())['session_id']);
    const end = world.sandbox.control.complete(session, 'pay');
    await world.clock.pass(3999);
    assert.equal(world.merchant.received.length, 0);
    world.clock.advance(1);
    assert.match((await end).redirect_url ?? '', /^https:\/\/shop/);
    await world.sandbox.idle();
    assert.equal(world.merchant.received.length, 1);
  });

  it('records what was answered, also nothing at all', async () => {
    const world = ottu();
    const answers = [
      () => new Response('stored', { status: 202 }),
      () => Promise.reject(new TypeError('refused')),
    ];
    for (const answer of answers) {
      world.merchant.answer = answer;
      await world.sandbox.control.complete(String((await world.create())['session_id']), 'pay');
    }
    await world.sandbox.idle();
    assert.deepEqual(
      world.sandbox.control
        .deliveries()
        .map(({ answers: [answer] }) => [answer!.status, answer!.body, answer!.error]),
      [
        [202, 'stored', null],
        [null, '', 'unreachable'],
      ],
    );
  });
});

describe('control: API faults', () => {
  it('fails so often, only what is named, and does nothing then', async () => {
    const world = ottu();
    world.sandbox.control.failApi({
      kind: 'status',
      status: 503,
      operation: 'create',
      times: 2,
      headers: { 'retry-after': '1' },
    });
    const create = () => world.call('POST', PAYMENTS, payment());
    assert.equal((await world.call('GET', `${PAYMENTS}none`)).status, 404);
    const failed = await create();
    assert.deepEqual([failed.status, failed.headers.get('retry-after')], [503, '1']);
    assert.equal((await create()).status, 503);
    assert.equal((await create()).status, 201);
    const control = await json(
      await world.sandbox.fetch(new Request('https://ottu.test/ottu/_control')),
    );
    assert.equal((control['payments'] as Json[]).length, 1);
  });

  it('does it and loses the answer', async () => {
    const world = await finrelay();
    world.sandbox.control.failApi({
      kind: 'lose_answer',
      operation: 'hosted_payment_page',
      times: 1,
    });
    world.sandbox.control.failApi({
      kind: 'lose_answer',
      status: 502,
      operation: 'hosted_payment_page',
      times: 1,
    });
    await assert.rejects(world.open(), TypeError);
    await world.open();
    const requests = world.sandbox.control
      .requests()
      .filter(({ operation }) => operation === 'hosted_payment_page');
    assert.deepEqual(
      requests.map(({ status }) => status),
      [null, 502],
    );
    const end = await world.sandbox.control.complete('ORDER-123456', 'pay');
    assert.equal(end.state, 'APPROVED');
  });

  it('breaks the connection before anything is done', async () => {
    const world = ottu();
    world.sandbox.control.failApi({ kind: 'network_error', method: 'post', path: 'pymt-txn' });
    await assert.rejects(world.create(), TypeError);
    world.sandbox.control.clearApiFaults();
    await assert.rejects(world.sandbox.control.complete('ORDER-1', 'pay'), /no payment/);
  });

  it('is slow', async () => {
    const world = ottu();
    world.sandbox.control.failApi({ kind: 'slow', ms: 5000 });
    let answered = false;
    const created = world.create().then(() => (answered = true));
    await world.clock.pass(4999);
    assert.equal(answered, false);
    world.clock.advance(1);
    assert.equal(await created, true);
  });

  it('hangs until the client gives up', async () => {
    const world = ottu();
    world.sandbox.control.failApi({ kind: 'hang' });
    const client = new AbortController();
    const request = new Request(`https://ottu.test/ottu${PAYMENTS}`, {
      method: 'POST',
      body: '{}',
      signal: client.signal,
    });
    const answer = world.sandbox.fetch(request);
    setImmediate(() => client.abort());
    await assert.rejects(answer, TypeError);
  });

  it('leaves the hosted pages alone unless they are named', async () => {
    const world = await finrelay();
    const { redirect_url } = await world.open();
    const show = async () => (await world.sandbox.fetch(new Request(String(redirect_url)))).status;
    world.sandbox.control.failApi({ kind: 'status', status: 500 });
    assert.equal(await show(), 200);
    world.sandbox.control.failApi({ kind: 'status', status: 500, operation: 'page' });
    assert.equal(await show(), 500);
  });
});

describe('control: over HTTP', () => {
  it('shows settings, faults, requests, deliveries, payments and credentials', async () => {
    const world = ottu();
    await world.create();
    const state = await json(
      await world.sandbox.fetch(new Request('https://ottu.test/ottu/_control')),
    );
    assert.deepEqual(Object.keys(state), [
      'name',
      'settings',
      'webhooks',
      'api_faults',
      'requests',
      'deliveries',
      'credentials',
      'payments',
      'result',
    ]);
    const [request] = state['requests'] as Json[];
    assert.deepEqual(
      [request!['operation'], request!['path'], request!['status']],
      ['create', PAYMENTS, 201],
    );
  });

  it('does everything that the object does', async () => {
    const world = ottu();
    const session = String((await world.create())['session_id']);
    const paid = await json(
      await put(world, {
        settings: { attempts: 'single' },
        webhooks: { mode: 'hold' },
        api_faults: [{ kind: 'status', status: 500, operation: 'retrieve' }],
        alter: { payment: session, patch: { amount: '15' } },
        complete: { payment: session, action: 'pay', method: 'stc-pay' },
      }),
    );
    assert.deepEqual((paid['result'] as Json)['state'], 'paid');
    assert.equal((paid['settings'] as Json)['attempts'], 'single');
    assert.equal((await world.call('GET', PAYMENTS + session)).status, 500);
    await put(world, { api_faults: [], release: 'in_order' });
    assert.equal(world.merchant.received[0]!.body['amount'], '15.000');
    await put(world, {
      webhooks: { mode: 'deliver' },
      emit: { payment: session, url: `${SHOP}/again` },
    });
    assert.equal(world.merchant.received[1]!.url, `${SHOP}/again`);
    const fresh = await json(await put(world, { reset: true }));
    assert.deepEqual(
      [fresh['deliveries'], fresh['requests'], (fresh['settings'] as Json)['attempts']],
      [[], [], 'multi'],
    );
  });

  it('refuses what it does not understand', async () => {
    const world = ottu();
    const status = async (body: unknown) => (await put(world, body)).status;
    assert.equal(await status({ color: 'red' }), 400);
    assert.equal(await status({ settings: { attempts: 'never' } }), 400);
    assert.equal(await status({ settings: { unknown: 1 } }), 400);
    assert.equal(await status({ complete: { payment: 'none', action: 'pay' } }), 404);
    const session = String((await world.create())['session_id']);
    await world.sandbox.control.complete(session, 'pay');
    assert.equal(await status({ complete: { payment: session, action: 'pay' } }), 409);
    const text = new Request('https://ottu.test/ottu/_control', { method: 'PUT', body: '{' });
    assert.equal((await world.sandbox.fetch(text)).status, 400);
  });

  it('answers pages of loopback origins only', async () => {
    const world = ottu();
    const allowed = async (origin: string) =>
      (
        await world.sandbox.fetch(
          new Request('https://ottu.test/ottu/_control', { headers: { origin } }),
        )
      ).headers.get('access-control-allow-origin');
    assert.equal(await allowed('http://localhost:5173'), 'http://localhost:5173');
    assert.equal(await allowed('https://localhost.example'), null);
  });
});

describe('the server', () => {
  it('mounts each sandbox under its name, and works at the root as well', async () => {
    const world = ottu({ baseUrl: 'http://localhost:5174/ottu' });
    const relay = await finrelay({ baseUrl: 'http://localhost:5174/finrelay' });
    const handler = sandboxHandler([world.sandbox, relay.sandbox]);
    const name = async (url: string) => (await json(await handler(new Request(url))))['name'];
    assert.equal(await name('http://localhost:5174/ottu/_control'), 'ottu');
    assert.equal(await name('http://127.0.0.1:5174/finrelay/_control'), 'finrelay');
    assert.equal((await handler(new Request('http://localhost:5174/other'))).status, 404);
    const root = ottu({ baseUrl: 'http://localhost:15100' });
    const made = await root.create();
    assert.match(String(made['checkout_url']), /^http:\/\/localhost:15100\/b\/checkout/);
    assert.equal((await root.sandbox.fetch(new Request(String(made['checkout_url'])))).status, 200);
  });
});
