import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  paymentOptions,
  paymentOptionsClient,
  type PaymentOptionsOptions,
} from '../../../../src/server/gateways/paymentoptions/gateway.js';
import { paymentOptionsSettings } from '../../../../src/server/gateways/paymentoptions/options.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';

const GOOD: PaymentOptionsOptions = {
  baseUrl: 'https://api.paymentoptions.com/api/v1',
  authorization: 'Basic key',
  apiKey: 'other-key',
  merchantId: 'DASMID',
  merchantEmail: 'shop@example.com',
  amountUnit: 'major',
  method: { name: 'Card' },
};

describe('the options of PaymentOptions', () => {
  it('have defaults', () => {
    const settings = paymentOptionsSettings(GOOD);
    assert.equal(settings.tokenization, false);
    assert.equal(settings.inprogressUrl, false);
    assert.equal(settings.askByLinkId, true);
    assert.equal(settings.linkLifetimeMs, 24 * 60 * 60 * 1000);
    assert.equal(settings.sandbox, false);
    const dev = { ...GOOD, baseUrl: 'https://api-dev.paymentoptions.com/api/v1/api/v1' };
    assert.equal(paymentOptionsSettings(dev).sandbox, true);
  });

  it('send the keys as they are', async () => {
    const seen: Request[] = [];
    const fetch = (request: Request) => {
      seen.push(request);
      return Promise.resolve(Response.json({}, { status: 404 }));
    };
    await assert.rejects(paymentOptionsClient({ ...GOOD, fetch }).status('tx-1'));
    const [sent] = seen;
    assert.ok(sent);
    assert.equal(sent.headers.get('authorization'), 'Basic key');
    assert.equal(sent.headers.get('x-api-key'), 'other-key');
    assert.equal(
      sent.url,
      'https://api.paymentoptions.com/api/v1/server-to-server-interface/transaction/status/tx-1',
    );
  });

  const mistakes: readonly [string, object][] = [
    ['baseUrl', { baseUrl: 'api.paymentoptions.com' }],
    ['authorization', { authorization: '' }],
    ['authorization', { authorization: undefined }],
    ['authorization', { authorization: 'Basic key\r\nx: y' }],
    ['apiKey', { apiKey: 'two words' }],
    ['merchantId', { merchantId: 'x'.repeat(129) }],
    ['merchantEmail', { merchantEmail: `${'x'.repeat(40)}@example.com` }],
    ['amountUnit', { amountUnit: undefined }],
    ['amountUnit', { amountUnit: 'cents' }],
    ['linkLifetimeMs', { linkLifetimeMs: -1 }],
    ['method.name', { method: {} }],
  ];
  for (const [name, change] of mistakes) {
    it(`name ${name} when it cannot work: ${JSON.stringify(change).slice(0, 60)}`, () => {
      assert.throws(
        () => paymentOptions({ ...GOOD, ...change }),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'misconfigured' &&
          error.message.includes(`${name}: `),
      );
    });
  }
});
