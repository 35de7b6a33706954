import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenSource } from '../../../src/server/gateways/token-source.js';

function source(expires_in: string | null = null) {
  const clock = { ms: 0 };
  let logins = 0;
  const tokens = tokenSource(
    () => Promise.resolve({ access_token: `token-${++logins}`, expires_in }),
    () => clock.ms,
  );
  return { clock, tokens, logins: () => logins };
}

describe('the access token', () => {
  it('is kept for five minutes when its life is not stated', async () => {
    const { clock, tokens } = source();
    assert.equal(await tokens.get(), 'token-1');
    clock.ms = 4 * 60_000;
    assert.equal(await tokens.get(), 'token-1');
    clock.ms = 5 * 60_000;
    assert.equal(await tokens.get(), 'token-2');
  });

  it('is kept as long as it lives, less a margin', async () => {
    const { clock, tokens } = source('3600');
    await tokens.get();
    clock.ms = 3_589_999;
    assert.equal(await tokens.get(), 'token-1');
    clock.ms = 3_590_000;
    assert.equal(await tokens.get(), 'token-2');
  });

  it('is shared by concurrent callers', async () => {
    const { tokens, logins } = source();
    assert.deepEqual(await Promise.all([tokens.get(), tokens.get()]), ['token-1', 'token-1']);
    assert.equal(logins(), 1);
  });

  it('is dropped only by its own name: a newer one stays', async () => {
    const { tokens } = source();
    await tokens.get();
    tokens.drop('token-1');
    assert.equal(await tokens.get(), 'token-2');
    tokens.drop('token-1');
    assert.equal(await tokens.get(), 'token-2');
  });

  it('that could not be had is asked for again', async () => {
    let calls = 0;
    const tokens = tokenSource(
      () =>
        ++calls === 1
          ? Promise.reject(new Error('down'))
          : Promise.resolve({ access_token: 'late', expires_in: null }),
      () => 0,
    );
    await assert.rejects(tokens.get(), /down/);
    assert.equal(await tokens.get(), 'late');
  });
});
