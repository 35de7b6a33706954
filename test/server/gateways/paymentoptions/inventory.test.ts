import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  at,
  inventory,
  ofLength,
  withAt,
  type Endpoint,
  type Field,
} from '../../../demo/sandboxes/inventory-support.js';
import { fixture, type Json } from '../../../demo/sandboxes/support.js';
import type { PaymentOptionsSettings } from '../../../../demo/sandboxes/paymentoptions/options.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import {
  paymentOptionsClient,
  type PaymentOptionsClient,
  type PaymentOptionsClientOptions,
  type PaymentOptionsCreate,
  type PaymentOptionsTransaction,
} from '../../../../src/server/gateways/paymentoptions/gateway.js';
import { kindOf, outcomeOf } from '../../../../src/server/gateways/paymentoptions/status.js';
import { paymentOptionsHarness, type PaymentOptionsHarness } from './harness.js';
import { transaction } from './transactions.js';

interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly headers: readonly { readonly name: string }[];
  readonly errors: readonly { readonly id: string; readonly status: number }[];
  readonly transaction_types: readonly string[];
  readonly response_codes: readonly string[];
  readonly pending_code: string;
  readonly transaction_details: readonly Field[];
  readonly webhook: Readonly<
    Record<'members' | 'payment_details' | 'card' | 'merchant_details', string[]>
  >;
}

const known = inventory('paymentoptions') as Inventory;

/** The request of the seed, for the merchant of the sandbox. */
const LINK = {
  ...fixture('paymentoptions/generate-link.request.json'),
  merchant_id: 'DASMID-SANDBOX',
  return_url: {
    webhook_url: 'https://shop.test/hook',
    success_url: 'https://shop.test/success',
    decline_url: 'https://shop.test/decline',
    cancel_url: 'https://shop.test/cancel',
  },
} as unknown as PaymentOptionsCreate;

interface World {
  readonly client: PaymentOptionsClient;
  readonly h: PaymentOptionsHarness;
  /** A link that was paid: the id of its transaction. */
  readonly paid: () => Promise<string>;
}

function world(
  settings: Partial<PaymentOptionsSettings> = {},
  change: Partial<PaymentOptionsClientOptions> = {},
): World {
  const h = paymentOptionsHarness(settings);
  const client = paymentOptionsClient({ ...h.options, ...change });
  const paid = async () => {
    const { id } = await client.generateLink(LINK);
    return (await h.sandbox.control.complete(id, 'pay')).reference;
  };
  return { client, h, paid };
}

const operation = { amount: 1000, merchant_id: 'DASMID-SANDBOX', notes: 'why' };

const CALLS: Readonly<Record<string, (world: World) => Promise<object>>> = {
  generate_link: ({ client }) => client.generateLink(LINK),
  status: async ({ client, paid }) => client.status(await paid()),
  refund: async ({ client, paid }) => client.refund({ transactionId: await paid(), ...operation }),
  capture: async ({ client, paid }) =>
    client.capture({ transactionId: await paid(), ...operation }),
  void: async ({ client, paid }) =>
    client.void({ transactionId: await paid(), merchant_id: operation.merchant_id }),
};
const ON_AUTHORIZATION = ['capture', 'void'];

