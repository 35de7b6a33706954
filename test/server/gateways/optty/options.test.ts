import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  optty,
  opttyClient,
  type OpttyOptions,
} from '../../../../src/server/gateways/optty/gateway.js';
import { opttySettings } from '../../../../src/server/gateways/optty/options.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';

const GOOD: OpttyOptions = {
  baseUrl: 'https://api.optty.com',
  clientId: 'client',
  clientSecret: 'secret',
  webhookToken: 'a-webhook-token-of-the-test-0123',
  method: { name: 'Pay later' },
};

const withMistake = (change: object): OpttyOptions => ({ ...GOOD, ...change });

describe('the options of Optty', () => {
  it('have defaults that ask for no tip and never refund or cancel', () => {
    const settings = opttySettings(GOOD);
    assert.equal(settings.tipping, false);
    assert.equal(settings.refundOrCancel, null);
    assert.equal(settings.dueInMs, 24 * 60 * 60 * 1000);
    assert.equal(settings.scope, 'merchant');
    assert.equal(optty(GOOD).refundOrCancel, null);
  });

  it('know where the tokens of each API are had, and which API is the sandbox', () => {
    const at = (baseUrl: string) => {
      const { tokenUrl, sandbox } = opttySettings({ ...GOOD, baseUrl });
      return [tokenUrl, sandbox];
    };
    assert.deepEqual(at('https://api.optty.com/'), ['https://auth.optty.com/token', false]);
    assert.deepEqual(at('https://api.qa.optty.com'), ['https://auth.qa.optty.com/token', true]);
    assert.deepEqual(at('http://localhost:1/optty'), ['http://localhost:1/optty/token', true]);
  });

  const mistakes: readonly [string, object][] = [
    ['baseUrl', { baseUrl: 'http://api.optty.com' }],
    ['clientId', { clientId: '' }],
    ['clientSecret', { clientSecret: undefined }],
    ['tokenUrl', { tokenUrl: 'http://auth.optty.com/token' }],
    ['webhookToken', { webhookToken: 'short' }],
    ['dueInMs', { dueInMs: 0 }],
    ['accountCode', { accountCode: ' ' }],
    ['method.name', { method: undefined }],
    ['currencies', { currencies: ['aud'] }],
    ['refundOrCancel.path', { refundOrCancel: { path: 'custom/hpp' } }],
    ['refundOrCancel.path', { refundOrCancel: { path: '/custom/hpp?x=1' } }],
  ];
  for (const [name, change] of mistakes) {
    it(`name ${name} when it cannot work: ${JSON.stringify(change)}`, () => {
      assert.throws(
        () => optty(withMistake(change)),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'misconfigured' &&
          error.message.includes(`${name}: `),
      );
    });
  }

  it('of the client are checked as well', () => {
    assert.throws(() => opttyClient({ ...GOOD, clientId: '' }), /clientId: /);
  });
});
