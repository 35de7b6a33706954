import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inventory, type Endpoint } from '../../../demo/sandboxes/inventory-support.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import {
  opttyClient,
  type OpttyClient,
  type OpttyClientOptions,
  type OpttyCreate,
} from '../../../../src/server/gateways/optty/gateway.js';
import { outcomeOf } from '../../../../src/server/gateways/optty/status.js';
import { DEFAULT_FIELDS } from '../../../../src/server/gateways/optty/webhook-fields.js';
import { opttyHarness, type OpttyHarness } from './harness.js';

interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly item_fields: readonly { readonly name: string }[];
  readonly statuses: readonly string[];
  readonly errors: readonly { readonly id: string; readonly status: number }[];
  readonly error_fields: readonly string[];
  readonly webhook: { readonly events: readonly string[]; readonly invoice_number_at: string[] };
}

const known = inventory('optty') as Inventory;

/** A link with every field that Optty documents. */
const LINK: Required<OpttyCreate> = {
  invoiceNumber: 'INV-1',
  email: 'shopper@example.com',
  price: 99.99,
  phoneNumber: '61400000000',
  description: 'Two lamps',
  currency: 'AUD',
  referenceName: 'Example shop',
  dueDate: '2026-02-01T00:00:00Z',
  subTotal: 90.9,
  taxAmount: 9.09,
  enableTipping: false,
  items: [
    {
      itemName: 'Lamp',
      sku: 'L-1',
      quantity: 2,
      price: 45.45,
      saveForFutureRef: true,
      isTaxApplied: true,
      appliedTaxes: [{ taxName: 'GST', taxRate: 10, taxAmount: 9.09 }],
    },
  ],
  accountCode: 'A-1',
  hideTax: true,
  emailCustomer: false,
};

const CALLS: Readonly<Record<string, (client: OpttyClient) => Promise<object>>> = {
  token: (client) => client.createToken(),
  create: (client) => client.createLink(LINK),
  refund_or_cancel: async (client) => {
    await client.createLink(LINK);
    return client.refundOrCancel('INV-1');
  },
};

const world = (change: Partial<OpttyClientOptions> = {}): [OpttyClient, OpttyHarness] => {
  const h = opttyHarness();
  return [opttyClient({ ...h.options, ...change }), h];
};

/** What stood in a request, whichever way it was written. */
function sentIn(body: unknown): Record<string, unknown> {
  const text = typeof body === 'string' ? body : '';
  return text.startsWith('{')
    ? (JSON.parse(text) as Record<string, unknown>)
    : Object.fromEntries(new URLSearchParams(text));
}

describe("the client of Optty's API: every endpoint and field of the inventory", () => {
  for (const { id, method, path, request, response } of known.endpoints) {
    it(`${id} is called, with every field, and answered with every field`, async () => {
      const call = CALLS[id];
      assert.ok(call, `the client has no ${id}`);
      const [client, h] = world();
      const answer = await call(client);
      const made = h.sandbox.control.requests().filter(({ operation }) => operation === id);
      assert.equal(made.length, 1);
      if (path !== null) assert.deepEqual([made[0]?.method, made[0]?.path], [method, path]);
      const sent = sentIn(made[0]?.body);
      for (const { name } of request) assert.ok(name in sent, `${name} is not sent`);
      for (const { name } of response) {
        assert.ok((answer as Record<string, unknown>)[name] != null, `${name} is not read`);
      }
    });

    for (const field of request) {
      if (field.required !== true || id !== 'create') continue;
      it(`${id} is not sent without ${field.name}`, async () => {
        const [client, h] = world();
        const { [field.name as keyof OpttyCreate]: _, ...rest } = LINK;
        await assert.rejects(
          client.createLink(rest as OpttyCreate),
          (error) =>
            error instanceof GatewayError &&
            error.code === 'invalid_request' &&
            error.message.includes(`${field.name}: give it`),
        );
        assert.equal(h.sandbox.control.requests().length, 0);
      });
    }
  }

  it('has every field of an item', () => {
    const [item] = LINK.items;
    assert.ok(typeof item === 'object');
    for (const { name } of known.item_fields) assert.ok(name in item, name);
  });
});

const STRANGER = { clientSecret: 'nobody-knows-this-secret' };

const ERRORS: Readonly<Record<string, () => Promise<unknown>>> = {
  wrong_client: () => world(STRANGER)[0].createToken(),
  no_token: () => {
    const [client, h] = world();
    h.sandbox.control.failApi({ kind: 'status', status: 401, path: '/custom/hpp' });
    return client.createLink(LINK);
  },
  wrong_scope: () => world({ scope: 'api-user' })[0].createLink(LINK),
  invoice_number_taken: async () => {
    const [client] = world();
    await client.createLink(LINK);
    return client.createLink(LINK);
  },
  unknown_invoice_number: () => world()[0].refundOrCancel('nobody'),
};

describe("the client of Optty's API: every error of the inventory", () => {
  for (const { id, status } of known.errors) {
    it(`${id} is a typed error with the status ${status}`, async () => {
      const fail = ERRORS[id];
      assert.ok(fail, `no way to ${id}`);
      await assert.rejects(fail(), (error) => {
        assert.ok(error instanceof GatewayError);
        assert.equal(error.status, status);
        assert.ok(error.definite);
        return true;
      });
    });
  }

  it('quotes the fields of an error', async () => {
    await assert.rejects(ERRORS['invoice_number_taken']!(), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.deepEqual(known.error_fields, ['statusCode', 'message', 'error']);
      assert.equal(error.providerCode, 'Conflict');
      assert.match(error.message, /INV-1 already exists/);
      return true;
    });
  });

  it('names the option without which nothing is refunded or canceled', async () => {
    const { refundOrCancel: _, ...options } = opttyHarness().options;
    await assert.rejects(opttyClient(options).refundOrCancel('INV-1'), /configure refundOrCancel/);
  });
});

describe("Optty's webhooks: every status, event and place of the inventory", () => {
  for (const status of known.statuses) {
    for (const event of known.webhook.events) {
      it(`${event} with ${status} has a meaning`, () => {
        const facts = { captureStatus: null, refundStatus: null, amount: null };
        const outcome = outcomeOf({ event, status, ...facts, refundedAmount: null });
        assert.notEqual(outcome.kind, 'unknown');
      });
    }
  }
  it('the invoice number is looked for wherever it may be', () => {
    assert.deepEqual(DEFAULT_FIELDS.invoiceNumber, known.webhook.invoice_number_at);
  });
});
