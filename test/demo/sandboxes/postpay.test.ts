import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sandboxHandler } from '../../../demo/sandboxes/server.js';
import { basic, fixture, json, type Json } from './support.js';
import { ACCEPT, checkout, failure, HOOK, postpay } from './postpay-support.js';

/** What differs from one run to the next is checked elsewhere. */
const CHANGING = ['created', 'modified', 'status_changed', 'paid', 'id', 'order'];
const lasting = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !CHANGING.includes(name)));
const first = (page: Json): Json => (page['results'] as Json[])[0]!;

describe('postpay: the documented examples', () => {
  it('a checkout is answered with a token, an end one hour later and a page', async () => {
    const { open, clock } = postpay();
    const { token, expires, redirect_url, ...rest } = await open();
    assert.deepEqual(rest, {});
    const example = fixture('postpay/checkout.response.json');
    assert.match(String(token), /^[0-9a-f]{32}$/);
    assert.equal(String(token).length, String(example['token']).length);
    assert.equal(Date.parse(String(expires)), clock.now() + 3600_000);
    assert.equal(redirect_url, `https://postpay.test/postpay/checkout/${String(token)}`);
  });

  it('its parts stand alone in the documentation and together in a checkout', async () => {
    const part = (name: string) => fixture(`postpay/${name}.json`);
    const address = part('address');
    const body = checkout({
      shipping: { ...part('shipping'), address },
      billing_address: address,
      customer: { ...part('customer'), default_address: address },
      items: [part('item')],
      discounts: [part('discount')],
      merchant: part('merchant'),
    });
    const { call } = postpay();
    assert.equal((await call('POST', '/checkouts', body)).status, 200);
    const order = await json(await call('GET', '/orders/order-01'));
    for (const name of ['shipping', 'billing_address', 'customer', 'items', 'discounts']) {
      assert.deepEqual(order[name], body[name], name);
    }
  });

  it('capture, order, list and settlement answer as shown, to the hundredth', async () => {
    const { approved, call, clock } = postpay();
    const path = `/orders/${await approved()}`;
    const instalments = { num_instalments: 1 };
    const captured = await json(await call('POST', `${path}/capture`));
    const example = lasting(fixture('postpay/capture.response.json'));
    assert.deepEqual(lasting(captured), { ...example, ...instalments });
    const order = lasting(await json(await call('GET', path)));
    assert.deepEqual(order, { ...lasting(fixture('postpay/order.response.json')), ...instalments });
    const row = lasting(first(await json(await call('GET', '/orders'))));
    assert.deepEqual(row, lasting(first(fixture('postpay/orders.response.json'))));
    const settled = first(await json(await call('GET', '/transactions')));
    const transaction = fixture('postpay/transaction.response.json');
    assert.deepEqual(lasting(settled), lasting(transaction));
    assert.deepEqual(transaction, first(fixture('postpay/transactions.response.json')));
    assert.deepEqual(lasting(settled['order'] as Json), lasting(transaction['order'] as Json));
    assert.equal(settled['paid'], null);
    const paid = async () =>
      (await json(await call('GET', `/transactions/${String(settled['id'])}`)))['paid'];
    clock.advance(12 * 3600_000 - 1);
    assert.equal(await paid(), null);
    clock.advance(1);
    assert.equal(await paid(), '2026-01-16T00:00:00Z');
  });

  it('a refund is made, found and listed as shown', async () => {
    const { captured, call } = postpay();
    const path = `/orders/${await captured()}/refunds`;
    const request = fixture('postpay/refund-create.request.json');
    const made = await json(await call('POST', path, request));
    assert.deepEqual(lasting(made), lasting(fixture('postpay/refund-create.response.json')));
    const found = await json(await call('GET', `${path}/refund-01`));
    assert.deepEqual(found, made);
    assert.deepEqual(lasting(found), lasting(fixture('postpay/refund.response.json')));
    const page = await json(await call('GET', path));
    const { results, ...figures } = fixture('postpay/refunds.response.json');
    assert.deepEqual(page, { ...figures, results: [made] });
    assert.deepEqual(lasting(made), lasting((results as Json[])[0]!));
  });

  it('a hook is made, heard, edited and listed as shown', async () => {
    const { call, approved, merchant, sandbox } = postpay();
    const made = await json(
      await call('POST', '/hooks', fixture('postpay/hook-create.request.json')),
    );
    assert.deepEqual(lasting(made), lasting(fixture('postpay/hook-create.response.json')));
    await approved();
    await sandbox.idle();
    assert.equal(merchant.received.length, 1);
    const path = `/hooks/${String(made['id'])}`;
    const shown = lasting(await json(await call('GET', path)));
    assert.deepEqual(shown, lasting(fixture('postpay/hook.response.json')));
    const listed = lasting(first(await json(await call('GET', '/hooks'))));
    assert.deepEqual(listed, lasting(first(fixture('postpay/hooks.response.json'))));
    const edit = fixture('postpay/hook-edit.request.json');
    const edited = lasting(await json(await call('PATCH', path, edit)));
    assert.deepEqual(edited, lasting(fixture('postpay/hook-edit.response.json')));
  });

  it('pages link to their neighbours', async () => {
    const { open, call } = postpay();
    for (let index = 0; index < 12; index += 1) await open({ order_id: `order-${index}` });
    const page = await json(await call('GET', '/orders?page=5&page_size=2&ordering=created'));
    const example = fixture('postpay/page.response.json');
    assert.deepEqual(Object.keys(page), Object.keys(example));
    const link = (name: string) => new URL(String(page[name]));
    assert.equal(link('next').searchParams.get('page'), '6');
    assert.equal(link('previous').searchParams.get('page'), '4');
    const next = await json(await call('GET', link('next').href));
    assert.deepEqual([next['count'], next['next']], [12, null]);
    assert.deepEqual(
      (next['results'] as Json[]).map(({ order_id }) => order_id),
      ['order-10', 'order-11'],
    );
    assert.equal((await failure(call('GET', '/orders?page=99'))).code, 'not_found');
  });

  it('errors are worded as shown', async () => {
    const { call, captured, sandbox } = postpay();
    const invalid = await call('POST', `/orders/${await captured()}/refunds`, {});
    assert.deepEqual(await json(invalid), fixture('postpay/validation.response.json'));
    const { merchant_id, read_only_secret_key } = sandbox.credentials;
    const forbidden = await call('DELETE', '/hooks/x', undefined, {
      ...basic(merchant_id, read_only_secret_key),
    });
    assert.deepEqual(await json(forbidden), fixture('postpay/forbidden.response.json'));
  });
});

