import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf } from '../../../../src/server/gateways/ottu/status.js';
import { explainOttu } from '../../../../src/server/gateways/ottu/errors.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { readWebhook, signWebhook } from '../../../../src/server/gateways/ottu/webhook.js';
import { PAYMENTS, type Json } from '../../../demo/sandboxes/support.js';
import { checkOf } from '../inventory-walk.js';
import { known, ORDER, paid, told, world, type World } from './inventory-support.js';

type Way = (own: World, session: string) => Promise<unknown>;
const shop =
  (action: 'pay' | 'decline' | 'abandon'): Way =>
  ({ sandbox }, session) =>
    sandbox.control.complete(session, action);
const operate =
  (operation: 'cancel' | 'expire'): Way =>
  ({ client }, session_id) =>
    client.operate({ session_id, operation }, 'k');
const altered =
  (state: string): Way =>
  ({ sandbox }, session) => {
    sandbox.control.alter(session, { state });
    return Promise.resolve();
  };

/** How each state of the inventory comes about. */
const STATES: Readonly<Record<string, Way>> = {
  created: () => Promise.resolve(),
  pending: shop('abandon'),
  attempted: shop('decline'),
  authorized: async (own, session) => {
    own.sandbox.control.configure({ operations: { knet: 'authorize' } });
    await shop('pay')(own, session);
  },
  paid: shop('pay'),
  failed: async (own, session) => {
    own.sandbox.control.configure({ attempts: 'single' });
    await shop('decline')(own, session);
  },
  canceled: operate('cancel'),
  expired: operate('expire'),
  // A change of the merchant's configuration, and what only other installations say of a payment.
  invalided: altered('invalided'),
  refunded: altered('refunded'),
  cod: ({ client }, session_id) => client.payInCash({ session_id }),
};

const AMOUNT = { value: '14.000', currency: 'KWD' };

describe('ottu: inventory of the states', () => {
  for (const state of known.states) {
    it(`${state} is reached, told and known`, async () => {
      const own = world();
      const session = await own.open();
      await checkOf(STATES, state)(own, session);
      assert.equal((await own.client.retrieve(session)).state, state);
      assert.notEqual(outcomeOf(state, AMOUNT).kind, 'unknown');
    });
  }

  for (const state of known.child_states) {
    it(`${state} of a payment under another is told and known`, async () => {
      const captured = state === 'paid' || state === 'voided';
      const own = await paid({ operations: { knet: captured ? 'authorize' : 'purchase' } });
      const operation = state === 'paid' ? 'capture' : state === 'voided' ? 'void' : 'refund';
      const later = state === 'refund_queued' || state === 'refund_rejected';
      if (later) own.sandbox.control.configure({ operation_result: 'queued' });
      await own.client.operate({ session_id: own.session, operation }, 'k');
      if (state === 'refund_rejected') {
        await own.sandbox.control.emit(own.session, { event: 'operation.rejected' });
      }
      assert.equal((told(own)['txn'] as Json)['state'], state);
      assert.notEqual(outcomeOf(state, AMOUNT).kind, 'unknown');
    });
  }

  for (const operation of known.operations) {
    it(`a gateway may ${operation}`, async () => {
      const { client } = world({
        operations: { knet: operation === 'purchase' ? operation : 'authorize' },
      });
      assert.equal((await client.create(ORDER as never)).operation, operation);
    });
  }
});

/** The last webhook, verified as the gateway does it. */
async function verified(own: World) {
  const last = own.merchant.received.at(-1);
  assert.ok(last);
  const body = new TextEncoder().encode(last.raw);
  return readWebhook({ headers: last.headers, body }, own.sandbox.credentials.hmac_key);
}

