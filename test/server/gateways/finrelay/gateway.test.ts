import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { finrelayClient } from '../../../../src/server/gateways/finrelay/client.js';
import {
  finrelay,
  type FinrelayOptions,
} from '../../../../src/server/gateways/finrelay/gateway.js';
import type {
  FinrelayHostedPage,
  FinrelaySession,
} from '../../../../src/server/gateways/finrelay/request.js';
import { FinrelayLink } from '../../../../src/server/gateways/finrelay/wire.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { OperationKind } from '../../../../src/server/gateways/operation.js';
import {
  CUSTOMER,
  listInput,
  reserved,
  startAt,
  startInput,
} from '../../../suites/gateway-inputs.js';
import { finrelayHarness } from './harness.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/seeds/finrelay/${name}.json`, import.meta.url), 'utf8');

const { options: works } = await finrelayHarness();
const { signal } = new AbortController();
const refusedAs = (code: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === code;

/** Options whose Finrelay logs everybody in, and answers everything else with this. */
function answering(body: string, status = 200) {
  const requests: Request[] = [];
  const fetch = (request: Request): Promise<Response> => {
    if (request.url.endsWith('/login/token')) {
      return Promise.resolve(Response.json({ access_token: 'access-1', expires_in: 300 }));
    }
    requests.push(request);
    return Promise.resolve(new Response(body, { status }));
  };
  return { options: { ...works, fetch } satisfies FinrelayOptions, requests };
}

describe('the documented examples of Finrelay', () => {
  for (const name of ['hosted-payment-page', 'hosted-payment-page-minimal']) {
    it(`go out and come in as they are: ${name}`, async () => {
      const { options, requests } = answering(fixture('hosted-payment-page.response'));
      const example = JSON.parse(fixture(`${name}.request`)) as FinrelayHostedPage;
      const client = finrelayClient(options);
      const answer = await client.createHostedPage(example, signal);
      assert.deepEqual(
        answer,
        FinrelayLink.parse(JSON.parse(fixture('hosted-payment-page.response'))),
      );
      assert.deepEqual(await requests[0]?.json(), example);
      assert.equal(requests[0]?.headers.get('authorization'), 'Bearer access-1');
      assert.equal(requests[0].headers.get('x-api-key'), options.apiKey);
    });
  }

  it('go out as they are: a session with its metadata', async () => {
    const example = JSON.parse(fixture('session.request')) as FinrelaySession;
    for (const body of ['"s-1"', '{"session_id":"s-1"}', '{"id":"s-1"}']) {
      const { options, requests } = answering(body);
      const client = finrelayClient(options);
      assert.equal(await client.createSession(example, signal), 's-1');
      assert.deepEqual(await requests[0]?.json(), example);
      assert.ok(requests[0]?.url.endsWith('/api/sessions'));
    }
  });

  it('of a refused tokenization come in as a refusal that names the remedy, under any status', async () => {
    for (const status of [200, 400, 422]) {
      const { options } = answering(fixture('tokenization-unsupported.response'), status);
      const start = startInput(
        reserved({ value: '1.00', currency: 'EUR' }, 'hpp-1'),
        'hosted_page',
        {
          saveCard: true,
        },
      );
      await assert.rejects(finrelay(options).start(start), (error: unknown) => {
        assert.ok(error instanceof GatewayError && error.definite);
        assert.match(error.message, /tokenization: .*TOKENIZATION.*set tokenization to false/s);
        return error.code === 'refused';
      });
    }
  });
});

describe('the page that Finrelay opens', () => {
  it('gets everything that is known, the amount in minor units', async () => {
    const h = await finrelayHarness();
    await startAt(h.connect(), reserved(h.amount, 'hpp-1'), h.methodCode, { saveCard: true });
    assert.deepEqual(JSON.parse(h.sandbox.control.requests().at(-1)?.body ?? ''), {
      reference: 'hpp-1',
      terminal_id: 'TERM001',
      currency: 'EUR',
      amount: 25600,
      transaction_type: 'PURCHASE',
      success_url: 'https://shop.test/api/checkout/returns/token-done',
      cancel_url: 'https://shop.test/api/checkout/returns/token-canceled',
      error_url: 'https://shop.test/api/checkout/returns/token-failed',
      description: 'Two coffee cups',
      customer_id: 'customer-7',
      customer_first_name: 'Mariam',
      customer_last_name: 'Al-Sabah',
      customer_email: 'mariam.private@example.com',
      customer_phone_number: '+96550001234',
      customer_address: 'Villa 9, Palm Street, Block 4',
      customer_city: 'Salmiya',
      customer_country: 'KW',
      customer_postal_code: '22001',
      tokenization: { save_card_for_future_payments: true },
    });
  });

  it('asks for a saved card only when the shopper does, and leaves out what is malformed', async () => {
    const h = await finrelayHarness();
    const billingAddress = { line1: 'Street 1', city: '', country: 'Kuwait' };
    const customer = { email: 'nowhere', billingAddress };
    await startAt(h.connect(), reserved(h.amount, 'hpp-1'), h.methodCode, { customer });
    const sent = JSON.parse(h.sandbox.control.requests().at(-1)?.body ?? '') as object;
    const fields = Object.keys(sent).filter((name) => /customer|token/.test(name));
    assert.deepEqual(fields, ['customer_address']);
  });

  it('knows the customer by the id that the merchant says', async () => {
    const h = await finrelayHarness();
    const gateway = finrelay({ ...h.options, customerId: ({ id = '' }) => `platform-${id}` });
    await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
    const sent = JSON.parse(h.sandbox.control.requests().at(-1)?.body ?? '') as FinrelayHostedPage;
    assert.equal(sent.customer_id, `platform-${CUSTOMER.id ?? ''}`);
  });

  it('is watched as long as the options say', async () => {
    const h = await finrelayHarness();
    const gateway = finrelay({ ...h.options, linkLifetimeMs: 3_600_000 });
    const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
    assert.equal(session.expiresAt, '2026-01-05T11:00:00.000Z');
  });

  it('is opened anew when the shopper changes the mind about saving the card', async () => {
    const h = await finrelayHarness();
    const gateway = h.connect();
    const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
    const saving = await startAt(gateway, session, h.methodCode, { saveCard: true });
    assert.notEqual(saving.session.providerId, session.providerId);
  });

  it('is not where a shopper is sent when its URL is not safe', async () => {
    for (const redirect_url of ['javascript:alert(1)', 'http://pay.test/', '/hpp/payment/1']) {
      const { options } = answering(JSON.stringify({ redirect_url, session_id: 's-1' }));
      const start = startInput(
        reserved({ value: '1.00', currency: 'EUR' }, 'hpp-1'),
        'hosted_page',
      );
      await assert.rejects(finrelay(options).start(start), refusedAs('invalid_answer'));
    }
  });
});

describe('the method of Finrelay', () => {
  const offerFor = async (
    value: string,
    currency: string,
    change: Partial<FinrelayOptions> = {},
  ) => {
    const input = listInput(reserved({ value, currency }, 'hpp-1'));
    return (await finrelay({ ...works, ...change }).list(input)).offers[0];
  };

  it('is unavailable for an amount that minor units or a JSON integer cannot express', async () => {
    const reason = async (value: string, currency: string) =>
      (await offerFor(value, currency))?.unavailableReason;
    assert.equal(await reason('256.00', 'EUR'), null);
    assert.equal(await reason('14.001', 'KWD'), null);
    assert.equal(await reason('14.001', 'EUR'), 'amount_not_supported');
    assert.equal(await reason('16.24', 'JPY'), 'amount_not_supported');
    assert.equal(await reason('90071992547409.91', 'EUR'), null);
    assert.equal(await reason('90071992547409.92', 'EUR'), 'amount_not_supported');
    assert.equal(await reason('0.00', 'EUR'), 'amount_too_low');
    assert.equal(await reason('1', 'XAU'), 'currency_not_supported');
  });

  it('is unavailable for a currency that the terminal does not take', async () => {
    const offer = await offerFor('1.00', 'USD', { currencies: ['EUR'] });
    assert.equal(offer?.unavailableReason, 'currency_not_supported');
  });

  it('looks as the options say', async () => {
    const method = { name: 'Card', icon: 'https://shop.test:8443/card.svg', description: 'Visa' };
    const gateway = finrelay({ ...works, method, tokenization: false, sandbox: false });
    assert.deepEqual(gateway.assetHosts, ['shop.test:8443']);
    const { offers } = await gateway.list(
      listInput(reserved({ value: '1.00', currency: 'EUR' }, 'r')),
    );
    const [offer] = offers;
    assert.ok(offer);
    const { name, icon, description, canSaveCard, sandbox } = offer;
    assert.deepEqual({ name, icon, description }, method);
    assert.ok(!canSaveCard && !sandbox);
  });
});

describe('an operation at Finrelay', () => {
  const run = (answer: object, kind: OperationKind, status = 200) => {
    const { options, requests } = answering(JSON.stringify(answer), status);
    const amount = { value: '256.00', currency: 'EUR' };
    const providerSession = reserved(amount, 'hpp-1', { providerId: 's-1' });
    const order = {
      providerSession,
      methodCode: 'hosted_page',
      transactionId: 't1',
      amount,
      signal,
    };
    const key = { whole: true, idempotencyKey: 'op-a1' };
    const work = finrelay(options)[kind].run({ ...order, ...key });
    return { work, requests };
  };

  it('is sent as what it is, in minor units', async () => {
    for (const [kind, type] of [
      ['capture', 'CAPTURE'],
      ['void', 'VOID'],
      ['refund', 'REFUND'],
    ] as const) {
      const { work, requests } = run({ status: 'APPROVED' }, kind);
      assert.deepEqual(await work, { kind: 'done', operationId: null, reading: null });
      assert.deepEqual(await requests[0]?.json(), {
        terminal_id: 'TERM001',
        currency: 'EUR',
        amount: 25600,
        reference: 'hpp-1',
        transaction_type: type,
        parent_transaction_id: 't1',
        metadata: { idempotency_key: 'op-a1' },
      });
    }
  });

  it('waits for the webhook when the answer is not understood', async () => {
    assert.deepEqual(await run({ status: 'PROCESSING' }, 'refund').work, {
      kind: 'queued',
      operationId: null,
    });
    assert.deepEqual(await run({}, 'refund').work, { kind: 'queued', operationId: null });
  });

  it('is refused when Finrelay declines it or calls it invalid', async () => {
    const declined = run({ status: 'DECLINED', response_message: 'too late' }, 'refund');
    assert.deepEqual(await declined.work, { kind: 'refused', why: 'too late' });
    const invalid = { status: 'INVALID', errors: [{ property: 'amount', message: 'too high' }] };
    const answer = await run(invalid, 'refund', 400).work;
    assert.ok(answer.kind === 'refused' && answer.why.includes('amount: too high'));
  });
});

describe('the options of Finrelay', () => {
  const wrong: readonly [string, object][] = [
    ['baseUrl', { baseUrl: 'finrelay' }],
    ['username', { username: '' }],
    ['password', { password: undefined }],
    ['apiKey', { apiKey: 'line\nbreak' }],
    ['terminalId', { terminalId: ' ' }],
    ['webhookToken', { webhookToken: 'short' }],
    ['webhookKeys', { webhookKeys: undefined }],
    ['method.name', { method: undefined }],
    ['method.icon', { method: { name: 'Card', icon: '/card.svg' } }],
    ['currencies', { currencies: ['eur'] }],
    ['linkLifetimeMs', { linkLifetimeMs: 0 }],
  ];
  for (const [name, change] of wrong) {
    it(`name ${name} when it cannot work`, () => {
      const isNamed = (error: unknown) =>
        error instanceof GatewayError &&
        error.code === 'misconfigured' &&
        error.message.includes(`${name}: `);
      assert.throws(() => finrelay({ ...works, ...change }), isNamed);
    });
  }
});
