import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OttuClient } from '../../../../src/server/gateways/ottu/gateway.js';
import { at, withAt } from '../../../demo/sandboxes/inventory-support.js';
import type { Json } from '../../../demo/sandboxes/support.js';
import { checkOf, walkParameter, wentBy, wentTo, type Walk } from '../inventory-walk.js';
import {
  endpoint,
  known,
  ORDER,
  paid,
  sentTo,
  WHOLE,
  world,
  type World,
} from './inventory-support.js';

type Companions = Readonly<Record<string, unknown>>;

const GONE: Readonly<Record<string, readonly string[]>> = {
  agreement: ['payment_type'],
  payment_type: ['agreement'],
  customer_id: ['agreement', 'payment_type'],
  customer_email: ['notifications'],
  customer_phone: ['notifications'],
};

/** What one parameter needs of others: the conditions are walked through elsewhere. */
function companions(name: string, value: unknown): Companions {
  const without = (names: readonly string[]): Companions =>
    Object.fromEntries(names.map((one) => [one, null]));
  if (value === undefined) return without(GONE[name] ?? []);
  if (name === 'payment_type' && value !== 'auto_debit') return without(['agreement']);
  // A gateway of its own has a shorter limit.
  if (name === 'order_no') {
    return { pg_codes: ['knet'], ...without(['agreement', 'payment_type', 'payment_instrument']) };
  }
  const wallet = value === 'apple_pay' || value === 'google_pay';
  return name === 'payment_instrument.instrument_type' && wallet
    ? { pg_codes: ['apple-pay'], ...without(['agreement', 'payment_type']) }
    : {};
}

type Send = (own: World, session: string, body: Json) => Promise<unknown>;

/** Makes an endpoint walkable. `prepare` leads to the payment that it is about. */
function walk(
  id: string,
  sample: Json,
  prepare: () => Promise<World & { readonly session: string }>,
  send: Send,
  more: Partial<Walk> = {},
): Walk {
  const { method, path } = endpoint(id);
  const about = (session: string, body: Json): Json =>
    body['session_id'] === 'SESSION' ? { ...body, session_id: session } : body;
  return {
    sample,
    client: async (body) => {
      const own = await prepare();
      const before = own.sandbox.control.requests().length;
      const went = await wentBy(send(own, own.session, about(own.session, body)), () =>
        own.sandbox.control.requests().length > before ? sentTo(own) : undefined,
      );
      const hidden = went.sent?.['session_id'] === own.session && { session_id: 'SESSION' };
      return { ...went, sent: went.sent && { ...went.sent, ...hidden } };
    },
    sandbox: async (body) => {
      const own = await prepare();
      return wentTo(
        await own.call(method, path.replace('{session_id}', own.session), about(own.session, body)),
        body,
      );
    },
    ...more,
  };
}

const created = async () => {
  const own = world();
  return { ...own, session: await own.open({ pg_codes: ['credit-card'] }) };
};
const empty = () => Promise.resolve({ ...world(), session: '' });
const settled = async () => {
  const own = await paid();
  own.clock.advance(600_000);
  return own;
};

const call =
  (name: keyof OttuClient, ...more: readonly unknown[]): Send =>
  (own, _session, body) =>
    (own.client[name] as (...given: unknown[]) => Promise<unknown>)(body, ...more);

const payment: Partial<Walk> = { companions, elsewhere: ['attachment'] };
/** One of the two names a payment: walked through by a test of their own. */
const NAMED: Partial<Walk> = { elsewhere: ['session_id', 'order_no'] };

const OPERATION = {
  session_id: 'SESSION',
  operation: 'cancel',
  amount: '4.000',
  extra: { a: 1 },
  destination: 'pg',
};
const INQUIRY = {
  session_id: 'SESSION',
  notify_webhook_url: true,
  webhook_url: 'https://shop.test/inquiry',
};
const METHODS: Json = {
  plugin: 'e_commerce',
  currencies: ['KWD'],
  customer_id: 'customer-7',
  operation: 'purchase',
  tokenizable: true,
  auto_debit: true,
  pg_names: ['MPGS'],
  type: 'sandbox',
  tags: ['fast'],
  payment_services: ['token'],
};
const CARDS: Json = {
  type: 'sandbox',
  customer_id: 'customer-7',
  pg_codes: ['credit-card'],
  agreement_id: 'agreement-1',
};

const WALKS: Readonly<Record<string, Walk>> = {
  create: walk('create', WHOLE, empty, call('create'), payment),
  patch: walk(
    'patch',
    WHOLE,
    created,
    (own, session, body) => own.client.update(session, body),
    payment,
  ),
  put: walk(
    'put',
    WHOLE,
    created,
    (own, session, body) => own.client.replace(session, body as never),
    payment,
  ),
  operation: walk('operation', OPERATION, created, call('operate', 'key-1'), {
    elsewhere: ['session_id', 'order_no', 'operation'],
  }),
  inquiry: walk('inquiry', INQUIRY, settled, call('inquire'), NAMED),
  payment_methods: walk('payment_methods', METHODS, empty, call('paymentMethods')),
  cards: walk('cards', CARDS, empty, call('cards')),
  cash: walk('cash', { session_id: 'SESSION' }, created, call('payInCash'), { elsewhere: [] }),
};

