import assert from 'node:assert/strict';
import { at } from '../../demo/sandboxes/inventory-support.js';
import type { Checks } from './facts.js';
import { HOUR, isPaidOnce, isUnpaid, MINUTE, openWorld, type World } from './world.js';

/** The same bytes once more, as anybody could send them who had seen them. */
async function replay({ control, shop }: World): Promise<number> {
  const { url, headers, body } = control.deliveries().at(-1) ?? assert.fail('nothing was sent');
  const request = new Request(url, { method: 'POST', headers, body });
  const { status } = await shop.checkout.fetch(request);
  await shop.settle();
  return status;
}

/** What the provider tells, and what is believed of it. */
export const webhookChecks = {
  'webhook verified': async (code, { signed }) => {
    const world = await openWorld(code);
    await world.leave();
    await world.act('pay');
    const [first] = world.control.deliveries();
    const { url, headers, body, answers } = first ?? assert.fail('no webhook');
    assert.deepEqual([answers.length, answers[0]?.status], [1, 200]);
    if (signed === null) {
      assert.match(url, /\/webhooks\/\w+\/[\w-]{32,}$/, 'only the two sides know the address');
    } else if ('header' in signed) {
      assert.ok(headers[signed.header], signed.header);
    } else {
      assert.ok(at(JSON.parse(body), signed.field), signed.field);
    }
    await isPaidOnce(world);
    assert.equal((await world.attempt()).state, 'paid', 'nobody had to come back');
  },

  'webhook forged': async (code, { forgeries }) => {
    const world = await openWorld(code);
    await world.leave();
    const reference = await world.reference();
    for (const { as, send, status } of forgeries) {
      await send(world, reference);
      await world.shop.settle();
      const { answers } = world.control.deliveries().at(-1) ?? assert.fail('nothing was sent');
      assert.equal(answers[0]?.status, status, as);
      assert.equal((await world.session()).state, 'pending', as);
      await isUnpaid(world);
    }
    world.control.setWebhooks({ forge: 'none' });
    await world.act({ action: 'pay', late: true });
    await isPaidOnce(world);
  },

  'webhook duplicate and late': async (code) => {
    const world = await openWorld(code);
    await world.leave();
    world.control.setWebhooks({ mode: 'hold', shopper: 'continues', times: 1 });
    await world.act('decline');
    await world.later(48 * HOUR);
    assert.notEqual((await world.session()).state, 'paid');
    world.control.setWebhooks({ copies: 3 });
    await world.act({ action: 'pay', late: true });
    await isPaidOnce(world);
    assert.equal((await world.attempt()).late, true);
    assert.equal(world.shop.typesOf().filter((type) => type === 'late_payment').length, 1);
    assert.ok([200, 401].includes(await replay(world)));
    await world.control.release();
    await world.shop.settle();
    await world.later(MINUTE);
    await isPaidOnce(world);
  },

  proof: async (code, { lost, altered }) => {
    const world = await openWorld(code);
    await world.leave();
    world.control.setWebhooks({ mode: 'drop', shopper: 'continues', times: 1 });
    await world.act('pay');
    await world.later(2 * MINUTE);
    const { proof, retrieve } = world.wired.gateway();
    assert.equal(proof, retrieve === null ? 'webhook' : 'retrieve');
    if (lost === 'waits') {
      assert.equal((await world.session()).state, 'pending');
      await world.control.emit(await world.reference());
      await world.shop.settle();
    }
    await isPaidOnce(world);

    const other = await openWorld(code);
    await other.leave();
    other.control.alter(await other.reference(), altered);
    await other.comeBack(await other.act('pay'));
    const { state, review } = await other.session();
    assert.deepEqual([state, review?.reason], ['pending', 'amount_mismatch']);
    assert.ok(other.shop.typesOf().includes('review_needed'));
    assert.equal(other.told('paid'), 0);
    assert.notEqual((await other.book()).charged, '14.000');
  },
} satisfies Partial<Checks>;
