import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../../../src/server/store/memory.js';
import type { Store } from '../../../src/server/store/store.js';
import { openShop, PUBLIC_URL, type Shop } from '../../support/shop.js';
import { CUSTOMER } from './walk-setting.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function replay(shop: Shop, provider: 'ottu' | 'finrelay', index = -1): Promise<Response> {
  const delivery = shop[provider].control.deliveries().at(index);
  assert.ok(delivery);
  const { url, headers, body } = delivery;
  return shop.checkout.fetch(new Request(url, { method: 'POST', headers, body }));
}

describe('the same words of a provider that can be asked', () => {
  it('are a repeat within a minute, and a reason to ask again later', async () => {
    const asked: string[] = [];
    const shop = await openShop({
      wrap: (gateway) => ({
        ...gateway,
        retrieve:
          gateway.retrieve &&
          ((question) => {
            asked.push(question.providerSession.reference);
            return gateway.retrieve?.(question) ?? Promise.reject(new Error('It cannot be asked.'));
          }),
      }),
    });
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    const before = asked.length;
    await replay(shop, 'ottu');
    await shop.settle();
    assert.equal(asked.length, before);
    shop.advance(MINUTE);
    await replay(shop, 'ottu');
    await replay(shop, 'ottu');
    await shop.settle();
    assert.equal(asked.length, before + 1);
    assert.equal(await shop.state(id), 'paid');
  });
});

describe('a webhook that names what only it knows', () => {
  it('is kept while its provider cannot be asked for more than a day', async () => {
    const shop = await openShop({ providers: ['paymentoptions'] });
    const id = await shop.create({ customer: CUSTOMER });
    await shop.leave(id, { method: 'paymentoptions:hosted_page' });
    const { control } = shop.paymentoptions;
    control.failApi({ kind: 'status', status: 503 });
    await control.complete(await shop.reference(id), 'pay');
    for (let hours = 0; hours < 30; hours += 3) {
      shop.advance(3 * HOUR);
      await shop.checkout.reconcile();
    }
    assert.notEqual(await shop.state(id), 'paid');
    control.clearApiFaults();
    await shop.checkout.reconcile();
    assert.equal(await shop.state(id), 'paid');
  });
});

