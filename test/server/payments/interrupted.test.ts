import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { openShop } from '../../support/shop.js';

const MINUTE = 60_000;

describe('a start that was interrupted', () => {
  it('is finished by the same click under the same reference', async () => {
    const shop = await openShop();
    const id = await shop.create();
    shop.finrelay.control.failApi({ kind: 'lose_answer', path: 'hosted-payment-page', times: 1 });
    const lost = await shop.start(id, { method: 'finrelay:hosted_page', key: 'k' });
    assert.equal(lost.status, 502);
    assert.equal(lost.body.code, 'provider_unavailable');
    assert.ok(lost.headers.get('Retry-After'));
    const reference = await shop.reference(id);
    const found = await shop.leave(id, { method: 'finrelay:hosted_page', key: 'k' });
    assert.equal(found.attempt.state, 'redirected');
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map((one) => one.reference),
      [reference],
    );
    const bodies = shop.finrelay.control
      .requests()
      .filter(({ path }) => path.includes('hosted-payment-page'))
      .map(({ body }) => JSON.stringify(body).includes(reference));
    assert.deepEqual(bodies, [true, true]);
  });

  it('is finished by the reconciler when the process died', async () => {
    const shop = await openShop();
    const id = await shop.create();
    shop.finrelay.control.failApi({ kind: 'hang', path: 'hosted-payment-page', times: 1 });
    const gone = shop.start(id, { method: 'finrelay:hosted_page', key: 'k' }).catch(() => null);
    while ((await shop.checkout.sessions.retrieve(id)).attempts.length === 0) await setImmediate();
    shop.restart();
    shop.advance(MINUTE);
    await shop.checkout.reconcile();
    await shop.settle();
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['redirected'],
    );
    await shop.finrelay.control.complete(attempts[0]?.reference ?? '', 'pay');
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
    shop.finrelay.control.clearApiFaults();
    await gone;
    assert.equal(await shop.state(id), 'paid');
  });

  it('fails when the provider says no, and another try is possible', async () => {
    const shop = await openShop();
    const id = await shop.create();
    shop.finrelay.control.failApi({
      kind: 'status',
      path: 'hosted-payment-page',
      status: 400,
      body: { status: 'INVALID', errors: [{ property: 'terminal_id', message: 'unknown' }] },
      times: 1,
    });
    const refused = await shop.start(id, { method: 'finrelay:hosted_page', key: 'k' });
    assert.equal(refused.status, 502);
    assert.equal(refused.body.code, 'provider_refused');
    assert.ok(!JSON.stringify(refused.body).includes('terminal_id'));
    const { attempts, state } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.failureReason, 'provider_refused');
    assert.equal(state, 'attempted');
    assert.equal(
      (await shop.start(id, { method: 'finrelay:hosted_page', key: 'k' })).body.code,
      'provider_refused',
    );
    await shop.leave(id, { method: 'finrelay:hosted_page', key: 'k2' });
  });

  it('does not stand in the way of another method: its link was never given out', async () => {
    const shop = await openShop();
    const id = await shop.create();
    shop.finrelay.control.failApi({ kind: 'network_error', path: 'hosted-payment-page', times: 1 });
    await shop.start(id, { method: 'finrelay:hosted_page' });
    await shop.leave(id, { method: 'ottu:knet' });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['canceled', 'redirected'],
    );
  });

  it('opens an Ottu session when a method is chosen whose session was canceled before', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const ottu = await shop.leave(id, { method: 'ottu:knet' });
    await shop.leave(id, {
      method: 'finrelay:hosted_page',
      replaces: { attempt_id: ottu.attempt.id, confirmed: false },
    });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    const replaces = { attempt_id: attempts[1]?.id ?? '', confirmed: true };
    await shop.leave(id, { method: 'ottu:knet', replaces });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
  });
});
