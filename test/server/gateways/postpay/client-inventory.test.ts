import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  postpayClient,
  type PostpayClient,
} from '../../../../src/server/gateways/postpay/gateway.js';
import {
  approved,
  busy,
  camel,
  fixture,
  INVENTORY,
  whole,
  type Busy,
  type Json,
} from './client-support.js';
import { postpayHarness } from './harness.js';

const { endpoints, objects } = INVENTORY;

/** One call per documented endpoint, with every field that its request may have. */
const CALLS: Readonly<Record<string, (h: Busy) => Promise<unknown>>> = {
  create_checkout: ({ client }) => client.createCheckout(whole('order-02')),
  capture: async (h) => h.client.capture(await approved(h, 'order-02')),
  list_orders: ({ client }) => client.listOrders(),
  retrieve_order: ({ client, ids }) => client.retrieveOrder(ids.order_id),
  list_refunds: ({ client, ids }) => client.listRefunds(ids.order_id),
  retrieve_refund: ({ client, ids }) => client.retrieveRefund(ids.order_id, ids.refund_id),
  create_refund: ({ client, ids }) =>
    client.createRefund(ids.order_id, { refund_id: 'refund-02', amount: 1, description: 'More' }),
  list_transactions: ({ client }) => client.listTransactions(),
  retrieve_transaction: ({ client, ids }) => client.retrieveTransaction(ids.transaction_id),
  list_hooks: ({ client }) => client.listHooks(),
  retrieve_hook: ({ client, ids }) => client.retrieveHook(ids.hook_id),
  create_hook: ({ client }) =>
    client.createHook({ events: ['order'], url: 'https://a.test/', secret: 's', active: false }),
  edit_hook: ({ client, ids }) =>
    client.editHook(ids.hook_id, {
      events: ['transaction'],
      url: 'https://b.test/',
      secret: 't',
      active: false,
    }),
  delete_hook: ({ client, ids }) => client.deleteHook(ids.hook_id),
};

/** Every documented field of an object, and of the objects in it, is there. */
function assertWhole(value: unknown, name: string, path = name): void {
  for (const { name: field, type } of objects[name] ?? assert.fail(name)) {
    assert.ok((value as Json)[field] !== undefined, `${path}.${field} is missing`);
    const inner = type.replace('[]', '');
    if (objects[inner] === undefined) continue;
    for (const each of [(value as Json)[field]].flat())
      assertWhole(each, inner, `${path}.${field}`);
  }
}

describe('the client of Postpay has every documented endpoint', () => {
  for (const { operation, method, path, request, response, list } of endpoints) {
    it(`${method} ${path}`, async () => {
      const h = await busy();
      const answer = await (CALLS[operation] ?? assert.fail(`no call for ${operation}`))(h);
      const sent = h.sandbox.control.requests().at(-1);
      assert.ok(sent);
      assert.deepEqual([sent.operation, sent.method], [operation, method]);
      assert.equal(sent.headers['accept'], 'application/vnd.postpay+json; version=v1');
      if (request !== undefined) assertWhole(JSON.parse(sent.body), request);
      if (response !== undefined) assertWhole(answer, response);
      if (list === undefined) return;
      assertWhole(answer, 'Page');
      const { results } = answer as { results: readonly unknown[] };
      assert.ok(results.length > 0);
      for (const each of results) assertWhole(each, list);
    });
  }

  it('and no other', () => {
    const { client } = postpayHarness();
    const documented = endpoints.map(({ operation }) => camel(operation));
    assert.deepEqual(Object.keys(client).sort(), documented.sort());
  });
});

describe('the documented answers of Postpay come in as they are', () => {
  const answers: readonly [string, (client: PostpayClient) => Promise<unknown>][] = [
    ['checkout.response', (client) => client.createCheckout(whole('order-01'))],
    ['capture.response', (client) => client.capture('order-01')],
    ['order.response', (client) => client.retrieveOrder('order-01')],
    ['orders.response', (client) => client.listOrders()],
    ['page.response', (client) => client.listOrders()],
    ['refund.response', (client) => client.retrieveRefund('order-01', 'refund-01')],
    ['refunds.response', (client) => client.listRefunds('order-01')],
    ['refund-create.response', (client) => client.createRefund('order-01', { refund_id: 'r' })],
    ['transaction.response', (client) => client.retrieveTransaction('t')],
    ['transactions.response', (client) => client.listTransactions()],
    ['hook.response', (client) => client.retrieveHook('h')],
    ['hooks.response', (client) => client.listHooks()],
    ['hook-edit.response', (client) => client.editHook('h', {})],
    [
      'hook-create.response',
      (client) => client.createHook({ events: ['order'], url: 'https://a.test/', secret: 's' }),
    ],
  ];
  for (const [name, ask] of answers) {
    it(name, async () => {
      const fetch = () => Promise.resolve(Response.json(fixture(name)));
      const client = postpayClient({ ...postpayHarness().options, fetch });
      assert.deepEqual(await ask(client), fixture(name));
    });
  }

  it('also when a part of an order is not as documented: it must not hide a payment', async () => {
    const odd = { ...fixture('order.response'), items: 'none', shipping: null, customer: 7 };
    const fetch = () => Promise.resolve(Response.json(odd));
    const order = await postpayClient({ ...postpayHarness().options, fetch }).retrieveOrder('o');
    assert.deepEqual([order.status, order.total_amount], ['captured', 81480]);
    assert.deepEqual(
      [order.items, order.shipping, order.customer],
      [undefined, undefined, undefined],
    );
  });
});

describe('the documented requests of Postpay go out as they are', () => {
  const sent = async (ask: (client: PostpayClient) => Promise<unknown>): Promise<unknown> => {
    const bodies: unknown[] = [];
    const fetch = async (request: Request) => {
      bodies.push(await request.json());
      return new Response(null, { status: 500 });
    };
    await assert.rejects(ask(postpayClient({ ...postpayHarness().options, fetch })));
    return bodies[0];
  };

  it('a checkout, a hook and its edit', async () => {
    const checkout = fixture('checkout.request') as unknown as ReturnType<typeof whole>;
    assert.deepEqual(await sent((client) => client.createCheckout(checkout)), checkout);
    const hook = fixture('hook-create.request') as unknown as Parameters<
      PostpayClient['createHook']
    >[0];
    assert.deepEqual(await sent((client) => client.createHook(hook)), hook);
    const edit = fixture('hook-edit.request');
    assert.deepEqual(await sent((client) => client.editHook('h', edit)), edit);
  });

  it('a refund, whose number is refund_id: its example is the one place that spells it otherwise', async () => {
    const { refundId, ...rest } = fixture('refund-create.request');
    const refund = { refund_id: String(refundId), ...rest };
    assert.deepEqual(await sent((client) => client.createRefund('o', refund)), refund);
  });
});
