import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import {
  everyRow,
  type PostpayPage,
  type PostpayQuery,
} from '../../../../src/server/gateways/postpay/gateway.js';
import {
  COMPARISONS,
  HOOKS,
  LOOKUPS,
  ORDERS,
  REFUNDS,
  TIME_PARTS,
  TRANSACTIONS,
  type ListRules,
} from '../../../../src/server/gateways/postpay/lists.js';
import { queryText } from '../../../../src/server/gateways/postpay/query.js';
import { sampleFor } from '../../../demo/sandboxes/postpay-samples.js';
import { busy, INVENTORY, whole, type Busy, type Json } from './client-support.js';
import { postpayHarness } from './harness.js';

const { lists, pagination, lookup_transforms } = INVENTORY;

type Listed = (h: Busy, query: PostpayQuery) => Promise<PostpayPage<object>>;

const LISTS: Readonly<Record<string, { readonly rules: ListRules; readonly list: Listed }>> = {
  list_orders: {
    rules: ORDERS,
    list: ({ client }, query) => client.listOrders(query as PostpayQuery<typeof ORDERS>),
  },
  list_refunds: {
    rules: REFUNDS,
    list: ({ client, ids }, query) =>
      client.listRefunds(ids.order_id, query as PostpayQuery<typeof REFUNDS>),
  },
  list_transactions: {
    rules: TRANSACTIONS,
    list: ({ client }, query) =>
      client.listTransactions(query as PostpayQuery<typeof TRANSACTIONS>),
  },
  list_hooks: {
    rules: HOOKS,
    list: ({ client }, query) => client.listHooks(query as PostpayQuery<typeof HOOKS>),
  },
};

/** `exact`, `gt` or `date__gt` as the client wants it. */
function filterFor(name: string, lookup: string, value: unknown): PostpayQuery {
  const wanted = lookup === 'in' ? String(value).split(',') : value;
  const nested = lookup
    .split('__')
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), wanted);
  return { filter: { [name]: nested } } as PostpayQuery;
}

const idOf = (row: object): unknown => {
  const { order_id, refund_id, id } = row as Json;
  return id ?? refund_id ?? order_id;
};

const invalidRequest = (error: unknown): boolean =>
  error instanceof GatewayError && error.code === 'invalid_request' && error.definite;

