import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import {
  finrelay,
  type FinrelayOptions,
} from '../../../../src/server/gateways/finrelay/gateway.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { Reading } from '../../../../src/server/gateways/gateway.js';

const utf8 = new TextEncoder();
const [rsa, ec, ed] = await Promise.all(
  ['RS256', 'ES256', 'EdDSA'].map((alg) => generateKeyPair(alg, { extractable: true })),
);
assert.ok(rsa && ec && ed);
const rsaPem = await exportSPKI(rsa.publicKey);

const gatewayWith = (change: Partial<FinrelayOptions>) =>
  finrelay({
    baseUrl: 'https://api.finrelay.test',
    username: 'user',
    password: 'pass',
    terminalId: 'TERM001',
    webhookToken: 'a-webhook-token-of-the-test-0123',
    webhookKeys: rsaPem,
    method: { name: 'Card' },
    ...change,
  });

const ROOT = 'transaction-svc:transaction:';
const DATA = { reference: 'hpp-1', amount: 25600, currency: 'EUR', transaction_id: 't1' };
const bodyOf = (event: string, data: object = DATA): string =>
  JSON.stringify({ event: `${ROOT}${event}`, data });

const digest = (body: string, encoding: 'hex' | 'base64' | 'base64url' = 'hex'): string =>
  createHash('sha512').update(body).digest(encoding);

interface Signing {
  readonly alg?: string;
  readonly key?: CryptoKey | Uint8Array;
  readonly claims?: Record<string, unknown>;
}

function sign(body: string, { alg = 'RS256', key, claims }: Signing = {}): Promise<string> {
  return new SignJWT(claims ?? { data: { SHA512: digest(body) } })
    .setProtectedHeader({ alg })
    .sign(key ?? rsa!.privateKey);
}

const read = (gateway: ReturnType<typeof finrelay>, body: string, authorization: string) =>
  gateway.readWebhook({ headers: new Headers({ authorization }), body: utf8.encode(body) });

async function readingOf(
  body: string,
  change: Partial<FinrelayOptions> = {},
): Promise<Reading | null> {
  const answer = await read(gatewayWith(change), body, await sign(body));
  assert.ok(answer.kind === 'authentic');
  return answer.reading;
}

describe('the token of a Finrelay webhook', () => {
  const body = bodyOf('purchase:approved');

  it('is taken with and without "Bearer"', async () => {
    const token = await sign(body);
    for (const authorization of [token, `Bearer ${token}`, `bearer  ${token}`]) {
      assert.equal((await read(gatewayWith({}), body, authorization)).kind, 'authentic');
    }
  });

  it('may write the digest in hex, base64 or base64url', async () => {
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const token = await sign(body, { claims: { data: { SHA512: digest(body, encoding) } } });
      assert.equal((await read(gatewayWith({}), body, token)).kind, 'authentic', encoding);
    }
  });

  it('is verified by any of the given keys: PEM, JWK or a set', async () => {
    const keys = await Promise.all([rsa, ec, ed].map((pair) => exportJWK(pair.publicKey)));
    const pem = await exportSPKI(ec.publicKey);
    const forms: readonly FinrelayOptions['webhookKeys'][] = [
      { keys },
      keys,
      [rsaPem, pem, keys[2]!],
    ];
    const signings: readonly Required<Pick<Signing, 'alg' | 'key'>>[] = [
      { alg: 'PS256', key: await asPss(rsa.privateKey) },
      { alg: 'ES256', key: ec.privateKey },
      { alg: 'EdDSA', key: ed.privateKey },
    ];
    for (const webhookKeys of forms) {
      for (const signing of signings) {
        const answer = await read(gatewayWith({ webhookKeys }), body, await sign(body, signing));
        assert.equal(answer.kind, 'authentic', signing.alg);
      }
    }
  });

  it('is refused when another body, key or algorithm is in play', async () => {
    const stranger = await generateKeyPair('RS256');
    const tokens: readonly [string, string][] = [
      ['another body', await sign(bodyOf('purchase:declined'))],
      ['another key', await sign(body, { key: stranger.privateKey })],
      ['the public key as a secret', await sign(body, { alg: 'HS256', key: utf8.encode(rsaPem) })],
      [
        'the same without its line end',
        await sign(body, { alg: 'HS512', key: utf8.encode(rsaPem.trim()) }),
      ],
      ['no signature', new UnsecuredJWT({ data: { SHA512: digest(body) } }).encode()],
      ['no digest', await sign(body, { claims: { data: {} } })],
      ['a digest elsewhere', await sign(body, { claims: { SHA512: digest(body) } })],
      ['half a digest', await sign(body, { claims: { data: { SHA512: digest(body).slice(64) } } })],
      ['no token', ''],
      ['some text', 'Bearer something'],
    ];
    for (const [why, token] of tokens) {
      assert.equal((await read(gatewayWith({}), body, token)).kind, 'forged', why);
    }
  });

  it('is refused when its algorithm is not one of the pinned ones', async () => {
    const gateway = gatewayWith({ webhookAlgorithms: ['PS256'] });
    assert.equal((await read(gateway, body, await sign(body))).kind, 'forged');
  });

  it('still counts when it is told late: its own expiry would hide a payment', async () => {
    const claims = { data: { SHA512: digest(body) }, exp: 1_000_000 };
    const answer = await read(gatewayWith({}), body, await sign(body, { claims }));
    assert.equal(answer.kind, 'authentic');
  });

  it('never comes with keys or algorithms that anyone could sign with', async () => {
    const secret: JWK = { kty: 'oct', k: 'c2VjcmV0' };
    const wrong: readonly Partial<FinrelayOptions>[] = [
      { webhookAlgorithms: ['RS256', 'HS256'] },
      { webhookAlgorithms: ['none'] },
      { webhookAlgorithms: [] },
      { webhookKeys: secret },
      { webhookKeys: await exportJWK(rsa.privateKey) },
      { webhookKeys: [] },
      { webhookKeys: 'not a key' },
    ];
    for (const change of wrong) {
      const isNamed = (error: unknown) =>
        error instanceof GatewayError &&
        error.code === 'misconfigured' &&
        error.message.includes(Object.keys(change).join());
      assert.throws(() => gatewayWith(change), isNamed);
    }
  });
});

