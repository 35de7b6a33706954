import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { form, formAction, json, SHOP, type Json } from './support.js';
import { checkout, failure, HOOK, postpay, type Postpay } from './postpay-support.js';
import { provoke, sampleFor, WRONG } from './postpay-samples.js';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly options?: readonly string[];
}
interface Endpoint {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly request?: string;
  readonly response?: string;
  readonly list?: string;
}
interface Coded {
  readonly status: number | string;
  readonly code: string;
}
interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly objects: Readonly<Record<string, readonly Field[]>>;
  readonly lists: Readonly<
    Record<
      string,
      {
        readonly filters: readonly { name: string; type: string; lookups: string[] }[];
        readonly ordering: readonly { name: string }[];
      }
    >
  >;
  readonly lookup_transforms: { readonly fields: string[]; readonly comparisons: string[] };
  readonly pagination: {
    readonly default_page_size: number;
    readonly maximum_page_size: number;
    readonly fields: string[];
  };
  readonly errors: readonly Coded[];
  readonly operation_errors: Readonly<Record<string, readonly Coded[]>>;
  readonly order_statuses: readonly string[];
  readonly redirects: Readonly<Record<string, { parameters?: string[]; statuses: string[] }>>;
  readonly webhook: { readonly signature_header: string; readonly events: string[] };
  readonly test_cards: readonly { readonly number: string }[];
  readonly media_types: { readonly response: string };
}

const INVENTORY = JSON.parse(
  readFileSync(new URL('../../fixtures/inventory/postpay.json', import.meta.url), 'utf8'),
) as Inventory;
const { objects, lists } = INVENTORY;

/** A captured order with a refund, a paid settlement and a hook that was answered. */
async function busy(): Promise<{ world: Postpay; ids: Record<string, string> }> {
  const world = postpay();
  const hook = await json(
    await world.call('POST', '/hooks', { events: ['order'], url: HOOK, secret: 'dolphins' }),
  );
  const order_id = await world.captured();
  const refund = { refund_id: 'refund-01', amount: 12050, description: 'Item returned by user' };
  await world.call('POST', `/orders/${order_id}/refunds`, refund);
  await world.sandbox.idle();
  world.clock.advance(24 * 3600_000);
  const { results } = await json(await world.call('GET', '/transactions'));
  const transaction_id = String((results as Json[])[0]!['id']);
  return {
    world,
    ids: { order_id, refund_id: 'refund-01', transaction_id, hook_id: String(hook['id']) },
  };
}

const fill = (path: string, ids: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? assert.fail(name));

const BODIES: Readonly<Record<string, () => Json>> = {
  CheckoutRequest: () => checkout({ order_id: crypto.randomUUID() }),
  RefundRequest: () => ({ refund_id: crypto.randomUUID(), amount: 1, description: '' }),
  HookRequest: () => ({ events: ['order'], url: HOOK, secret: 's', active: true }),
  HookEdit: () => ({ events: ['transaction'], url: HOOK, secret: 's', active: true }),
};