describe("the client of PaymentOptions' API: every endpoint and field of the inventory", () => {
  for (const { id, method, path, request, response } of known.endpoints) {
    it(`${id} is called, with every field and header, and answered with every field`, async () => {
      const call = CALLS[id];
      assert.ok(call, `the client has no ${id}`);
      const its = world({ payment_type: ON_AUTHORIZATION.includes(id) ? 'PRE_AUTH' : 'CAPTURE' });
      const answer = await call(its);
      const made = its.h.sandbox.control.requests().filter((one) => one.operation === id);
      assert.equal(made.length, 1);
      const [{ body, headers } = assert.fail()] = made;
      assert.equal(made[0]?.method, method);
      const pattern = (path ?? '').replace('{transactionId}', '[\\w-]+');
      assert.match(made[0].path, new RegExp(`^/api/v1${pattern}$`));
      const sent = JSON.parse(typeof body === 'string' && body !== '' ? body : '{}') as Json;
      for (const { name } of request)
        assert.ok(at(sent, name) !== undefined, `${name} is not sent`);
      for (const { name } of known.headers) assert.ok(name in headers, `${name} is not sent`);
      for (const { name } of response) {
        assert.ok(at(answer, name) != null, `${name} is not read`);
      }
    });
  }

  const [link] = known.endpoints.filter(({ id }) => id === 'generate_link');
  for (const field of link?.request ?? []) {
    it(`a link keeps the rules of ${field.name}`, async () => {
      const { client, h } = world();
      const send = (value: unknown) =>
        client.generateLink(
          withAt({ ...LINK }, field.name, value) as unknown as PaymentOptionsCreate,
        );
      const refused = (value: unknown) =>
        assert.rejects(
          send(value),
          (error) =>
            error instanceof GatewayError &&
            error.code === 'invalid_request' &&
            error.message.includes(field.name),
        );
      if (field.required === true) await refused(undefined);
      else await send(undefined);
      await refused(field.type === 'string' ? 7 : 'wrong');
      const before = h.sandbox.control.requests().length;
      if (field.max_length !== undefined) await refused(ofLength('x', field.max_length + 1));
      if (field.values !== undefined) await refused('another');
      assert.equal(h.sandbox.control.requests().length, before);
    });
  }

  it('a transaction has every documented member', async () => {
    const its = world();
    const { client } = its;
    const id = await its.paid();
    const told = (await client.status(id)) as unknown as Json;
    const { members, payment_details, card, merchant_details } = known.webhook;
    for (const name of members) assert.ok(at(told, name) !== undefined, name);
    for (const name of payment_details) assert.ok(at(told, `payment_details.${name}`), name);
    for (const name of card) assert.ok(at(told, `payment_details.card.${name}`), name);
    for (const name of merchant_details) assert.ok(at(told, `merchant_details.${name}`), name);
    for (const { name } of known.transaction_details) {
      assert.equal(typeof at(told, `transaction_details.${name}`), 'string', name);
    }
  });
});

const ERRORS: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  wrong_credentials: () => world({}, { apiKey: 'nobody' }).client.generateLink(LINK),
  field: ({ client }) => client.generateLink({ ...LINK, currency: 'ZZZ' }),
  unknown_transaction: ({ client }) => client.status('nobody'),
  not_possible_now: async ({ client, paid }) =>
    client.void({ transactionId: await paid(), merchant_id: operation.merchant_id }),
  invalid_card: ({ client, h }) => {
    h.sandbox.control.failApi({ kind: 'status', status: 406, path: '/hpp/generate/link' });
    return client.generateLink(LINK);
  },
};

describe("the client of PaymentOptions' API: every error of the inventory", () => {
  for (const { id, status } of known.errors) {
    it(`${id} is a typed error with the status ${status}`, async () => {
      const fail = ERRORS[id];
      assert.ok(fail, `no way to ${id}`);
      await assert.rejects(fail(world()), (error) => {
        assert.ok(error instanceof GatewayError);
        assert.equal(error.status, status);
        assert.ok(error.definite);
        return true;
      });
    });
  }

  it('says which field was wrong', async () => {
    await assert.rejects(ERRORS['field']!(world()), /currency must be an ISO 4217 code/);
  });
});

describe("PaymentOptions' transactions: every type and code of the inventory", () => {
  const meaning = (told: PaymentOptionsTransaction) =>
    outcomeOf(told, kindOf(told, false), { value: '1', currency: 'EUR' }).kind;
  for (const transaction_type of known.transaction_types) {
    it(`${transaction_type} has a meaning`, () => {
      assert.notEqual(meaning(transaction({ transaction_type })), 'unknown');
    });
  }
  for (const response_code of known.response_codes) {
    it(`the response code ${response_code} has a meaning`, () => {
      const success = response_code === '0';
      assert.equal(
        meaning(transaction({ success }, { response_code })),
        success ? 'paid' : 'failed',
      );
    });
  }
  it('the pending code leaves the payment open', () => {
    assert.equal(meaning(transaction({}, { response_code: known.pending_code })), 'open');
  });
});