describe('the body of a Finrelay webhook', () => {
  it('says which payment, how much and which transaction', async () => {
    assert.deepEqual(await readingOf(bodyOf('purchase:approved')), {
      reference: 'hpp-1',
      outcome: { kind: 'paid' },
      amount: { value: '256.00', currency: 'EUR' },
      methodCode: 'hosted_page',
      transactionId: 't1',
    });
  });

  it('of an operation keeps the id of the charge, whatever the operation is called', async () => {
    const data = { ...DATA, amount: 500, transaction_id: 'r1' };
    const parent = { ...data, parent_transaction_id: 't1' };
    const told = await readingOf(bodyOf('management:refund:approved', parent));
    assert.equal(told?.transactionId, 't1');
    const amount = { value: '5.00', currency: 'EUR' };
    assert.deepEqual(told.outcome, { kind: 'refund', id: 'r1', amount });
    const orphan = await readingOf(bodyOf('management:capture:approved', data));
    assert.equal(orphan?.transactionId, null);
  });

  it('tells a card that was saved, with a payment only', async () => {
    const data = { ...DATA, card_token: 'tok-1', card_number: '411111******1111' };
    const told = await readingOf(bodyOf('purchase:approved', data));
    assert.deepEqual(told?.storedMethod, {
      token: 'tok-1',
      label: '411111******1111',
      brand: null,
      expiry: null,
    });
    const declined = await readingOf(bodyOf('purchase:declined', data));
    assert.equal(declined?.storedMethod, undefined);
    const whole = { ...data, card_number: 4111111111111111 };
    const masked = await readingOf(bodyOf('purchase:approved', whole));
    assert.equal(masked?.storedMethod?.label, null);
  });

  it('counts minor units by ISO 4217, and takes no fraction of one', async () => {
    const amountOf = async (amount: unknown, currency: string) =>
      (await readingOf(bodyOf('purchase:approved', { ...DATA, amount, currency })))?.amount;
    assert.deepEqual(await amountOf(14_000, 'KWD'), { value: '14.000', currency: 'KWD' });
    assert.deepEqual(await amountOf(1624, 'JPY'), { value: '1624', currency: 'JPY' });
    assert.deepEqual(await amountOf('25600', 'EUR'), { value: '256.00', currency: 'EUR' });
    for (const amount of [256.5, -1, null, '1e3', 1e21]) {
      assert.equal(await amountOf(amount, 'EUR'), null, String(amount));
    }
    assert.equal(await amountOf(1, 'XXX'), null);
  });

  it('may be flat, and may call the event "type"', async () => {
    const body = JSON.stringify({ type: `${ROOT}purchase:approved`, ...DATA });
    assert.deepEqual(await readingOf(body), await readingOf(bodyOf('purchase:approved')));
  });

  it('is found where the options say', async () => {
    const body = JSON.stringify({ name: `${ROOT}purchase:approved`, tx: { order: 'hpp-9' } });
    const webhookFields = { event: ['name'], reference: ['tx.order'] };
    const reading = await readingOf(body, { webhookFields });
    assert.equal(reading?.outcome.kind, 'paid');
    assert.equal(reading.reference, 'hpp-9');
  });

  it('that nobody understands is held, not dropped', async () => {
    for (const body of ['{"data":{}}', 'no json', '[]', '{"event":7}', '{"event":"__proto__"}']) {
      assert.equal((await readingOf(body))?.outcome.kind, 'unknown', body);
    }
  });
});

/** The same RSA key for another padding. */
async function asPss(key: CryptoKey): Promise<CryptoKey> {
  const jwk = await crypto.subtle.exportKey('jwk', key);
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
  return crypto.subtle.importKey('jwk', { ...jwk, alg: 'PS256' }, algorithm, true, ['sign']);
}