describe('ottu: inventory of the webhooks', () => {
  const { faq_fields, payment_fields, operation_fields, signature } = known.webhook;

  it('a payment event has the fields of both sources, and one of the three statuses', async () => {
    for (const [action, status] of [
      ['pay', 'success'],
      ['decline', 'failed'],
    ] as const) {
      const own = world();
      await shop(action === 'pay' ? 'pay' : 'decline')(own, await own.open());
      const body = told(own);
      for (const name of [...faq_fields.names, ...payment_fields.names])
        assert.ok(name in body, name);
      assert.equal(body['status'], status);
      assert.ok(faq_fields.status.includes(status));
      assert.equal((await verified(own)).kind, 'authentic');
    }
    const open = world();
    const session = await open.open();
    await open.sandbox.control.complete(session, 'abandon');
    await open.sandbox.control.emit(session);
    assert.equal(told(open)['status'], faq_fields.status.at(-1));
  });

  for (const result of operation_fields.results) {
    it(`an operation event tells ${result}`, async () => {
      const own = await paid({ operation_result: result === 'success' ? 'success' : 'queued' });
      await own.client.operate({ session_id: own.session, operation: 'refund' }, 'k');
      if (result === 'rejected')
        await own.sandbox.control.emit(own.session, { event: 'operation.rejected' });
      const body = told(own);
      assert.equal(body['result'], result);
      for (const name of operation_fields.names) assert.ok(name in body, name);
      for (const name of operation_fields.txn) assert.ok(name in (body['txn'] as Json), name);
      assert.equal((await verified(own)).kind, 'authentic');
    });
  }

  for (const name of signature.signed) {
    it(`${name} is signed`, async () => {
      const key = 'key';
      const fields = { amount: '1.000', [name]: name === 'amount' ? '2.000' : 'signed' };
      const body = { ...fields, signature: await signWebhook(fields, key) };
      const read = (changed: Json) =>
        readWebhook(
          { headers: new Headers(), body: new TextEncoder().encode(JSON.stringify(changed)) },
          key,
        );
      assert.equal((await read(body)).kind, 'authentic');
      assert.equal((await read({ ...body, [name]: 'changed' })).kind, 'forged');
    });
  }
});

const ERRORS: Readonly<Record<string, (own: World) => Promise<Response>>> = {
  field: ({ call }) => call('POST', PAYMENTS, { ...ORDER, amount: 'x' }),
  no_credentials: ({ call }) => call('POST', PAYMENTS, ORDER, {}),
  wrong_credentials: ({ call }) => call('POST', PAYMENTS, ORDER, { authorization: 'Api-Key no' }),
  permission: ({ call, sandbox }) =>
    call('POST', PAYMENTS, ORDER, { authorization: `Api-Key ${sandbox.credentials.public_key}` }),
  unknown_session: ({ call }) => call('GET', `${PAYMENTS}unknown`),
  method: ({ call }) => call('DELETE', PAYMENTS),
  media_type: ({ call }) =>
    call('POST', PAYMENTS, ORDER, {
      'content-type': 'text/plain',
      authorization: 'Api-Key ottu-sandbox-api-key',
    }),
  throttled: async (own) =>
    own.call('POST', '/b/pbl/v2/inquiry/', { session_id: await own.open() }),
};

const CODES: Readonly<Record<number, string>> = {
  401: 'misconfigured',
  403: 'misconfigured',
  429: 'unavailable',
};

const SHAPES: Readonly<Record<string, unknown>> = {
  structured: { error: { type: 't', code: 'too_low', message: 'Too low', field: 'amount' } },
  detail: { detail: 'Too low' },
  by_field: { amount: ['Too low'] },
};

describe('ottu: inventory of the errors', () => {
  for (const { id, status } of known.errors) {
    it(`${id} is ${status}, and one kind of error for the client`, async () => {
      const own = world();
      assert.equal((await checkOf(ERRORS, id)(own)).status, status);
      own.sandbox.control.failApi({ kind: 'status', status });
      const error = await own.client.retrieve('any').catch((thrown: unknown) => thrown);
      assert.ok(error instanceof GatewayError);
      assert.deepEqual([error.status, error.code], [status, CODES[status] ?? 'refused']);
    });
  }

  for (const { id } of known.error_shapes) {
    it(`the shape ${id} is read`, async () => {
      const body = checkOf(SHAPES, id);
      assert.match(explainOttu(body) ?? '', /Too low/);
      const own = world();
      own.sandbox.control.failApi({ kind: 'status', status: 400, body });
      const error = await own.client.retrieve('any').catch((thrown: unknown) => thrown);
      assert.ok(error instanceof GatewayError && error.message.includes('Too low'));
      assert.equal(error.providerCode, id === 'structured' ? 'too_low' : null);
    });
  }
});