for (const [gateway, method] of [
  ['ottu', 'ottu:knet'],
  ['finrelay', 'finrelay:hosted_page'],
] as const) {
  describe(`webhooks of ${gateway}`, () => {
    it('makes the session paid and tells the merchant once', async () => {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      await shop[gateway].control.complete(await shop.reference(id), 'pay');
      await shop.settle();
      const session = await shop.checkout.sessions.retrieve(id);
      assert.equal(session.state, 'paid');
      assert.deepEqual(session.capturedAmount, { value: '14.000', currency: 'KWD' });
      const paid = shop.notices.filter(({ state }) => state === 'paid');
      assert.equal(paid.length, 1);
      assert.equal(paid[0]?.session.reference, 'ORDER-1');
    });

    it('answers exactly 200', async () => {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      await shop[gateway].control.complete(await shop.reference(id), 'pay');
      const statuses = shop[gateway].control
        .deliveries()
        .flatMap(({ answers }) => answers.map((one) => one.status));
      assert.deepEqual(statuses, [200]);
    });

    it('refuses forged ones with 401 and changes nothing', async () => {
      for (const forge of ['signature', 'unsigned', 'body'] as const) {
        const shop = await openShop();
        const id = await shop.create();
        await shop.leave(id, { method });
        shop[gateway].control.setWebhooks({ forge, shopper: 'continues' });
        if (gateway === 'ottu')
          shop.ottu.control.failApi({ kind: 'status', method: 'GET', status: 503 });
        await shop[gateway].control.complete(await shop.reference(id), 'pay');
        await shop.settle();
        const [delivery] = shop[gateway].control.deliveries();
        assert.equal(delivery?.answers[0]?.status, 401, forge);
        assert.equal(await shop.state(id), 'pending', forge);
        assert.ok(shop.errors.includes('a forged webhook was refused'), forge);
      }
    });

    it('takes a repeated one without a second effect', async () => {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      shop[gateway].control.setWebhooks({ copies: 3 });
      await shop[gateway].control.complete(await shop.reference(id), 'pay');
      await shop.settle();
      assert.equal((await replay(shop, gateway)).status, 200);
      await shop.settle();
      assert.equal(shop.notices.filter(({ state }) => state === 'paid').length, 1);
    });

    it('does not let a stale failure of an earlier attempt override a payment', async () => {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      shop[gateway].control.setWebhooks({ mode: 'hold', times: 1 });
      await shop[gateway].control.complete(await shop.reference(id), 'decline');
      await shop.view(id);
      const live = (await shop.view(id)).attempt;
      const replaces = live ? { attempt_id: live.id, confirmed: true } : undefined;
      const other = gateway === 'ottu' ? 'ottu:credit-card' : 'ottu:knet';
      await shop.leave(id, { method: other, ...(replaces ? { replaces } : {}) });
      await shop.ottu.control.complete(await shop.reference(id), {
        action: 'pay',
        method: other.slice(5),
      });
      await shop.settle();
      assert.equal(await shop.state(id), 'paid');
      await shop[gateway].control.release();
      await shop.settle();
      assert.equal(await shop.state(id), 'paid');
    });

    it('lets a late payment override an expired session, and reports it as late', async () => {
      const shop = await openShop();
      const id = await shop.create({ expiresAt: '2026-01-05T10:30:00Z' });
      await shop.leave(id, { method });
      shop[gateway].control.setWebhooks({ mode: 'hold', shopper: 'continues' });
      await shop[gateway].control.complete(await shop.reference(id), 'pay');
      if (gateway === 'ottu')
        shop.ottu.control.failApi({ kind: 'status', method: 'GET', status: 503 });
      shop.advance(26 * 60 * MINUTE);
      await shop.checkout.reconcile();
      await shop.settle();
      assert.equal(await shop.state(id), 'expired');
      shop[gateway].control.clearApiFaults();
      await shop[gateway].control.release();
      await shop.settle();
      assert.equal(await shop.state(id), 'paid');
      assert.ok(shop.typesOf().includes('late_payment'));
    });

    it('keeps a payment of another amount from being paid: it is held for review', async () => {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      const reference = await shop.reference(id);
      shop[gateway].control.alter(
        reference,
        gateway === 'ottu' ? { amount: '1.000' } : { amount: 1000 },
      );
      await shop[gateway].control.complete(reference, 'pay');
      await shop.settle();
      const session = await shop.checkout.sessions.retrieve(id);
      assert.equal(session.state, 'pending');
      assert.equal(session.review?.reason, 'amount_mismatch');
      assert.ok(shop.typesOf().includes('review_needed'));
      assert.equal((await shop.view(id)).review, true);
      assert.equal((await shop.start(id, { method })).body.code, 'session_closed');
    });

    it('keeps a payment in another currency from being paid', async () => {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      const reference = await shop.reference(id);
      shop[gateway].control.alter(
        reference,
        gateway === 'ottu' ? { currency_code: 'BHD' } : { currency: 'BHD' },
      );
      await shop[gateway].control.complete(reference, 'pay');
      await shop.settle();
      const session = await shop.checkout.sessions.retrieve(id);
      assert.notEqual(session.state, 'paid');
      assert.equal(session.review?.reason, 'amount_mismatch');
    });
  });
}

describe('webhook addresses', () => {
  it('answers 404 for a gateway that is not configured', async () => {
    const shop = await openShop();
    const request = new Request(`${PUBLIC_URL}/webhooks/nobody/token`, {
      method: 'POST',
      body: '{}',
    });
    assert.equal((await shop.checkout.fetch(request)).status, 404);
  });

  it('answers 404 for a wrong secret of a gateway with one configured URL', async () => {
    const shop = await openShop();
    const request = new Request(`${PUBLIC_URL}/webhooks/finrelay/guess`, {
      method: 'POST',
      body: '{}',
    });
    assert.equal((await shop.checkout.fetch(request)).status, 404);
  });

  it('keeps nothing that comes to no payment where nothing is signed', async () => {
    const memory = memoryStore();
    const kept: string[] = [];
    const store: Store = {
      ...memory,
      saveWebhook: (webhook) => {
        kept.push(webhook.token);
        return memory.saveWebhook(webhook);
      },
    };
    const shop = await openShop({ providers: ['paymentoptions'], store });
    const id = await shop.create();
    await shop.leave(id, { method: 'paymentoptions:hosted_page' });
    const own = (await shop.store.load(id))?.providerSessions[0]?.webhookToken ?? '';
    const send = async (token: string): Promise<number> => {
      const body = JSON.stringify({ transaction_details: { id: 'anything' } });
      const url = `${PUBLIC_URL}/webhooks/paymentoptions/${token}`;
      return (await shop.checkout.fetch(new Request(url, { method: 'POST', body }))).status;
    };
    assert.equal(await send('a-guess-of-somebody-out-there'), 404);
    assert.equal(await send(own), 200);
    assert.deepEqual(kept, [own]);
  });

  it('accepts an authentic webhook that is about no payment of ours', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    const [delivery] = shop.ottu.control.deliveries();
    assert.ok(delivery);
    const elsewhere = new Request(`${PUBLIC_URL}/webhooks/ottu/some-other-token-of-old`, {
      method: 'POST',
      headers: delivery.headers,
      body: `${delivery.body} `,
    });
    assert.equal((await shop.checkout.fetch(elsewhere)).status, 200);
  });
});
