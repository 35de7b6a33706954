import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  at,
  inventory,
  kindOf,
  ofLength,
  withAt,
  wrongFor,
  type Endpoint,
  type Field,
} from './inventory-support.js';
import { API, BASE, HOOK, order, paymentoptions, type World } from './paymentoptions-support.js';
import { json, type Json } from './support.js';

interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly headers: readonly { readonly name: string }[];
  readonly errors: readonly { readonly id: string; readonly status: number }[];
  readonly facts: readonly { readonly id: string }[];
  readonly transaction_types: readonly string[];
  readonly gateway_codes: Readonly<Record<string, string>>;
  readonly response_codes: readonly string[];
  readonly pending_code: string;
  readonly transaction_details: readonly Field[];
  readonly webhook: Readonly<
    Record<'members' | 'payment_details' | 'card' | 'merchant_details', string[]>
  >;
}

const known = inventory('paymentoptions') as Inventory;
const operation = { transactionId: '', amount: 1000, merchant_id: 'DASMID-SANDBOX', notes: 'why' };
const { amount, notes, ...voiding } = operation;

/** A good body per endpoint; a status request has none. */
const SAMPLES: Readonly<Record<string, Json>> = {
  generate_link: order(),
  status: {},
  refund: operation,
  capture: { ...voiding, amount, notes },
  void: voiding,
};

const authorized = () => paymentoptions({ settings: { payment_type: 'PRE_AUTH' } });

/** Sends the body to the endpoint, in a world where the sample succeeds. */
async function send({ id, path }: Endpoint, body: Json, prefix = ''): Promise<Response> {
  const world = id === 'capture' || id === 'void' ? authorized() : paymentoptions();
  const transaction = id === 'generate_link' ? '' : await world.paid();
  const filled = body['transactionId'] === '' ? { ...body, transactionId: transaction } : body;
  return id === 'status' ? world.status(transaction) : world.call(prefix + String(path), filled);
}

describe('paymentoptions: inventory of the requests', () => {
  for (const endpoint of known.endpoints) {
    const { id, request, response, prefixes = [] } = endpoint;
    const sample = SAMPLES[id];
    it(`${id} is served, and its answer has the documented fields`, async () => {
      assert.ok(sample, `no sample for ${id}`);
      for (const prefix of ['', ...prefixes]) {
        const answer = await send(endpoint, sample, prefix);
        assert.equal(answer.status, 200, prefix);
        const body = await json(answer);
        for (const { name, type } of response) assert.equal(kindOf(body[name]), type, name);
      }
    });
    for (const field of request) {
      it(`${id} enforces ${field.name}`, async () => {
        assert.ok(sample, `no sample for ${id}`);
        const given = at(sample, field.name);
        assert.equal(kindOf(given), field.type, 'the sample has the field');
        const status = async (value: unknown) =>
          (await send(endpoint, withAt(sample, field.name, value))).status;
        assert.equal(await status(undefined), field.required === true ? 400 : 200, 'absent');
        assert.equal(await status(wrongFor(field.type)), 400, 'another type');
        if (field.values !== undefined) assert.equal(await status('another'), 400);
        if (field.max_length === undefined) return;
        assert.equal(await status(ofLength(String(given), field.max_length + 1)), 400, 'too long');
        const longest = await status(ofLength(String(given), field.max_length));
        // The merchant of that length does not exist; its length is right all the same.
        assert.equal(longest, field.name === 'merchant_id' ? 404 : 200, 'the longest');
      });
    }
  }

  for (const { name } of known.headers) {
    it(`${name} is required everywhere`, async () => {
      for (const { path, method } of known.endpoints) {
        const world = paymentoptions();
        const { [name]: _, ...headers } = world.keys;
        const url = BASE + String(path);
        const answer = await world.sandbox.fetch(
          new Request(url, { method: String(method), headers }),
        );
        assert.equal(answer.status, 401, url);
      }
    });
  }
});

const ERRORS: Readonly<Record<string, (world: World) => Promise<number>>> = {
  wrong_credentials: async ({ call }) => (await call(`${API}/refund`, {}, {})).status,
  field: async ({ call }) => (await call(`${API}/hpp/generate/link`, {})).status,
  unknown_transaction: async ({ status }) => (await status('none')).status,
  invalid_card: async (world) => Number((await declined(world, 'INVALID_CARD'))['status_code']),
  not_possible_now: async (world) => {
    const transactionId = await world.paid();
    return (await world.call(`${API}/void`, { ...voiding, transactionId })).status;
  },
};

/** What the webhook tells of a decline. */
async function declined(world: World, reason: string): Promise<Json> {
  const { id } = await world.open();
  await world.sandbox.control.complete(String(id), { action: 'decline', reason });
  return world.merchant.received.at(-1)!.body;
}

