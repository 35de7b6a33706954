import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpttySettings } from '../../../demo/sandboxes/optty/options.js';
import { at, inventory, kindOf, withAt, wrongFor, type Endpoint } from './inventory-support.js';
import { impatient, invoice, MANAGE, optty, type Optty } from './optty-support.js';
import { form, json, type Json } from './support.js';

interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly item_fields: readonly { readonly name: string; readonly type: 'string' }[];
  readonly statuses: readonly string[];
  readonly errors: readonly { readonly id: string; readonly status: number }[];
  readonly error_fields: readonly string[];
  readonly facts: readonly { readonly id: string }[];
  readonly webhook: {
    readonly events: readonly string[];
    readonly signed: boolean;
    readonly retried: boolean;
    readonly invoice_number_at: readonly string[];
    readonly fields: readonly string[];
    readonly initiator: string;
  };
}

const known = inventory('optty') as Inventory;

/** A good request per endpoint, and how it is sent. */
const REQUESTS: Readonly<
  Record<string, { sample: Json; send: (world: Optty, body: Json) => Promise<Response> }>
> = {
  token: {
    sample: {
      client_id: 'optty-sandbox-client',
      client_secret: 'optty-sandbox-client-secret',
      grant_type: 'client_credentials',
      scope: 'merchant',
    },
    send: ({ login }, body) =>
      login({
        ...{ client_id: undefined, client_secret: undefined },
        ...{ grant_type: undefined, scope: undefined },
        ...body,
      }),
  },
  create: {
    sample: invoice({ accountCode: 'A-1', hideTax: true, emailCustomer: false }),
    send: ({ call }, body) => call('/custom/hpp', body),
  },
  refund_or_cancel: {
    sample: { invoiceNumber: 'INV-1' },
    send: async ({ open, call }, body) => {
      await open();
      return call(MANAGE, body);
    },
  },
};

describe('optty: inventory of the requests', () => {
  for (const { id, method, path, request, response } of known.endpoints) {
    const of = REQUESTS[id];
    it(`${id} is served, and its answer has the documented fields`, async () => {
      assert.ok(of, `no request for ${id}`);
      const world = optty();
      const answer = await of.send(world, of.sample);
      assert.ok(answer.ok);
      const body = await json(answer);
      for (const { name, type } of response) assert.equal(kindOf(body[name]), type, name);
      const [served] = world.sandbox.control.requests().filter(({ operation }) => operation === id);
      if (path !== null) assert.deepEqual([served!.method, served!.path], [method, path]);
    });
    for (const field of request) {
      it(`${id} enforces ${field.name}`, async () => {
        assert.ok(of, `no request for ${id}`);
        assert.equal(kindOf(at(of.sample, field.name)), field.type, 'the sample has the field');
        const send = async (value: unknown) =>
          (await of.send(optty(), withAt(of.sample, field.name, value))).status;
        const absent = await send(undefined);
        if (field.required === true) assert.equal(absent, 400);
        else assert.ok(absent < 300, 'absent is taken');
        // A form knows texts only.
        if (id !== 'token') assert.equal(await send(wrongFor(field.type)), 400);
        if (field.values === undefined) return;
        for (const value of field.values) assert.ok((await send(value)) < 300, value);
        assert.equal(await send('another'), 400);
      });
    }
  }

  for (const { name, type } of known.item_fields) {
    it(`create reads items[].${name}`, async () => {
      const good: Json = {
        itemName: 'Lamp',
        sku: 'L',
        quantity: 1,
        price: 1,
        saveForFutureRef: true,
        isTaxApplied: true,
        appliedTaxes: [{ taxName: 'GST', taxRate: 10, taxAmount: 0.1 }],
      };
      assert.equal(kindOf(good[name]), type);
      const send = async (item: Json) =>
        (await optty().call('/custom/hpp', invoice({ items: [item] }))).status;
      assert.equal(await send(good), 201);
      assert.equal(await send({ ...good, [name]: wrongFor(type) }), 400);
    });
  }
});

const ERRORS: Readonly<Record<string, (world: Optty) => Promise<Response>>> = {
  wrong_client: ({ login }) => login({ client_secret: 'no' }),
  no_token: ({ call }) => call('/custom/hpp', invoice(), {}),
  wrong_scope: async ({ call, token }) =>
    call('/custom/hpp', invoice(), { authorization: `Bearer ${await token('api-user')}` }),
  invoice_number_taken: async ({ call, open }) => {
    await open();
    return call('/custom/hpp', invoice());
  },
  unknown_invoice_number: ({ call }) => call(MANAGE, { invoiceNumber: 'none' }),
};

describe('optty: inventory of the errors', () => {
  for (const { id, status } of known.errors) {
    it(`${id} is a ${status} of the documented shape`, async () => {
      const refuse = ERRORS[id];
      assert.ok(refuse, `no check for ${id}`);
      const response = await refuse(optty());
      assert.equal(response.status, status);
      const body = await json(response);
      assert.deepEqual(Object.keys(body), [...known.error_fields]);
      assert.equal(body['statusCode'], status);
    });
  }
});

const statusOf = ({ merchant }: Optty): unknown =>
  at(merchant.received.at(-1)!.body, 'data.status');
const opened = async (world: Optty, fields: Json = {}): Promise<Json> => world.open(fields);