describe('postpay: orders and refunds', () => {
  it('an order number is used once, also after a canceled visit', async () => {
    const { call, open, sandbox } = postpay();
    await open();
    await sandbox.control.complete('order-01', 'cancel');
    const again = await failure(call('POST', '/checkouts', checkout()));
    assert.deepEqual([again.status, again.code], [409, 'conflict']);
  });

  it('captures once, however many ask', async () => {
    const { approved, call } = postpay();
    const path = `/orders/${await approved()}/capture`;
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', path)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
    assert.equal((await json(await call('GET', '/transactions')))['count'], 1);
  });

  it('refunds in parts up to what was captured, the rest without an amount', async () => {
    const { captured, call } = postpay();
    const path = `/orders/${await captured()}/refunds`;
    const refund = (refund_id: string, amount?: number) =>
      call('POST', path, { refund_id, ...(amount !== undefined && { amount }) });
    assert.equal((await refund('a', 80000)).status, 200);
    assert.equal((await failure(refund('b', 1481))).code, 'limit_exceeded');
    const rest = await json(await refund('c'));
    assert.deepEqual([rest['amount'], rest['full']], [1480, false]);
    assert.equal((await failure(refund('d'))).code, 'limit_exceeded');
    const { count } = await json(await call('GET', '/transactions?type=refund'));
    assert.equal(count, 2);
  });

  it('a refund without an amount is full, and its id is used once by the merchant', async () => {
    const { captured, call, sandbox } = postpay();
    const path = `/orders/${await captured()}/refunds`;
    const full = await json(await call('POST', path, { refund_id: 'a' }));
    assert.deepEqual([full['amount'], full['full']], [81480, true]);
    const other = `/orders/${await captured({ order_id: 'order-02' })}/refunds`;
    assert.equal((await failure(call('POST', other, { refund_id: 'a' }))).code, 'conflict');
    sandbox.control.configure({ unique_refund_ids: 'order' });
    assert.equal((await call('POST', other, { refund_id: 'a' })).status, 200);
  });

  it('a setting refuses the other spelling of the refund id', async () => {
    const { captured, call } = postpay({ settings: { refund_id_field: 'snake_case' } });
    const path = `/orders/${await captured()}/refunds`;
    const request = fixture('postpay/refund-create.request.json');
    assert.ok((await failure(call('POST', path, request))).fields?.['refund_id']);
  });

  it('virtual goods go without shipping where the setting allows it', async () => {
    const { call, sandbox } = postpay();
    const { shipping, ...virtual } = checkout();
    assert.ok(shipping);
    assert.equal((await call('POST', '/checkouts', virtual)).status, 400);
    sandbox.control.configure({ shipping: 'optional' });
    assert.equal((await call('POST', '/checkouts', virtual)).status, 200);
  });

  it('the documented example adds up where totals are checked', async () => {
    const { call } = postpay({ settings: { totals: 'checked' } });
    assert.equal((await call('POST', '/checkouts', checkout())).status, 200);
  });

  it('keeps the number of instalments and the metadata, and refuses one not offered', async () => {
    const { call, open } = postpay();
    await open({ num_instalments: 3, metadata: { session: 's1' } });
    const { num_instalments, metadata } = await json(await call('GET', '/orders/order-01'));
    assert.deepEqual([num_instalments, metadata], [3, { session: 's1' }]);
    const body = checkout({ order_id: 'x', num_instalments: 5 });
    assert.ok((await failure(call('POST', '/checkouts', body))).fields?.['num_instalments']);
  });
});