/** What the provider answers to each transaction type and code of the inventory. */
async function transactions(): Promise<Readonly<Record<string, Json>>> {
  const world = authorized();
  const act = async (path: string, transactionId: string) =>
    json(await world.call(API + path, { ...operation, transactionId }));
  const first = await world.paid();
  const PRE_AUTH = await json(await world.status(first));
  const CAPTURE = await act('/capture', first);
  const REFUND = await act('/refund', first);
  return { PRE_AUTH, CAPTURE, REFUND, VOID: await act('/void', await world.paid()) };
}

const CODES: Readonly<Record<string, string>> = {
  paid: 'PRE_AUTH',
  captured: 'CAPTURE',
  refunded: 'REFUND',
  voided: 'VOID',
};

const FACTS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  payload_is_shown_on_the_page: async ({ open, sandbox }) => {
    const page = await (await sandbox.fetch(new Request(String((await open())['url'])))).text();
    for (const text of ['1000 JPY', 'merchant@testemail.com', 'billing@testemail.com', 'Tokyo']) {
      assert.ok(page.includes(text), text);
    }
    assert.doesNotMatch(page, /<input/);
  },
  page_asks_for_what_is_missing: async ({ open, sandbox }) => {
    const { url } = await open({ amount: null, billing_address: {} });
    const page = await (await sandbox.fetch(new Request(String(url)))).text();
    assert.equal(page.match(/<input/g)?.length, 8);
  },
  card_is_stored_only_when_asked: async ({ paid, status }) => {
    const stored = async (store_payment_method: boolean) => {
      const id = await paid({ payment_method: { type: 'scheme', store_payment_method } });
      return at(await json(await status(id)), 'transaction_details.stored_payment_method_id');
    };
    assert.equal(typeof (await stored(true)), 'string');
    assert.equal(await stored(false), undefined);
  },
  four_return_urls: async ({ open, sandbox, merchant }) => {
    const went: unknown[] = [];
    for (const action of ['pay', 'decline', 'cancel'] as const) {
      went.push(
        (await sandbox.control.complete(String((await open())['id']), action)).redirect_url,
      );
    }
    const { success_url, decline_url, cancel_url } = order()['return_url'] as Json;
    assert.deepEqual(went, [success_url, decline_url, cancel_url]);
    assert.ok(merchant.received.every(({ url }) => url === HOOK));
  },
  pre_auth_then_capture_or_void: async () => {
    const { CAPTURE, VOID } = await transactions();
    assert.deepEqual([CAPTURE!['success'], VOID!['success']], [true, true]);
  },
};

describe('paymentoptions: inventory of errors and facts', () => {
  for (const { id, status } of known.errors) {
    it(`${id} is ${status}`, async () => {
      const refuse = ERRORS[id];
      assert.ok(refuse, `no check for ${id}`);
      assert.equal(await refuse(paymentoptions()), status);
    });
  }
  for (const { id } of known.facts) {
    it(id.replaceAll('_', ' '), async () => {
      const check = FACTS[id];
      assert.ok(check, `no check for ${id}`);
      await check(paymentoptions());
    });
  }
});

describe('paymentoptions: inventory of the transaction', () => {
  it('has every type and gateway code', async () => {
    const all = await transactions();
    for (const type of known.transaction_types) assert.equal(all[type]?.['transaction_type'], type);
    for (const [what, code] of Object.entries(known.gateway_codes)) {
      assert.equal(at(all[CODES[what] ?? ''], 'gateway_response.code'), code, what);
    }
  });

  it('has every response code', async () => {
    const world = paymentoptions({ settings: { payment_outcome: 'pending' } });
    const told = (): unknown =>
      at(world.merchant.received.at(-1)!.body, 'payment_details.response_code');
    await world.paid();
    assert.equal(told(), known.pending_code);
    world.sandbox.control.configure({ payment_outcome: 'approved' });
    for (const code of known.response_codes) {
      if (code === '0') await world.paid();
      else await declined(world, code);
      assert.equal(told(), code);
    }
  });

  it('has the documented members, and the webhook no signature', async () => {
    const world = paymentoptions();
    await world.paid();
    const { body, headers } = world.merchant.received[0]!;
    const { members, payment_details, card, merchant_details } = known.webhook;
    assert.deepEqual(Object.keys(body), members);
    const names = (path: string) => Object.keys(at(body, path) as Json);
    assert.deepEqual(names('payment_details'), payment_details);
    assert.deepEqual(names('payment_details.card'), card);
    assert.deepEqual(names('merchant_details'), merchant_details);
    assert.deepEqual([...headers.keys()], ['content-type']);
    for (const { name, type, pattern } of known.transaction_details) {
      const value = at(body, `transaction_details.${name}`);
      assert.equal(kindOf(value), type, name);
      if (pattern !== undefined) assert.match(String(value), new RegExp(pattern));
    }
  });
});
