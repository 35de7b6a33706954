import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, PUBLIC_URL, type Shop } from '../../support/shop.js';

const FINRELAY = 'finrelay:hosted_page';

const openQr = () => openShop({ gatewayOptions: { ottu: { qrCode: true } } });

const providerOf = async ({ store }: Shop, id: string) =>
  (await store.load(id))?.providerSessions.find(({ gateway }) => gateway === 'ottu');

/** The phone pays on Ottu's own page, to which the code leads. */
async function payByPhone(shop: Shop, id: string) {
  const provider = await providerOf(shop, id);
  return shop.ottu.control.complete(provider?.reference ?? '', 'pay');
}

describe('the QR code of Ottu', () => {
  it('is there only where the merchant wants it', async () => {
    const shop = await openShop();
    const id = await shop.create();
    assert.equal((await shop.view(id)).qr_code, null);
    assert.equal((await providerOf(shop, id))?.revealed, false);
    assert.ok(!shop.ottu.control.requests().some(({ body }) => body.includes('generate_qr')));
  });

  it('is a picture of our own backend, fetched from Ottu', async () => {
    const shop = await openShop({
      gatewayOptions: { ottu: { qrCode: true } },
      fetch: (input) => shopFetch(new Request(input)),
    });
    const shopFetch = (request: Request) => shop.ottu.fetch(request);
    const id = await shop.create();
    const { qr_code } = await shop.view(id);
    assert.ok(qr_code?.startsWith(`${PUBLIC_URL}/assets/`));
    const picture = await shop.checkout.fetch(new Request(qr_code ?? ''));
    assert.equal(picture.status, 200);
    assert.equal(picture.headers.get('Content-Type'), 'image/svg+xml');
  });

  it('is written down as shown before it is: a session that nobody looked at is not watched', async () => {
    const shop = await openQr();
    const id = await shop.create();
    assert.equal((await providerOf(shop, id))?.revealed, false);
    assert.ok((await shop.view(id)).qr_code);
    assert.equal((await providerOf(shop, id))?.revealed, true);
    const types = (await shop.checkout.sessions.events(id)).map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'provider_session.qr_code_shown').length, 1);
  });

  it('that a phone pays by pays the session: by the webhook', async () => {
    const shop = await openQr();
    const id = await shop.create();
    await shop.view(id);
    await payByPhone(shop, id);
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
    assert.ok(shop.typesOf().includes('state_changed'));
    const view = await shop.view(id);
    assert.deepEqual([view.state, view.qr_code, view.hosted_url], ['paid', null, null]);
  });

  it('that a phone pays by pays the session: by asking, when the webhook is lost', async () => {
    for (const how of ['reconcile', 'view'] as const) {
      const shop = await openQr();
      const id = await shop.create();
      await shop.view(id);
      shop.ottu.control.setWebhooks({ mode: 'drop' });
      await payByPhone(shop, id);
      await shop.settle();
      assert.equal(await shop.state(id), 'created');
      shop.advance(60_000);
      if (how === 'reconcile') await shop.checkout.reconcile();
      else await shop.view(id);
      assert.equal(await shop.state(id), 'paid', how);
    }
  });

  it('sends the phone back to the shop, with the session', async () => {
    const shop = await openQr();
    const id = await shop.create();
    await shop.view(id);
    const { redirect_url } = await payByPhone(shop, id);
    const back = await shop.follow(redirect_url);
    assert.equal(back.status, 303);
    assert.equal(back.headers.get('Location'), `https://shop.test/return?lang=en&session_id=${id}`);
    assert.equal(await shop.state(id), 'paid');
  });

  it('ends at Ottu before another provider is begun, and is not shown beside it', async () => {
    const shop = await openQr();
    const id = await shop.create();
    await shop.view(id);
    await shop.leave(id, { method: FINRELAY });
    assert.equal((await providerOf(shop, id))?.closed, true);
    assert.equal((await shop.view(id)).qr_code, null);
  });

  it('that was paid a moment before another provider is begun ends that start', async () => {
    const shop = await openQr();
    const id = await shop.create();
    await shop.view(id);
    shop.ottu.control.setWebhooks({ mode: 'drop' });
    await payByPhone(shop, id);
    const { status, body } = await shop.start(id, { method: FINRELAY });
    assert.deepEqual([status, body.code], [409, 'session_closed']);
    assert.equal(body.session?.state, 'paid');
    assert.deepEqual(
      (await shop.checkout.sessions.retrieve(id)).attempts.map(({ gateway }) => gateway),
      ['ottu'],
    );
  });

  it('stays beside an attempt of the same payment at Ottu, which is paid once', async () => {
    const shop = await openQr();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    assert.ok((await shop.view(id)).qr_code);
    await payByPhone(shop, id);
    await shop.settle();
    const { state, attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual([state, attempts.length], ['paid', 1]);
  });

  it('is not shown while another link may be paid', async () => {
    const shop = await openQr();
    const id = await shop.create();
    const live = await shop.leave(id, { method: FINRELAY });
    const replaces = { attempt_id: live.attempt.id, confirmed: true };
    await shop.leave(id, { method: 'ottu:knet', replaces });
    assert.equal((await shop.view(id)).qr_code, null);
  });

  it('follows a changed amount, and goes with the session', async () => {
    const shop = await openQr();
    const id = await shop.create();
    const before = (await shop.view(id)).qr_code;
    await shop.checkout.sessions.update(id, { amount: { value: '20.000', currency: 'KWD' } });
    assert.equal((await shop.view(id)).qr_code, before);
    await payByPhone(shop, id);
    await shop.settle();
    const { state, capturedAmount } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual([state, capturedAmount?.value], ['paid', '20.000']);
  });

  it('is canceled at Ottu with the session', async () => {
    const shop = await openQr();
    const id = await shop.create();
    await shop.view(id);
    assert.equal((await shop.cancel(id)).body.session.qr_code, null);
    await shop.settle();
    assert.equal((await providerOf(shop, id))?.closed, true);
  });

  it('is never shown for a gateway that cannot end or follow what it leads to', async () => {
    for (const lacks of [{ cancel: null }, { retrieve: null }, { sharesSession: false }]) {
      const shop = await openShop({
        gatewayOptions: { ottu: { qrCode: true } },
        wrap: (gateway) => ({ ...gateway, ...lacks }),
      });
      assert.equal((await shop.view(await shop.create())).qr_code, null, JSON.stringify(lacks));
    }
  });
});
