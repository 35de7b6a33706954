import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebhookReading } from '../../../../src/server/gateways/gateway.js';
import { postpay, signPostpayWebhook } from '../../../../src/server/gateways/postpay/gateway.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import { fixture, INVENTORY } from './client-support.js';
import { AT, postpayHarness, SECRET } from './harness.js';

const SECONDS = AT / 1000;
const utf8 = new TextEncoder();

/** What the gateway makes of a body that is signed with `secret` at `seconds`. */
async function told(
  content: unknown,
  {
    secret = SECRET,
    seconds = SECONDS,
    options = {},
    alter = (signature: string) => signature,
  } = {},
): Promise<WebhookReading> {
  const body = utf8.encode(typeof content === 'string' ? content : JSON.stringify(content));
  const signature = alter(await signPostpayWebhook(body, secret, seconds));
  const headers = new Headers({ [INVENTORY.webhook.signature_header]: signature });
  const gateway = postpay({ ...postpayHarness().options, ...options });
  return gateway.readWebhook({ headers, body });
}

const order = fixture('order.response');
const [transaction] = fixture('transactions.response')['results'] as object[];

describe('a webhook of Postpay', () => {
  it('is signed as its public client checks it: HMAC-SHA256 over the time, a colon and the body', async () => {
    // printf '1588935484:{}' | openssl dgst -sha256 -hmac dolphins
    assert.equal(
      await signPostpayWebhook(utf8.encode('{}'), 'dolphins', 1588935484),
      '1588935484:ef2278a2684b0e24c51273106d7220b22c0e34d2ba04809317730c4db9c6ccc9',
    );
  });

  it('is about the order in it: as such, in a transaction, or either in an envelope', async () => {
    for (const body of [
      order,
      transaction,
      { event: 'order', data: order },
      { data: transaction },
    ]) {
      assert.deepEqual(await told(body), {
        kind: 'authentic',
        reading: {
          reference: 'order-01',
          outcome: { kind: 'paid' },
          amount: { value: '814.80', currency: 'AED' },
          methodCode: 'hosted_page',
          transactionId: 'order-01',
        },
      });
    }
  });

  it('about a start that was finished under another number is about its reference', async () => {
    const answer = await told({ ...order, order_id: 'hpp-7-r2' });
    assert.ok(answer.kind === 'authentic');
    assert.equal(answer.reading?.reference, 'hpp-7');
    assert.equal(answer.reading.transactionId, 'hpp-7-r2');
  });

  it('without an order in it is unknown, and about no payment of ours', async () => {
    for (const body of ['', 'null', '[]', '{"order_id":7}', { data: { order: null } }]) {
      const answer = await told(body);
      assert.ok(answer.kind === 'authentic', JSON.stringify(body));
      assert.equal(answer.reading?.outcome.kind, 'unknown');
      assert.equal(answer.reading.reference, null);
    }
  });

  it('is verified as it was sent, byte for byte', async () => {
    const spaced = `\ufeff${JSON.stringify(order, null, 4)}\n`;
    assert.equal((await told(spaced)).kind, 'authentic');
  });

  it('counts for 300 seconds before and after its time, or as long as the options say', async () => {
    const at = async (seconds: number, options = {}) =>
      (await told(order, { seconds, options })).kind;
    assert.equal(await at(SECONDS - 300), 'authentic');
    assert.equal(await at(SECONDS - 301), 'forged');
    assert.equal(await at(SECONDS + 300), 'authentic');
    assert.equal(await at(SECONDS + 301), 'forged');
    assert.equal(await at(SECONDS - 301, { webhookToleranceMs: 400_000 }), 'authentic');
    assert.equal(await at(SECONDS - 2, { webhookToleranceMs: 1000 }), 'forged');
  });

  it('is taken from the old secret and from the new one while it is being changed', async () => {
    const options = { webhookSecret: ['old', 'new'] };
    assert.equal((await told(order, { secret: 'old', options })).kind, 'authentic');
    assert.equal((await told(order, { secret: 'new', options })).kind, 'authentic');
    assert.equal((await told(order, { secret: 'older', options })).kind, 'forged');
  });

  it('is forged without a whole signature, or with that of another time', async () => {
    const alterations: ((signature: string) => string)[] = [
      () => '',
      (signature) => signature.slice(0, -1),
      (signature) => signature.replace(/^\d+:/, ''),
      (signature) => signature.replace(/^\d+/, String(SECONDS + 1)),
      (signature) => signature.replace(/^\d+/, '9'.repeat(30)),
      (signature) => signature.replace(/^\d+/, `-${SECONDS}`),
      (signature) => `${signature}0`,
    ];
    for (const alter of alterations) assert.equal((await told(order, { alter })).kind, 'forged');
    assert.equal((await told(order, { alter: (text) => text.toUpperCase() })).kind, 'authentic');
  });

  it('is sent for both documented events, as the sandbox sends them', async () => {
    const h = postpayHarness();
    const gateway = h.connect();
    const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
    await h.sandbox.control.complete(session.reference, 'pay');
    await h.client.capture(session.reference);
    for (const webhook_body of ['object', 'envelope'] as const) {
      h.sandbox.control.configure({ webhook_body });
      for (const event of INVENTORY.webhook.events) {
        const url = h.client.listHooks().then(({ results }) => results[0]?.url ?? '');
        await h.sandbox.control.emit(session.reference, { event, url: await url });
        const webhook = h.inbox.at(-1);
        assert.ok(webhook);
        const answer = await gateway.readWebhook(webhook);
        assert.ok(answer.kind === 'authentic');
        assert.deepEqual(
          [answer.reading?.reference, answer.reading?.outcome],
          ['hpp-1', { kind: 'paid' }],
        );
      }
    }
  });
});