/** How each status of the inventory comes about; the answer is the word that was told. */
const STATUSES: Readonly<Record<string, () => Promise<unknown>>> = {
  INITIATED: async () => (await opened(optty()))['status'],
  PENDING: () => after('abandon', { announce_pending: true }),
  PAID: () => after('pay'),
  SUCCESSFUL: () => after('pay', { paid_word: 'SUCCESSFUL' }),
  DECLINED: () => after('decline'),
  CANCELLED: () => after('cancel'),
  ERROR: () => after('pay', { payment_outcome: 'error' }),
};

async function after(
  action: 'pay' | 'decline' | 'cancel' | 'abandon',
  settings: Partial<OpttySettings> = {},
): Promise<unknown> {
  const world = optty({ settings });
  await world.open();
  await world.sandbox.control.complete('INV-1', { action, method: 'pay-in-4' });
  await world.sandbox.idle();
  return statusOf(world);
}

const FACTS: Readonly<Record<string, (world: Optty) => Promise<void>>> = {
  paid_is_refunded: async ({ open, manage, sandbox }) => {
    await open();
    await sandbox.control.complete('INV-1', 'pay');
    assert.equal((await manage('INV-1'))['action'], 'REFUND');
  },
  not_paid_is_cancelled: async ({ open, manage, sandbox }) => {
    await open();
    await sandbox.control.complete('INV-1', 'decline');
    assert.equal((await manage('INV-1'))['action'], 'CANCEL');
  },
  call_is_keyed_by_invoice_number: async ({ open, manage, sandbox }) => {
    await open();
    await open({ invoiceNumber: 'INV-2' });
    await manage('INV-1');
    assert.equal((await sandbox.control.complete('INV-2', 'pay')).state, 'PAID');
  },
  link_is_shown_to_the_customer: async ({ open, get }) => {
    assert.equal((await get((await open())['link'])).status, 200);
  },
  webhook_url_is_configured_not_sent: async ({ open, sandbox, merchant }) => {
    sandbox.control.configure({ webhook_url: 'https://shop.example/other' });
    await open({ webhook_url: 'https://attacker.example/' });
    await sandbox.control.complete('INV-1', 'pay');
    assert.equal(merchant.received[0]!.url, 'https://shop.example/other');
  },
  decline_is_retried_on_the_same_link: async ({ open, sandbox }) => {
    await open();
    await sandbox.control.complete('INV-1', 'decline');
    assert.equal((await sandbox.control.complete('INV-1', 'pay')).state, 'PAID');
  },
  one_payment_in_progress: async ({ open, sandbox }) => {
    const { link } = await open();
    await sandbox.fetch(form(String(link), { method: 'pay-in-4' }));
    const second = await sandbox.fetch(form(String(link), { method: 'pay-in-30' }));
    assert.equal(second.status, 409);
  },
  one_successful_payment: async ({ open, sandbox }) => {
    await open();
    await sandbox.control.complete('INV-1', 'pay');
    await assert.rejects(sandbox.control.complete('INV-1', 'pay'), /paid already/);
  },
  customer_stays_on_the_status_page: async ({ open, sandbox }) => {
    await open();
    assert.equal((await sandbox.control.complete('INV-1', 'pay')).redirect_url, null);
  },
  price_is_in_major_units: async ({ open, get }) => {
    assert.match(await (await get((await open({ price: 5 }))['link'])).text(), /5\.00 AUD/);
  },
};

describe('optty: inventory of statuses and facts', () => {
  for (const status of known.statuses) {
    it(`${status} is told`, async () => {
      const come = STATUSES[status];
      assert.ok(come, `no way to ${status}`);
      assert.equal(await come(), status);
    });
  }
  for (const { id } of known.facts) {
    it(id.replaceAll('_', ' '), async () => {
      const check = FACTS[id];
      assert.ok(check, `no check for ${id}`);
      await check(optty());
    });
  }
});

describe('optty: inventory of the webhook', () => {
  const nestings = OpttySettings.shape.webhook_nesting.options;
  for (const path of known.webhook.invoice_number_at) {
    it(`names the invoice at ${path}`, async () => {
      const webhook_nesting = nestings.find((each) => path === `${each}.metadata.invoiceNumber`);
      assert.ok(webhook_nesting);
      const world = optty({ settings: { webhook_nesting } });
      await world.open();
      await world.sandbox.control.complete('INV-1', 'pay');
      assert.equal(at(world.merchant.received[0]!.body, path), 'INV-1');
    });
  }
  for (const event of known.webhook.events) {
    it(`${event} has the documented fields and no signature`, async () => {
      const payment_event = OpttySettings.shape.payment_event.parse(event);
      const world = optty({ settings: { payment_event } });
      await world.open();
      await world.sandbox.control.complete('INV-1', 'pay');
      const { body, headers } = world.merchant.received[0]!;
      assert.equal(body['event'], event);
      for (const name of known.webhook.fields) assert.ok(name in (body['data'] as Json), name);
      assert.equal(at(body, 'data.initiator'), known.webhook.initiator);
      assert.equal(known.webhook.signed, false);
      assert.deepEqual([...headers.keys()], ['content-type']);
    });
  }
  it('is sent again after a failure', async () => {
    assert.ok(known.webhook.retried);
    const world = optty({ sleep: impatient([]) });
    const ends = [() => Promise.reject(new TypeError('refused'))];
    world.merchant.answer = () => ends.shift()?.() ?? new Response(null, { status: 200 });
    await world.open();
    await world.sandbox.control.complete('INV-1', 'pay');
    await world.sandbox.idle();
    assert.equal(world.merchant.received.length, 2);
  });
});