describe('postpay: the lists', () => {
  it('combines filters, and sorts by several keys', async () => {
    const { open, approved, call, clock } = postpay();
    await open({ order_id: 'a', total_amount: 300 });
    clock.advance(86_400_000);
    await open({ order_id: 'b', total_amount: 300, currency: 'SAR' });
    await approved({ order_id: 'c', total_amount: 200 });
    const ids = async (query: string) =>
      ((await json(await call('GET', `/orders?${query}`)))['results'] as Json[])
        .map(({ order_id }) => String(order_id))
        .join('');
    assert.equal(await ids('ordering=total_amount,-created'), 'cba');
    assert.equal(await ids('ordering=-total_amount,created'), 'abc');
    assert.equal(await ids('status=pending&currency__in=SAR,USD'), 'b');
    assert.equal(await ids('created__date=2026-01-16&total_amount__lt=300'), 'c');
    assert.equal(await ids('created__date__gt=2026-01-16'), '');
    // 15 January 2026 is a Thursday: the fifth day from Sunday.
    assert.equal(await ids('created__week_day=5'), 'a');
    assert.equal(await ids('created__gte=2026-01-16T12:00:00Z&ordering=-total_amount'), 'bc');
  });

  for (const query of [
    'colour=red',
    'order_id__contains=o',
    'total_amount__gte=much',
    'created__year__in=2020',
    'created__gt=yesterday',
    'ordering=status',
  ]) {
    it(`refuses ${query}`, async () => {
      const { status, code } = await failure(postpay().call('GET', `/orders?${query}`));
      assert.deepEqual([status, code], [400, 'invalid']);
    });
  }

  it('refuses a broken pattern', async () => {
    const { fields } = await failure(postpay().call('GET', '/hooks?url__regex=('));
    assert.ok(fields?.['url__regex']);
  });

  it('tells what is paid from what is not', async () => {
    const { captured, call, clock } = postpay();
    await captured({ order_id: 'a' });
    clock.advance(86_400_000);
    await captured({ order_id: 'b' });
    const order = async (query: string) =>
      (first(await json(await call('GET', `/transactions?${query}`)))['order'] as Json)['order_id'];
    assert.equal(await order('paid__isnull=true'), 'b');
    assert.equal(await order('paid__isnull=false'), 'a');
    assert.equal(await order('ordering=paid'), 'a');
    assert.equal(await order('ordering=-paid'), 'b');
  });
});

describe('postpay: requests', () => {
  it('takes the documented media type, a wildcard or none', async () => {
    const { call } = postpay();
    const status = async (accept: string) =>
      (await call('GET', '/orders', undefined, { accept })).status;
    for (const accept of [ACCEPT, '*/*', 'application/vnd.postpay+json', `text/html, ${ACCEPT}`]) {
      assert.equal(await status(accept), 200, accept);
    }
    for (const accept of ['application/json', 'application/vnd.postpay+json; version=v2']) {
      assert.equal(await status(accept), 406, accept);
    }
  });

  it('knows the merchant by id and secret key only', async () => {
    const { call, sandbox } = postpay();
    const { merchant_id, secret_key } = sandbox.credentials;
    for (const pair of [basic(merchant_id, 'x'), basic('x', secret_key)]) {
      const answer = await call('GET', '/orders', undefined, pair);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic/);
      assert.equal((await failure(answer)).code, 'authentication_failed');
    }
  });

  it('a throttled client is told when to come back, and may then', async () => {
    const { call, clock } = postpay({ settings: { requests_per_minute: 1 } });
    assert.equal((await call('GET', '/orders')).status, 200);
    const refused = await call('GET', '/orders');
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '60']);
    clock.advance(60_000);
    assert.equal((await call('GET', '/orders')).status, 200);
  });

  it('names the methods that a path has', async () => {
    const { call } = postpay();
    assert.equal((await call('PUT', '/hooks', {})).headers.get('allow'), 'GET, POST');
  });

  it('works under a path beside others and at the root of its own port', async () => {
    for (const baseUrl of ['http://localhost:5174/postpay', 'http://localhost:5178']) {
      const { sandbox, open } = postpay({ baseUrl });
      const link = String((await open())['redirect_url']);
      assert.ok(link.startsWith(`${baseUrl}/checkout/`));
      assert.equal((await sandbox.fetch(new Request(link))).status, 200);
    }
    const { sandbox } = postpay({ baseUrl: 'http://localhost:5174/postpay' });
    const served = await sandboxHandler([sandbox])(
      new Request('http://localhost:5174/postpay/orders'),
    );
    assert.equal(served.status, 401);
  });

  it('a hook is deleted, and gone for good', async () => {
    const { call } = postpay();
    const hook = { events: ['order'], url: HOOK, secret: 's' };
    const made = await json(await call('POST', '/hooks', hook));
    const path = `/hooks/${String(made['id'])}`;
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await failure(call('DELETE', path))).code, 'gone');
    assert.equal((await failure(call('PATCH', '/hooks/never', {}))).code, 'not_found');
    assert.equal((await json(await call('GET', '/hooks')))['count'], 0);
    assert.ok(!('secret' in made));
  });
});