describe('the client of Postpay filters and orders as documented', () => {
  it('by the documented fields and lookups of each list, and no others', () => {
    for (const [operation, { filters, ordering }] of Object.entries(lists)) {
      const { rules } = LISTS[operation] ?? assert.fail(operation);
      const own = Object.entries(rules.filters).map(([name, kind]) => [
        name,
        [...LOOKUPS[kind]].sort(),
      ]);
      const documented = filters.map(({ name, lookups }) => [name, [...lookups].sort()]);
      assert.deepEqual(Object.fromEntries(own), Object.fromEntries(documented), operation);
      assert.deepEqual(
        [...rules.ordering],
        ordering.map(({ name }) => name),
      );
    }
    assert.deepEqual([...TIME_PARTS], lookup_transforms.fields);
    assert.deepEqual([...COMPARISONS], lookup_transforms.comparisons);
  });

  for (const [operation, { filters, ordering }] of Object.entries(lists)) {
    const { list, rules } = LISTS[operation] ?? assert.fail(operation);
    for (const { name, type, lookups, example } of filters) {
      it(`${operation}: ${name} by ${lookups.join(', ')}`, async () => {
        const h = await busy();
        const [row] = (await list(h, {})).results;
        assert.ok(row);
        const hook = row as { last_response?: { code: number } };
        const value =
          name === 'last_response_code' ? hook.last_response?.code : (row as Json)[name];
        const names = lookups.flatMap((lookup) =>
          lookup_transforms.fields.includes(lookup)
            ? [lookup, ...lookup_transforms.comparisons.map((each) => `${lookup}__${each}`)]
            : [lookup],
        );
        for (const lookup of names) {
          const { fits, fails } = sampleFor(type, lookup, value);
          const kept = (await list(h, filterFor(name, lookup, fits))).results.map(idOf);
          assert.ok(kept.includes(idOf(row)), `${name} ${lookup} ${fits}`);
          const left = (await list(h, filterFor(name, lookup, fails))).results.map(idOf);
          assert.ok(!left.includes(idOf(row)), `${name} ${lookup} ${fails}`);
        }
      });

      it(`${operation}: ${example} is written as documented`, () => {
        const [key = '', value = ''] = example.split('=');
        const [field = '', ...path] = key.split('__');
        const { text, problems } = queryText(
          rules,
          filterFor(field, path.length === 0 ? 'exact' : path.join('__'), value),
        );
        assert.deepEqual(problems, []);
        assert.equal(decodeURIComponent(text), `?${example}`);
      });
    }

    for (const { name } of ordering) {
      it(`${operation}: ordered by ${name}, both ways`, async () => {
        const h = await busy();
        for (const order of [name, `-${name}`]) {
          await list(h, { ordering: order });
          const sent = h.sandbox.control.requests().at(-1);
          assert.ok(sent?.path.endsWith(`?ordering=${order}`));
        }
      });
    }
  }

  it('several filters at once, a bare value being exact', async () => {
    const { client, sandbox } = await busy();
    const { count } = await client.listOrders({
      filter: {
        status: { in: ['captured', 'denied'] },
        currency: 'AED',
        total_amount: { gte: 81480, lt: 81481 },
        created: { date: { gt: '2020-05-20' }, year: 2026 },
      },
      ordering: '-created',
    });
    assert.equal(count, 1);
    assert.equal(
      decodeURIComponent(sandbox.control.requests().at(-1)?.path ?? ''),
      '/orders?status__in=captured,denied&currency=AED&total_amount__gte=81480' +
        '&total_amount__lt=81481&created__date__gt=2020-05-20&created__year=2026&ordering=-created',
    );
  });
});

describe('what is not documented is not sent', () => {
  const wrong: readonly [string, object][] = [
    ['a field', { filter: { gender: 'male' } }],
    ['a field of every object', { filter: { constructor: 'x' } }],
    ['a lookup', { filter: { currency: { startswith: 'A' } } }],
    ['a comparison of a part', { filter: { created: { year: { near: 2020 } } } }],
    ['a comparison of a value', { filter: { total_amount: { gt: { lt: 1 } } } }],
    ['a comma inside of a value', { filter: { order_id: { in: ['a,b'] } } }],
    ['an order', { ordering: 'status' }],
    ['page 0', { page: 0 }],
    ['a page of 51', { page_size: 51 }],
    ['half a page', { page_size: 1.5 }],
  ];
  for (const [name, query] of wrong) {
    it(name, async () => {
      const { client, sandbox } = postpayHarness();
      await assert.rejects(client.listOrders(query), invalidRequest);
      assert.equal(sandbox.control.requests().length, 0);
    });
  }

  it('a description that is to be found exactly', async () => {
    const { client } = postpayHarness();
    const query = { filter: { description: 'exact' } } as unknown as PostpayQuery<typeof REFUNDS>;
    await assert.rejects(client.listRefunds('order-01', query), invalidRequest);
  });
});

describe('the pages of a list', () => {
  it('hold 20 rows unless asked for more, at most 50; every row is reached once', async () => {
    const { client } = postpayHarness();
    const { default_page_size, maximum_page_size } = pagination;
    for (let n = 0; n <= maximum_page_size; n += 1)
      await client.createCheckout(whole(`order-${n}`));
    const first = await client.listOrders();
    assert.equal(first.results.length, default_page_size);
    assert.equal(first.count, maximum_page_size + 1);
    assert.equal(first.previous, null);
    assert.ok(first.next?.includes('page=2'));
    const most = await client.listOrders({ page_size: maximum_page_size });
    assert.equal(most.results.length, maximum_page_size);
    const rows: string[] = [];
    for await (const { order_id } of everyRow((page) => client.listOrders({ page }))) {
      rows.push(order_id);
    }
    assert.equal(new Set(rows).size, maximum_page_size + 1);
    assert.equal(rows.length, maximum_page_size + 1);
  });
});
