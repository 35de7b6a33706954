import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finrelay } from '../../../../src/server/gateways/finrelay/gateway.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import { reserved, startAt, startInput } from '../../../suites/gateway-inputs.js';
import { finrelayHarness } from './harness.js';

describe('a call with a token that the provider has forgotten', () => {
  it('logs in again, once, and is carried out', async () => {
    const h = await finrelayHarness();
    const gateway = h.connect();
    h.sandbox.control.failApi({ kind: 'status', status: 401, times: 1, path: h.openPath });
    await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
    const operations = h.sandbox.control.requests().map(({ path }) => path);
    const [login, page] = ['/api/oauth2/login/token', '/api/hosted-payment-page'];
    assert.deepEqual(operations, [login, page, login, page]);
    await startAt(gateway, reserved(h.amount, 'hpp-2'), h.methodCode);
    assert.equal(h.sandbox.control.requests().length, 5);
  });

  it('is not repeated for ever', async () => {
    const h = await finrelayHarness();
    h.sandbox.control.failApi({ kind: 'status', status: 401, path: h.openPath });
    const start = h.connect().start(startInput(reserved(h.amount, 'hpp-1'), h.methodCode));
    const isRefused = (error: unknown) =>
      error instanceof GatewayError && error.code === 'misconfigured';
    await assert.rejects(start, isRefused);
    assert.equal(h.sandbox.control.requests().length, 4);
  });

  it('is not repeated when nobody knows what became of it', async () => {
    const h = await finrelayHarness();
    h.sandbox.control.failApi({ kind: 'lose_answer', path: h.openPath });
    const gateway = finrelay(h.options);
    await assert.rejects(gateway.start(startInput(reserved(h.amount, 'hpp-1'), h.methodCode)));
    assert.equal(h.sandbox.control.requests().length, 2);
  });
});