describe('ottu: inventory of the requests, through client and sandbox', () => {
  for (const { id, request, request_of } of known.endpoints) {
    const parameters = request_of === undefined ? request : endpoint(request_of).request;
    for (const parameter of parameters) {
      // A PATCH demands nothing: what is not given stays. A part of an object is given whole.
      const free = id === 'patch' && !parameter.name.includes('.');
      walkParameter(id, free ? { ...parameter, required: false } : parameter, WALKS[id]);
    }
  }

  for (const id of ['operation', 'inquiry', 'cash']) {
    it(`${id} finds a payment by session_id${id === 'cash' ? '' : ' or order_no'}, and names what is missing`, async () => {
      const { sample, client, sandbox } = checkOf(WALKS, id);
      const { session_id: _, ...rest } = sample;
      const body = { ...rest, ...(id === 'operation' && { operation: 'cancel' }) };
      assert.equal((await client(body)).sent, null);
      assert.match((await client(body)).said, /session_id: give it/);
      assert.equal((await sandbox(body)).status, 400);
      assert.ok((await client({ ...body, session_id: 'SESSION' })).status < 300);
      for (const long of ['session_id', 'order_no'].slice(0, id === 'cash' ? 1 : 2)) {
        assert.equal((await client({ ...body, [long]: 'x'.repeat(129) })).sent, null, long);
        assert.equal((await sandbox({ ...body, [long]: 'x'.repeat(129) })).status, 400, long);
      }
      if (id !== 'cash') assert.ok((await client({ ...body, order_no: 'ORDER-1' })).status < 300);
    });
  }

  const operations =
    endpoint('operation').request.find(({ name }) => name === 'operation')?.values ?? [];
  for (const operation of operations) {
    it(`operation does ${operation}`, async () => {
      const authorized = operation === 'capture' || operation === 'void';
      const own = await paid({ operations: { knet: authorized ? 'authorize' : 'purchase' } });
      const external = authorized || operation === 'refund';
      const session_id = external ? own.session : await own.open();
      const answer = await own.client.operate({ session_id, operation } as never, 'key-1');
      assert.deepEqual([answer.operation, answer.result], [operation, 'success']);
      assert.equal(own.sandbox.control.requests().at(-1)?.headers['tracking-key'], 'key-1');
    });
  }

  it('operation knows no other', async () => {
    const { client, sandbox } = checkOf(WALKS, 'operation');
    for (const operation of [undefined, 'melt']) {
      assert.equal((await client({ ...OPERATION, operation })).sent, null);
      assert.equal((await sandbox({ ...OPERATION, operation })).status, 400);
    }
  });

  for (const { name, values } of endpoint('delete_card').query ?? []) {
    it(`delete_card: ${name}`, async () => {
      const own = await paid(
        {},
        { customer_id: 'customer-7', payment_type: 'save_card', pg_codes: ['credit-card'] },
      );
      const card = {
        token: String(at(told(own), 'token.token')),
        customer_id: 'customer-7',
        type: 'sandbox' as const,
      };
      const path = `/b/pbl/v2/card/${card.token}/?`;
      const { [name as 'type']: _, token: _token, ...rest } = card;
      assert.equal(
        (await own.call('DELETE', path + new URLSearchParams(rest).toString())).status,
        400,
      );
      await assert.rejects(
        own.client.deleteCard(withAt(card, name, undefined) as never),
        new RegExp(`${name}: give it`),
      );
      if (values)
        await assert.rejects(
          own.client.deleteCard({ ...card, type: 'another' } as never),
          /use one of/,
        );
      await own.client.deleteCard(card);
      assert.deepEqual(
        await own.client.cards({ customer_id: card.customer_id, type: 'sandbox' }),
        [],
      );
    });
  }
});

const told = (own: World): Json => own.merchant.received.at(-1)?.body ?? {};

describe('ottu: inventory of the attachment', () => {
  const file = (name: string): File => new File(['%PDF'], name);
  const { extensions = [], max_length = 0 } = endpoint('create').request.find(
    ({ name }) => name === 'attachment',
  ) as {
    extensions?: readonly string[];
    max_length?: number;
  };

  it('goes as multipart form data, with every other parameter as it was', async () => {
    const own = world();
    const { payment_instrument: _, ...whole } = WHOLE;
    const answer = await own.client.create({ ...whole, attachment: file('a.pdf') } as never);
    const request = own.sandbox.control.requests().at(-1);
    assert.match(request?.headers['content-type'] ?? '', /^multipart\/form-data; boundary=/);
    const plain = await world().client.create(whole as never);
    const { attachment, attachment_short_url, ...rest } = answer;
    assert.ok(attachment && attachment_short_url && attachment_short_url.length <= 200);
    const fixed = (payment: object): Json => ({
      ...payment,
      ...{ session_id: '', checkout_url: '', checkout_short_url: '', qr_code_url: '' },
      ...{ payment_methods: '', sdk_setup_preload_payload: '' },
    });
    const { attachment: _none, attachment_short_url: _short, ...expected } = plain;
    assert.deepEqual(fixed(rest), fixed(expected));
  });

  for (const extension of extensions) {
    it(`may be a ${extension}`, async () => {
      const sent = await world().client.create({
        ...ORDER,
        attachment: file(`a.${extension}`),
      } as never);
      assert.ok(sent.attachment);
    });
  }

  for (const name of ['a.exe', 'a', `${'x'.repeat(max_length - 3)}.pdf`]) {
    it(`may not be called ${name.slice(-12)}`, async () => {
      const own = world();
      await assert.rejects(
        own.client.create({ ...ORDER, attachment: file(name) } as never),
        /attachment: /,
      );
      assert.deepEqual(own.sandbox.control.requests(), []);
      const form = new FormData();
      for (const [field, value] of Object.entries(ORDER)) form.append(field, String(value));
      form.append('attachment', file(name));
      const headers = { authorization: `Api-Key ${own.sandbox.credentials.api_key}` };
      const url = `https://ottu.test/ottu${endpoint('create').path}`;
      const refused = await own.sandbox.fetch(
        new Request(url, { method: 'POST', headers, body: form }),
      );
      assert.equal(refused.status, 400);
    });
  }
});
