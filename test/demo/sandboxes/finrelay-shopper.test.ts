import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { importJWK, importSPKI, jwtVerify } from 'jose';
import {
  finrelay,
  fixture,
  form,
  formAction,
  json,
  SHOP,
  type Finrelay,
  type Json,
} from './support.js';

const ORDER = 'https://merchant.example.com';

async function press({ sandbox }: Finrelay, url: unknown, fields: Record<string, string>) {
  const shown = await sandbox.fetch(new Request(String(url)));
  return sandbox.fetch(form(formAction(await shown.text()), fields));
}

const location = (response: Response): string | null => response.headers.get('location');

describe('finrelay: the hosted page', () => {
  it('pays: the webhook leaves first, then the shopper goes to the success URL', async () => {
    const world = await finrelay();
    const { redirect_url, session_id } = await world.open();
    const left = await press(world, redirect_url, { action: 'pay' });
    assert.deepEqual([left.status, location(left)], [303, `${ORDER}/success-url`]);
    const [webhook] = world.merchant.received;
    assert.equal(webhook!.url, `${SHOP}/hooks/finrelay`);
    const { id, created_at, data, event } = webhook!.body;
    assert.ok(id && created_at);
    assert.equal(event, 'transaction-svc:transaction:purchase:approved');
    const { transaction_id, card_token, approval_code, ...rest } = data as Json;
    assert.ok([transaction_id, card_token, approval_code].every(Boolean));
    assert.deepEqual(rest, {
      parent_transaction_id: null,
      reference: 'ORDER-123456',
      terminal_id: 'TERM001',
      currency: 'EUR',
      amount: 100,
      transaction_type: 'PURCHASE',
      status: 'APPROVED',
      response_code: 'APPROVED',
      response_message: 'approved',
      session_id,
    });
  });

  it('declines to the error URL, cancels to the cancel URL without a word', async () => {
    const world = await finrelay();
    const declined = await press(world, (await world.open())['redirect_url'], {
      action: 'decline',
      reason: 'DO_NOT_HONOR',
    });
    assert.equal(location(declined), `${ORDER}/error-url`);
    const { event, data } = world.merchant.received[0]!.body;
    assert.deepEqual(
      [event, (data as Json)['response_code']],
      ['transaction-svc:transaction:purchase:declined', 'DO_NOT_HONOR'],
    );
    assert.ok(!('card_token' in (data as Json)));
    const canceled = await press(world, (await world.open())['redirect_url'], { action: 'cancel' });
    assert.equal(location(canceled), `${ORDER}/cancel-url`);
    assert.equal(world.merchant.received.length, 1);
  });

  it('says what the documentation says where a link cannot be paid', async () => {
    const world = await finrelay();
    const get = async (url: string) => (await world.sandbox.fetch(new Request(url))).text();
    const sentence = /This payment is currently unavailable\. Please contact the merchant\./;
    const { redirect_url, session_id } = await world.open();
    const link = String(redirect_url);
    assert.doesNotMatch(await get(link), sentence);
    assert.match(await get(link.replace(/payment\/\w{40}/, `payment/${'x'.repeat(40)}`)), sentence);
    assert.match(
      await get(String((await world.open({ terminal_id: 'TERM003' }))['redirect_url'])),
      sentence,
    );
    await world.sandbox.control.complete(String(session_id), 'pay');
    assert.match(await get(link), sentence);
    const late = String((await world.open({ reference: 'other' }))['redirect_url']);
    world.clock.advance(24 * 3600_000);
    assert.match(await get(late), sentence);
  });

  it('pays once', async () => {
    const world = await finrelay();
    const { redirect_url } = await world.open();
    const submit = () => world.sandbox.fetch(form(String(redirect_url), { action: 'pay' }));
    const answers = await Promise.all([submit(), submit()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 404]);
    assert.equal(world.merchant.received.length, 1);
  });

  it('escapes what the merchant sent, and runs no script', async () => {
    const { open, sandbox } = await finrelay();
    const { redirect_url } = await open({
      description: '<img src=x onerror=alert(1)>',
      reference: '"><script>',
    });
    const shown = await sandbox.fetch(new Request(String(redirect_url)));
    assert.doesNotMatch(await shown.text(), /<img|<script/);
    assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  });

  it('challenges, then answers as the metadata of the documented session say', async () => {
    const world = await finrelay();
    const headers = {
      authorization: `Bearer ${await world.token()}`,
      'x-api-key': world.sandbox.credentials.x_api_key,
    };
    const session = await json(
      await world.call('/api/sessions', fixture('finrelay/session.request.json'), headers),
    );
    const { redirect_url } = session;
    const first = await press(world, redirect_url, { action: 'pay' });
    assert.equal(location(first), redirect_url);
    assert.equal(world.merchant.received.length, 0);
    const challenge = await (await world.sandbox.fetch(new Request(String(redirect_url)))).text();
    for (const id of ['challenge-confirm', 'challenge-fail', 'cancel'])
      assert.match(challenge, new RegExp(id));
    const left = await press(world, redirect_url, { action: 'pay' });
    assert.equal(location(left), 'https://google.com/success-url');
    const { event, data } = world.merchant.received[0]!.body;
    assert.equal(event, 'transaction-svc:transaction:authorize:authorized');
    const { approval_code, payment_provider_response_code, response_message } = data as Json;
    assert.deepEqual(
      [approval_code, payment_provider_response_code, response_message],
      ['N/A', 'approved-code', 'approved'],
    );
  });

  it('declines "pay" where the metadata say so, and finds a failed session its cancel URL', async () => {
    const world = await finrelay();
    const headers = {
      authorization: `Bearer ${await world.token()}`,
      'x-api-key': world.sandbox.credentials.x_api_key,
    };
    const body = {
      ...fixture('finrelay/session.request.json'),
      metadata: { response_code: 'DECLINED' },
    };
    const { session_id } = await json(await world.call('/api/sessions', body, headers));
    const end = await world.sandbox.control.complete(String(session_id), 'pay');
    assert.deepEqual([end.state, end.redirect_url], ['DECLINED', 'https://google.com/failed-url']);
  });

  it('leaves a payment pending, and decides later under the same transaction', async () => {
    const world = await finrelay();
    const session = String(
      (await world.open({ metadata: { response_code: 'PENDING' } }))['session_id'],
    );
    assert.equal((await world.sandbox.control.complete(session, 'pay')).state, 'PENDING');
    await world.sandbox.control.complete(session, { action: 'pay', late: true });
    const [pending, approved] = world.merchant.received.map(({ body }) => body);
    assert.deepEqual(
      [pending!['event'], approved!['event']].map((event) => String(event).split(':').at(-1)),
      ['pending', 'approved'],
    );
    assert.equal(
      (pending!['data'] as Json)['transaction_id'],
      (approved!['data'] as Json)['transaction_id'],
    );
  });
});

