import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finrelayClient } from '../../../../src/server/gateways/finrelay/gateway.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { fixture } from '../../../demo/sandboxes/support.js';
import { finrelayHarness } from './harness.js';
import type { FinrelayHostedPage } from '../../../../src/server/gateways/finrelay/request.js';

const page = (change: object = {}): FinrelayHostedPage => ({
  ...(fixture('finrelay/hosted-payment-page.request.json') as FinrelayHostedPage),
  ...change,
});

async function errorOf(work: Promise<unknown>): Promise<GatewayError> {
  const error = await work.then(
    () => assert.fail('It succeeded.'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof GatewayError, String(error));
  return error;
}

async function world() {
  const h = await finrelayHarness();
  return { ...h, client: finrelayClient(h.options) };
}

describe('the client of Finrelay', () => {
  it('tells a terminal that cannot save cards apart from every other refusal', async () => {
    const { client } = await world();
    const refused = await errorOf(client.createHostedPage(page({ terminal_id: 'TERM002' })));
    assert.equal(refused.code, 'refused');
    assert.equal(refused.providerCode, 'TOKENIZATION');
    assert.match(refused.message, /provider account/);
    const other = await errorOf(client.createHostedPage(page({ terminal_id: 'NONE' })));
    assert.equal(other.providerCode, 'INVALID');
    assert.match(other.message, /terminal_id/);
  });

  it('reads the same refusals under a status that says success', async () => {
    const { options, sandbox } = await world();
    const answering = (body: unknown) =>
      finrelayClient({
        ...options,
        fetch: (request) =>
          request.url.includes('/hosted')
            ? Promise.resolve(Response.json(body))
            : sandbox.fetch(request),
      });
    const invalid = fixture('finrelay/tokenization-unsupported.response.json');
    const lacking = await errorOf(answering(invalid).createHostedPage(page()));
    assert.deepEqual([lacking.code, lacking.providerCode], ['refused', 'TOKENIZATION']);
    const message = 'This payment is currently unavailable. Please contact the merchant.';
    const dead = await errorOf(answering({ message }).createHostedPage(page()));
    assert.deepEqual([dead.code, dead.providerCode], ['refused', 'UNAVAILABLE']);
    assert.match(dead.message, /currently unavailable/);
  });

  it('sends nothing that breaks a rule, and names what to correct without quoting it', async () => {
    const { client, sandbox } = await world();
    const wrong = page({ amount: 1.5, currency: 'XXX', customer_email: 'mariam.private' });
    const error = await errorOf(client.createHostedPage(wrong));
    assert.equal(error.code, 'invalid_request');
    for (const field of ['amount: ', 'currency: ', 'customer_email: ']) {
      assert.ok(error.message.includes(field), error.message);
    }
    assert.ok(!error.message.includes('mariam.private'));
    assert.ok(error.definite);
    assert.deepEqual(sandbox.control.requests(), []);
  });

  it('needs no more than an account', async () => {
    const { options } = await world();
    const { baseUrl, username, password, fetch } = options;
    assert.ok(fetch);
    const client = finrelayClient({ baseUrl, username, password, fetch });
    assert.ok((await client.createHostedPage(page())).session_id);
    assert.throws(() => finrelayClient({ baseUrl, username: '', password }), /username: /);
  });
});
