import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { openShop, PUBLIC_URL } from '../../support/shop.js';
import { HTTP, openHttpShop, ORDER, type Headers_ } from './fixture.js';

const UNAUTHORIZED = {
  type: 'about:blank',
  title: 'Unauthorized',
  status: 401,
  code: 'unauthorized',
  detail: 'Send x-api-key and Authorization: Bearer with a token from POST /merchant/token.',
};

const key = (secret: string): Uint8Array => new TextEncoder().encode(secret);

describe('access of the merchant server', () => {
  it('there is none unless it is configured', async () => {
    const shop = await openShop();
    for (const path of ['/merchant/token', '/merchant/sessions', '/merchant/sessions/x']) {
      const { status, body } = await shop.post(path, {});
      assert.deepEqual([status, body.code], [404, 'not_found'], path);
    }
  });

  it('gives a token for the user and the password, and says how long it is good', async () => {
    const { logIn } = await openHttpShop({ tokenLifetimeMs: 60_000 });
    const { status, headers, body } = await logIn();
    assert.equal(status, 200);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 60]);
    assert.equal(decodeProtectedHeader(body.access_token).alg, 'HS256');
    const { iss, aud, sub, exp, iat } = decodeJwt(body.access_token);
    const audience = `${PUBLIC_URL}/merchant`;
    assert.deepEqual([iss, aud, sub], [PUBLIC_URL, audience, HTTP.username]);
    assert.equal((exp ?? 0) - (iat ?? 0), 60);
  });

  it('says the same whatever is wrong, and tells the log what it was', async () => {
    const { send, logIn, authorized, lines } = await openHttpShop();
    const right = await authorized();
    const cases: readonly (readonly [Headers_, string])[] = [
      [{}, 'x-api-key'],
      [{ ...right, 'x-api-key': null }, 'x-api-key'],
      [{ ...right, 'x-api-key': `${HTTP.apiKey}x` }, 'x-api-key'],
      [{ ...right, Authorization: null }, 'bearer token'],
      [{ ...right, Authorization: 'Bearer nonsense' }, 'bearer token'],
      [{ ...right, Authorization: `Basic ${btoa('a:b')}` }, 'bearer token'],
    ];
    for (const [headers, why] of cases) {
      const answer = await send('GET', '/sessions', undefined, headers);
      assert.deepEqual(
        { ...answer.body, request_id: undefined },
        { ...UNAUTHORIZED, request_id: undefined },
      );
      assert.equal(answer.headers.get('WWW-Authenticate'), 'Bearer');
      assert.deepEqual(lines.at(-2)?.fields['why'], `wrong or missing: ${why}`);
    }
    const { username, password } = HTTP;
    for (const login of [
      { username, password: 'no' },
      { username: 'no', password },
    ]) {
      const { body } = await logIn(login);
      assert.deepEqual(
        { ...body, request_id: undefined },
        { ...UNAUTHORIZED, request_id: undefined },
      );
    }
  });

  it('asks for key and token on every path and method below the sessions', async () => {
    const { send } = await openHttpShop();
    for (const path of ['/sessions', '/sessions/x', '/sessions/x/refund', '/sessions/x/nothing']) {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const { status } = await send(method, path, method === 'POST' ? {} : undefined);
        assert.equal(status, 401, `${method} ${path}`);
      }
    }
  });

  it('ends with the lifetime of the token', async () => {
    const { send, authorized, shop } = await openHttpShop({ tokenLifetimeMs: 60_000 });
    const headers = await authorized();
    const status = async () => (await send('GET', '/sessions', undefined, headers)).status;
    shop.advance(60_000);
    assert.equal(await status(), 200, 'within the tolerance of clocks');
    shop.advance(6_000);
    assert.equal(await status(), 401);
  });

  it('takes no token that was made for somebody else, or by somebody else', async () => {
    const { send, shop } = await openHttpShop();
    const seconds = Math.floor(shop.clock.ms / 1000);
    const good = { iss: PUBLIC_URL, aud: `${PUBLIC_URL}/merchant`, sub: HTTP.username };
    const claims = { ...good, exp: seconds + 60 };
    const sign = (payload: object, secret: string = HTTP.tokenSecret, alg = 'HS256') =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg, typ: 'JWT' }).sign(key(secret));
    const status = async (token: string): Promise<number> => {
      const headers = { 'x-api-key': HTTP.apiKey, Authorization: `Bearer ${token}` };
      return (await send('GET', '/sessions', undefined, headers)).status;
    };
    assert.equal(await status(await sign(claims)), 200);
    const none = `${btoa('{"alg":"none","typ":"JWT"}')}.${btoa(JSON.stringify(claims))}.`;
    const refused = [
      await sign(claims, 'another-secret-of-32-characters-or-more'),
      await sign({ ...claims, aud: PUBLIC_URL }),
      await sign({ ...claims, iss: 'https://other.test' }),
      await sign({ ...claims, sub: 'former-server' }),
      await sign(good),
      await sign(claims, HTTP.tokenSecret.repeat(2), 'HS512'),
      none.replaceAll('=', ''),
    ];
    for (const [n, token] of refused.entries()) assert.equal(await status(token), 401, `${n}`);
  });

  it('knows the old key, password and secret while they are being replaced', async () => {
    const before = await openHttpShop();
    const headers = await before.authorized();
    const after = await openHttpShop({
      apiKey: ['ak_live_fedcba9876543210', HTTP.apiKey],
      password: ['another long password', HTTP.password],
      tokenSecret: ['a-secret-of-at-least-32-characters-2', HTTP.tokenSecret],
    });
    assert.equal((await after.send('GET', '/sessions', undefined, headers)).status, 200);
    assert.equal((await after.logIn()).status, 200);
    const { username } = HTTP;
    assert.equal((await after.logIn({ username, password: 'another long password' })).status, 200);
  });

  it('refuses what a browser sends, also from the origin of the shop, and has no CORS', async () => {
    const { send, call } = await openHttpShop({}, { allowedOrigins: ['https://page.test'] });
    for (const Origin of ['https://shop.test', 'https://page.test', 'null']) {
      const { status, headers, body } = await call('GET', '/sessions', undefined, { Origin });
      assert.deepEqual([status, body.code], [403, 'origin_not_allowed'], Origin);
      const preflight = await send('OPTIONS', '/sessions', undefined, {
        Origin,
        'Access-Control-Request-Method': 'POST',
      });
      assert.equal(preflight.status, 403);
      for (const answer of [headers, preflight.headers]) {
        assert.equal(answer.get('Access-Control-Allow-Origin'), null);
      }
    }
  });

  it('writes no secret, no token and no whole session id into the log', async () => {
    const { logIn, create, call, lines, authorized } = await openHttpShop();
    await logIn({ username: HTTP.username, password: 'a guessed password' });
    const { session_id: id } = (await create()).body;
    await create({ ...ORDER, amount: '15.000' });
    await call('GET', `/sessions/${id}`);
    await call('POST', `/sessions/${id}/refund`, {}, { 'Idempotency-Key': 'r-1' });
    const log = JSON.stringify(lines, (_, value: unknown) =>
      value instanceof Error
        ? `${value.message} ${value.stack ?? ''} ${String(value.cause)}`
        : value,
    );
    const token = String((await authorized())['Authorization']).slice(7);
    const { apiKey, password, tokenSecret } = HTTP;
    for (const secret of [apiKey, password, tokenSecret, 'a guessed password', token, id]) {
      assert.ok(!log.includes(secret), secret);
    }
    assert.ok(log.includes('/merchant/sessions/:session_id'));
  });
});