/** Where each nested object of a checkout is found. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  Address: ['shipping.address', 'billing_address', 'customer.default_address'],
  Shipping: ['shipping'],
  Customer: ['customer'],
  Item: ['items.0'],
  Discount: ['discounts.0'],
  Merchant: ['merchant'],
};

function at(root: unknown, path: string): Json {
  return path.split('.').reduce((value, key) => (value as Json)[key], root) as Json;
}

function whole(): Json {
  const body = checkout({
    order_id: crypto.randomUUID(),
    num_instalments: 3,
    metadata: { a: 'b' },
  });
  const customer = body['customer'] as Json;
  return {
    ...body,
    customer: { ...customer, default_address: structuredClone(body['billing_address']) },
  };
}

describe('postpay inventory: requests', () => {
  const check = async (
    field: Field,
    path: string,
    body: () => Json,
    send: (body: Json) => Promise<Response>,
  ) => {
    const parent = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
    const holder = (root: Json): Json => (parent === '' ? root : at(root, parent));
    const without = body();
    Reflect.deleteProperty(holder(without), field.name);
    const answer = await send(without);
    if (field.required) assert.ok((await failure(answer)).fields?.[path], `${path} is required`);
    else assert.equal(answer.status, 200, `${path} is optional`);
    const present = body();
    assert.ok(field.name in holder(present), `${path} is in the sample`);
    assert.equal((await send(present)).status, 200);
    const wrongs = [
      ...(WRONG[field.type] ?? []),
      ...(field.options ? [field.type === 'String[]' ? ['x'] : 'x'] : []),
    ];
    assert.ok(field.type === 'Key/Value' || wrongs.length > 0, `a wrong ${field.type} is known`);
    for (const wrong of wrongs) {
      const spoilt = body();
      holder(spoilt)[field.name] = wrong;
      const { status, code, fields } = await failure(send(spoilt));
      assert.deepEqual([status, code], [400, 'invalid'], `${path}: ${JSON.stringify(wrong)}`);
      assert.ok(
        Object.keys(fields ?? {}).every((each) => each.startsWith(path)),
        path,
      );
    }
    for (const option of field.options ?? []) {
      const chosen = body();
      holder(chosen)[field.name] = field.type === 'String[]' ? [option] : option;
      assert.equal((await send(chosen)).status, 200, `${path}: ${option}`);
    }
  };

  for (const field of objects['CheckoutRequest']!) {
    it(`CheckoutRequest.${field.name}`, async () => {
      const { call } = postpay();
      await check(field, field.name, whole, (body) => call('POST', '/checkouts', body));
    });
  }
  for (const [name, places] of Object.entries(PLACES)) {
    for (const field of objects[name]!) {
      it(`${name}.${field.name}`, async () => {
        const { call } = postpay();
        for (const place of places) {
          await check(field, `${place}.${field.name}`, whole, (body) =>
            call('POST', '/checkouts', body),
          );
        }
      });
    }
  }
  for (const name of ['RefundRequest', 'HookRequest', 'HookEdit']) {
    for (const field of objects[name]!) {
      it(`${name}.${field.name}`, async () => {
        const { method, path } = INVENTORY.endpoints.find(({ request }) => request === name)!;
        await check(field, field.name, BODIES[name]!, async (body) => {
          const { world, ids } = await busy();
          return world.call(method, fill(path, ids), body);
        });
      });
    }
  }
});

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function assertShape(value: unknown, name: string): void {
  const fields = objects[name] ?? assert.fail(name);
  for (const { name: field, type, required, options } of fields) {
    const given = (value as Json)[field];
    if (required) assert.ok(given !== undefined && given !== null, `${name}.${field}`);
    if (given === undefined || given === null) continue;
    if (['Decimal', 'Integer'].includes(type)) assert.ok(Number.isInteger(given), field);
    if (type === 'Boolean') assert.equal(typeof given, 'boolean', field);
    if (['String', 'Currency', 'URL'].includes(type)) assert.equal(typeof given, 'string', field);
    if (type === 'Datetime') assert.match(words(given), /^\d{4}-\d\d-\d\dT[\d:]{8}(\.\d{3,6})?Z$/);
    if (type === 'URL') assert.ok(URL.canParse(words(given)), field);
    for (const each of options ? [given].flat() : []) assert.ok(options?.includes(words(each)));
    const nested = type.replace('[]', '');
    if (objects[nested]) for (const each of [given].flat()) assertShape(each, nested);
  }
}

describe('postpay inventory: endpoints', () => {
  for (const { operation, method, path, status, request, response, list } of INVENTORY.endpoints) {
    it(`${method} ${path}`, async () => {
      const { world, ids } = await busy();
      if (operation === 'capture') ids['order_id'] = await world.approved({ order_id: 'second' });
      const body = request === undefined ? undefined : BODIES[request]!();
      const answer = await world.call(method, fill(path, ids), body);
      assert.equal(answer.status, status);
      assert.equal(world.sandbox.control.requests().at(-1)!.operation, operation);
      if (status === 204) {
        assert.equal(await answer.text(), '');
        return;
      }
      assert.equal(answer.headers.get('content-type'), INVENTORY.media_types.response);
      const value = await json(answer);
      if (response !== undefined) assertShape(value, response);
      if (list === undefined) return;
      assertShape(value, 'Page');
      const results = value['results'] as Json[];
      assert.ok(results.length > 0);
      for (const each of results) assertShape(each, list);
    });
  }
});

describe('postpay inventory: lists', () => {
  const { fields: parts, comparisons } = INVENTORY.lookup_transforms;
  for (const [operation, { filters, ordering }] of Object.entries(lists)) {
    const { path } = INVENTORY.endpoints.find((each) => each.operation === operation)!;
    const ask = async (world: Postpay, ids: Record<string, string>, query: [string, string]) =>
      world.call('GET', `${fill(path, ids)}?${new URLSearchParams([query])}`);
    const count = async (answer: Response) => (await json(answer))['count'];

    for (const { name, type, lookups } of filters) {
      it(`${operation} filters by ${name}: ${lookups.join(' ')}`, async () => {
        const { world, ids } = await busy();
        const all = (await json(await world.call('GET', fill(path, ids))))['results'] as Json[];
        const row = all[0]!;
        const value = name === 'last_response_code' ? at(row, 'last_response')['code'] : row[name];
        const names = lookups.flatMap((lookup) =>
          parts.includes(lookup)
            ? [lookup, ...comparisons.map((each) => `${lookup}__${each}`)]
            : [lookup],
        );
        for (const lookup of names) {
          const { fits, fails } = sampleFor(type, lookup, value);
          const key = lookup === 'exact' ? name : `${name}__${lookup}`;
          assert.ok(Number(await count(await ask(world, ids, [key, fits]))) >= 1, `${key}=${fits}`);
          const none = (await json(await ask(world, ids, [key, fails])))['results'] as Json[];
          const kept = none.some(
            (each) => (each['id'] ?? each['created']) === (row['id'] ?? row['created']),
          );
          assert.equal(kept, false, `${key}=${fails}`);
        }
        assert.equal((await ask(world, ids, [`${name}__near`, '1'])).status, 400);
      });
    }
    for (const { name } of ordering) {
      it(`${operation} is ordered by ${name}, both ways`, async () => {
        const { world, ids } = await busy();
        for (const key of [name, `-${name}`]) {
          assert.equal((await ask(world, ids, ['ordering', key])).status, 200);
        }
        assert.equal((await ask(world, ids, ['ordering', 'url'])).status, 400);
      });
    }
    it(`${operation} has pages`, async () => {
      const { world, ids } = await busy();
      const page = await json(await ask(world, ids, ['page_size', '1']));
      assert.deepEqual(Object.keys(page), INVENTORY.pagination.fields);
      assert.equal((page['results'] as Json[]).length, 1);
    });
  }

  it('has the documented sizes of a page', async () => {
    const world = postpay();
    const { default_page_size, maximum_page_size } = INVENTORY.pagination;
    for (let index = 0; index <= maximum_page_size; index += 1) {
      await world.open({ order_id: `order-${index}` });
    }
    const size = async (query: string) =>
      ((await json(await world.call('GET', `/orders${query}`)))['results'] as Json[]).length;
    assert.equal(await size(''), default_page_size);
    assert.equal(await size('?page_size=1000'), maximum_page_size);
  });
});

describe('postpay inventory: errors', () => {
  for (const { status, code } of INVENTORY.errors) {
    it(`${status} ${code}`, async () => {
      const wanted = typeof status === 'number' ? status : 503;
      const got = await failure((provoke[code] ?? assert.fail(code))(postpay()));
      assert.deepEqual([got.status, got.code], [wanted, code]);
    });
  }
  for (const [operation, errors] of Object.entries(INVENTORY.operation_errors)) {
    for (const { status, code } of errors) {
      it(`${operation}: ${status} ${code}`, async () => {
        const cause = provoke[`${operation} ${code}`] ?? assert.fail(code);
        const got = await failure(cause(postpay()));
        assert.deepEqual([got.status, got.code], [status, code]);
      });
    }
  }
});

describe('postpay inventory: the shopper and the webhooks', () => {
  const { redirects } = INVENTORY;
  const ACTIONS = { APPROVED: 'pay', DENIED: 'decline', CANCELLED: 'cancel' } as const;
  for (const [target, { parameters = [], statuses }] of Object.entries(redirects)) {
    for (const status of statuses) {
      it(`${target} gets ${status}`, async () => {
        const workflow = target === 'workflow';
        const world = postpay({ settings: workflow ? { redirects: 'confirmation' } : {} });
        const { token } = await world.open();
        const action = ACTIONS[status as keyof typeof ACTIONS];
        const { redirect_url } = await world.sandbox.control.complete(String(token), action);
        const url = new URL(redirect_url!);
        const { confirmation_url, cancel_url } = checkout()['merchant'] as Json;
        assert.equal(
          url.origin + url.pathname,
          target === 'cancel_url' ? cancel_url : confirmation_url,
        );
        assert.equal(url.searchParams.get('status'), status);
        if (!workflow) assert.deepEqual([...url.searchParams.keys()], parameters);
      });
    }
  }
  for (const status of INVENTORY.order_statuses) {
    it(`an order can be ${status}`, async () => {
      const world = postpay();
      await world.open();
      if (status === 'denied') await world.sandbox.control.complete('order-01', 'decline');
      if (['approved', 'captured'].includes(status)) {
        await world.sandbox.control.complete('order-01', 'pay');
      }
      if (status === 'captured') await world.call('POST', '/orders/order-01/capture');
      assert.equal(await world.status('order-01'), status);
    });
  }
  for (const { number } of INVENTORY.test_cards) {
    it(`the page takes the card ${number}, with the end of the phone number as code`, async () => {
      const { sandbox, open, status } = postpay();
      const link = String((await open())['redirect_url']);
      const action = formAction(await (await sandbox.fetch(new Request(link))).text());
      const card = { action: 'pay', card_number: number, card_date: '11/30', card_cvc: '987' };
      const pay = (code: string) =>
        sandbox.fetch(form(action, { ...card, phone: '+971 50 199 8853', code }));
      assert.equal((await pay('0000')).status, 200);
      assert.equal(await status('order-01'), 'pending');
      assert.equal((await pay('8853')).status, 303);
      assert.equal(await status('order-01'), 'approved');
    });
  }
  for (const event of INVENTORY.webhook.events) {
    it(`hooks hear of the event ${event}, signed`, async () => {
      const world = postpay();
      const url = `${SHOP}/hooks/${event}`;
      await world.call('POST', '/hooks', { events: [event], url, secret: 's' });
      await world.captured();
      await world.sandbox.idle();
      const heard = world.merchant.received.filter((each) => each.url === url);
      assert.ok(heard.length > 0);
      assert.ok(heard.every(({ headers }) => headers.has(INVENTORY.webhook.signature_header)));
    });
  }
});
