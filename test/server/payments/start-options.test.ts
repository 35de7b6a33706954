import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, type Shop } from '../../support/shop.js';

const TERMS = { name: 'Conditions', url: 'https://shop.test/terms' };
const POSTPAY = 'postpay:hosted_page';

const HOME = { line1: 'Palm Street', city: 'Salmiya', country: 'KW', postalCode: '22001' };
const customer = {
  ...{ firstName: 'Mariam', lastName: 'Al-Sabah', email: 'mariam@example.com' },
  ...{ billingAddress: HOME, shippingAddress: HOME },
};

/** A shop that leaves the number of Postpay's instalments to its shoppers. */
async function openPlans() {
  const gatewayOptions = { postpay: { numInstalments: [2, 4] } };
  const shop = await openShop({ providers: ['ottu', 'postpay'], gatewayOptions });
  return { shop, id: await shop.create({ customer }) };
}

const eventsOf = async ({ checkout }: Shop, id: string, type: string) =>
  (await checkout.sessions.events(id)).filter((one) => one.type === type);

/** What Postpay was told, checkout by checkout. */
const sentPlans = ({ postpay }: Shop) =>
  postpay.control
    .requests()
    .filter(({ operation }) => operation === 'create_checkout')
    .map(({ body }) => (JSON.parse(body) as { num_instalments?: number }).num_instalments);

describe('a start with a plan', () => {
  it('offers the plans, and takes one of them to the provider, the log and the merchant', async () => {
    const { shop, id } = await openPlans();
    const view = await shop.view(id);
    const method = view.payment_methods.find(({ code }) => code === POSTPAY);
    assert.deepEqual(method?.instalments, [
      { count: 2, amount: { value: '7.00', currency: 'KWD' } },
      { count: 4, amount: { value: '3.50', currency: 'KWD' } },
    ]);
    await shop.leave(id, { method: POSTPAY, instalments: 4 });
    assert.deepEqual(sentPlans(shop), [4]);
    const [starting] = await eventsOf(shop, id, 'attempt.starting');
    assert.equal(starting?.data['instalments'], 4);
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.instalments, 4);
  });

  it('that is not offered is refused with the fresh session', async () => {
    const { shop, id } = await openPlans();
    for (const choice of [
      { method: POSTPAY, instalments: 3 },
      { method: 'ottu:knet', instalments: 2 },
    ]) {
      const { status, body } = await shop.start(id, choice);
      assert.deepEqual([status, body.code], [409, 'session_changed']);
      assert.ok(body.session);
    }
    assert.deepEqual((await shop.checkout.sessions.retrieve(id)).attempts, []);
  });

  it('and none leaves the choice to the provider', async () => {
    const { shop, id } = await openPlans();
    await shop.leave(id, { method: POSTPAY });
    assert.deepEqual(sentPlans(shop), [undefined]);
  });

  it('is another start under another plan, with the same key too', async () => {
    const { shop, id } = await openPlans();
    const first = await shop.leave(id, { method: POSTPAY, instalments: 2, key: 'k1' });
    const again = await shop.leave(id, { method: POSTPAY, instalments: 2, key: 'k1' });
    assert.deepEqual(again.redirect, first.redirect);
    const reused = await shop.start(id, { method: POSTPAY, instalments: 4, key: 'k1' });
    assert.deepEqual([reused.status, reused.body.code], [422, 'idempotency_key_reused']);
    const other = await shop.start(id, { method: POSTPAY, instalments: 4 });
    assert.deepEqual([other.status, other.body.code], [409, 'attempt_in_progress']);
    const replaces = { attempt_id: first.attempt.id, confirmed: true };
    await shop.leave(id, { method: POSTPAY, instalments: 4, replaces });
    assert.deepEqual(sentPlans(shop), [2, 4]);
  });

  it('goes on with the plan of the live attempt when it names none', async () => {
    const { shop, id } = await openPlans();
    const first = await shop.leave(id, { method: POSTPAY, instalments: 2 });
    const joined = await shop.leave(id, { method: POSTPAY });
    assert.deepEqual(joined.redirect, first.redirect);
    assert.deepEqual(sentPlans(shop), [2]);
  });
});

describe('a start on a session with terms', () => {
  it('needs a yes to them; nothing is begun without it', async () => {
    const shop = await openShop();
    const id = await shop.create({ terms: TERMS });
    for (const choice of [{}, { termsAccepted: false }]) {
      const { status, body } = await shop.start(id, { method: 'ottu:knet', ...choice });
      assert.deepEqual([status, body.code], [422, 'terms_not_accepted']);
      assert.deepEqual(body.session?.terms, TERMS);
    }
    assert.deepEqual((await shop.checkout.sessions.retrieve(id)).attempts, []);
  });

  it('writes the yes into the log, with time and address, and tells the merchant', async () => {
    const shop = await openShop();
    const id = await shop.create({ terms: TERMS });
    await shop.leave(id, { method: 'ottu:knet', termsAccepted: true });
    const at = '2026-01-05T10:00:00.000Z';
    const [accepted, ...more] = await eventsOf(shop, id, 'attempt.terms_accepted');
    assert.deepEqual(more, []);
    assert.deepEqual([accepted?.at, accepted?.data['url']], [at, TERMS.url]);
    await shop.settle();
    const told = { url: TERMS.url, at };
    assert.deepEqual(shop.notices.at(-1)?.session.attempts[0]?.termsAccepted, told);
  });

  it('goes on with a live attempt for which they were accepted, and with no other', async () => {
    const shop = await openShop();
    const id = await shop.create({ terms: TERMS });
    await shop.leave(id, { method: 'ottu:knet', termsAccepted: true, key: 'k1' });
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.checkout.sessions.update(id, { terms: { url: 'https://shop.test/newer' } });
    const refused = await shop.start(id, { method: 'ottu:knet' });
    assert.deepEqual([refused.status, refused.body.code], [422, 'terms_not_accepted']);
    await shop.leave(id, { method: 'ottu:knet', termsAccepted: true });
    const accepted = await eventsOf(shop, id, 'attempt.terms_accepted');
    assert.deepEqual(
      accepted.map(({ data }) => data['url']),
      [TERMS.url, 'https://shop.test/newer'],
    );
  });

  it('asks for the yes before it asks which attempt to leave', async () => {
    const shop = await openShop();
    const id = await shop.create({ terms: TERMS });
    await shop.leave(id, { method: 'ottu:knet', termsAccepted: true });
    const { body } = await shop.start(id, { method: 'finrelay:hosted_page' });
    assert.equal(body.code, 'terms_not_accepted');
  });

  it('has an answer for a yes where there are no terms: it means nothing', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet', termsAccepted: true });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.termsAccepted, null);
  });
});