describe('finrelay: the webhook', () => {
  const received = async (world: Finrelay) => {
    const { session_id } = await world.open({ reference: crypto.randomUUID() });
    await world.sandbox.control.complete(String(session_id), 'pay');
    return world.merchant.received.at(-1)!;
  };
  const sha = (raw: string, encoding: 'hex' | 'base64') =>
    createHash('sha512').update(raw).digest(encoding);
  const digest = (payload: unknown) => (payload as { data: { SHA512: string } }).data.SHA512;

  for (const algorithm of ['ES256', 'RS256', 'EdDSA'] as const) {
    it(`carries an ${algorithm} token over the digest of the raw body`, async () => {
      const world = await finrelay({ algorithm });
      const { headers, raw } = await received(world);
      const { publicKey } = world.sandbox;
      const token = headers.get('authorization') ?? '';
      for (const key of [
        await importJWK(publicKey.jwk, algorithm),
        await importSPKI(publicKey.pem, algorithm),
      ]) {
        const { payload } = await jwtVerify(token, key, { algorithms: [algorithm] });
        assert.equal(digest(payload), sha(raw, 'hex'));
      }
      assert.ok(!('d' in publicKey.jwk), 'the private part stays inside');
    });
  }

  it('writes prefix and digest in the other ways that the documentation leaves open', async () => {
    const settings = { webhook_url: `${SHOP}/hooks`, digest: 'base64', bearer: true } as const;
    const world = await finrelay({ settings });
    const { headers, raw } = await received(world);
    const [, token = ''] = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '') ?? [];
    const { payload } = await jwtVerify(
      token,
      await importJWK(world.sandbox.publicKey.jwk, 'ES256'),
    );
    assert.equal(digest(payload), sha(raw, 'base64'));
  });

  it('is forged on demand: by another key, without token, with another body', async () => {
    const world = await finrelay();
    const key = await importJWK(world.sandbox.publicKey.jwk, 'ES256');
    world.sandbox.control.setWebhooks({ forge: 'signature' });
    const stranger = await received(world);
    await assert.rejects(jwtVerify(stranger.headers.get('authorization') ?? '', key));
    world.sandbox.control.setWebhooks({ forge: 'unsigned' });
    assert.equal((await received(world)).headers.get('authorization'), null);
    world.sandbox.control.setWebhooks({ forge: 'body' });
    const altered = await received(world);
    const { payload } = await jwtVerify(altered.headers.get('authorization') ?? '', key);
    assert.notEqual(digest(payload), sha(altered.raw, 'hex'));
    assert.equal((altered.body['data'] as Json)['amount'], 1);
  });

  it('goes to the URL of its family, and to nobody where none is set', async () => {
    const world = await finrelay();
    const session = String((await world.open())['session_id']);
    world.sandbox.control.configure({ management_webhook_url: `${SHOP}/management` });
    await world.sandbox.control.complete(session, 'pay');
    await world.sandbox.control.emit(session, {
      event: 'transaction-svc:transaction:management:refund:approved',
    });
    assert.deepEqual(
      world.merchant.received.map(({ url }) => url),
      [`${SHOP}/hooks/finrelay`, `${SHOP}/management`],
    );
    world.sandbox.control.configure({ webhook_url: null, management_webhook_url: null });
    const silent = String((await world.open({ reference: 'r2' }))['session_id']);
    assert.equal((await world.sandbox.control.complete(silent, 'pay')).webhook, null);
  });

  it('says what the control wants, under a right signature', async () => {
    const world = await finrelay();
    const session = String((await world.open())['session_id']);
    await world.sandbox.control.complete(session, 'pay');
    await world.sandbox.control.emit(session, { overrides: { amount: 99 } });
    const [first, altered] = world.merchant.received;
    assert.equal((altered!.body['data'] as Json)['amount'], 99);
    const key = await importJWK(world.sandbox.publicKey.jwk, 'ES256');
    const { payload } = await jwtVerify(altered!.headers.get('authorization') ?? '', key);
    assert.equal(digest(payload), sha(altered!.raw, 'hex'));
    const [delivery] = world.sandbox.control.deliveries();
    await world.sandbox.control.emit(session, { replay: delivery!.id });
    assert.equal(world.merchant.received[2]!.raw, first!.raw);
  });
});
