import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toScriptJson } from '../../src/server/script-json.js';
import { openShop } from '../support/shop.js';

const HOSTILE = '</script><script>alert(1)</script><!-- \u2028\u2029 & "quoted" \\';

describe('a view that is sent along with the page', () => {
  it('is what the page would fetch', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const fetched = await shop.view(id);
    assert.deepEqual(await shop.checkout.sessions.view(id), fetched);
  });

  it('is up to date: a changed amount has its methods listed anew', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.checkout.sessions.update(id, { amount: { value: '20.000', currency: 'KWD' } });
    const { payment_methods } = await shop.checkout.sessions.view(id);
    const card = payment_methods.find(({ code }) => code === 'ottu:credit-card');
    assert.equal(card?.total.value, '20.500');
  });

  it('cannot end the script that it stands in, whatever a product is called', async () => {
    const shop = await openShop();
    const total = { value: '14.000', currency: 'KWD' };
    const items = [{ name: HOSTILE, quantity: 1, total }];
    const view = await shop.checkout.sessions.view(await shop.create({ order: { items } }));
    const json = toScriptJson(view);
    assert.doesNotMatch(json, /[<>&\u2028\u2029]/);
    assert.deepEqual(JSON.parse(json), view);
  });

  it('says so when there is no such session', async () => {
    const shop = await openShop();
    await assert.rejects(shop.checkout.sessions.view('nobody'), { code: 'session_not_found' });
  });
});
