import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Demo } from '../../../demo/server.js';
import type { Visitor } from './visitor.js';
import { useWorld, type World } from './world.js';

/** In what a provider differs from the others, as a shopper sees it. */
export interface ProviderFacts {
  /** Its name among the sandboxes. */
  readonly name: keyof Demo['providers']['sandboxes'];
  /** Its method as the list shows it. */
  readonly method: string;
  /** From the page that the shop leads to, to the one with the buttons. */
  readonly enter?: (shopper: Visitor) => Promise<void>;
  /** The way back to the shop, where the provider sends nobody there. */
  readonly comeBack?: (shopper: Visitor, id: string) => Promise<void>;
  /** After a decline the provider's own page takes another try, and the shop hears of no end. */
  readonly retriesItself?: boolean;
}

/** Pay, decline, cancel and abandon at one provider, in a browser, from the list to the end. */
export function testJourneys(facts: ProviderFacts): () => World {
  const { method, retriesItself = false } = facts;
  const world = useWorld();
  const journey = new Journey(facts, world);

  test(`${method}: paid there is paid in the shop, and the merchant hears it once`, async () => {
    const { shopper, id } = await journey.enter();
    await shopper.press('pay');
    await journey.comeBack(shopper, id);
    await journey.paid(shopper, id);
  });

  test(`${method}: a decline takes no money, and the next try may be paid`, async () => {
    const { shopper, id } = await journey.enter();
    await shopper.press('decline');
    if (!retriesItself) {
      await journey.comeBack(shopper, id);
      await shopper.reads(/declined/);
      await shopper.accessible();
      assert.equal(await journey.state(id), 'attempted');
      assert.ok(!journey.heard(id).includes('paid'));
      await shopper.goToProvider(method);
    }
    await facts.enter?.(shopper);
    await shopper.press('pay');
    await journey.comeBack(shopper, id);
    await journey.paid(shopper, id);
  });

  test(`${method}: canceled there leads back to a list that takes another way`, async () => {
    const { shopper, id } = await journey.enter();
    await shopper.press('cancel');
    await journey.comeBack(shopper, id);
    await shopper.listShown();
    assert.equal(await journey.state(id), 'attempted');
    await journey.payOtherwise(shopper);
    await journey.paid(shopper, id);
  });

  test(`${method}: left by Back is under way, and goes on where it was`, async () => {
    const { shopper, id } = await journey.leave();
    await shopper.back();
    await shopper.reads(`A payment at ${method} is under way.`);
    assert.equal(await shopper.wasRestored(), true, 'out of the back/forward cache');
    await shopper.accessible();
    assert.equal(await journey.state(id), 'pending');
    await shopper.widget.getByRole('button', { name: `Continue at ${method}` }).click();
    await shopper.atProvider();
    await facts.enter?.(shopper);
    await shopper.press('pay');
    await journey.comeBack(shopper, id);
    await journey.paid(shopper, id);
  });

  return world;
}

/** The steps that every journey has, with their checks. */
class Journey {
  readonly #facts: ProviderFacts;
  readonly #world: () => World;

  constructor(facts: ProviderFacts, world: () => World) {
    this.#facts = facts;
    this.#world = world;
  }

  /** From a new order to the provider: one start, one navigation. */
  async leave() {
    const { demo } = this.#world();
    const shopper = await this.#world().visitor();
    const id = await shopper.checkout();
    await shopper.goToProvider(this.#facts.method);
    assert.equal(shopper.log.starts(), 1, 'starts');
    assert.equal(shopper.log.navigationsTo(demo.sandboxUrl), 1, 'navigations');
    const { attempts } = await this.#retrieve(id);
    assert.deepEqual(
      attempts.map(({ gateway }) => gateway),
      [this.#facts.name],
    );
    return { shopper, id };
  }

  /** From a new order to the provider's page with the buttons. */
  async enter() {
    const left = await this.leave();
    await this.#facts.enter?.(left.shopper);
    return left;
  }

  async comeBack(shopper: Visitor, id: string): Promise<void> {
    if (this.#facts.comeBack) await this.#facts.comeBack(shopper, id);
    else await shopper.atReturnPage();
  }

  /** The end: told to the shopper and, once, to the merchant. */
  async paid(shopper: Visitor, id: string): Promise<void> {
    await shopper.sees('Payment successful');
    await shopper.accessible();
    assert.equal(await this.state(id), 'paid');
    await this.#world().until(() => Promise.resolve(this.heard(id).includes('paid')));
    const turns = this.#world().heard.filter(
      ({ type, state, session }) =>
        session.id === id && type === 'state_changed' && state === 'paid',
    );
    assert.equal(new Set(turns.map((change) => change.id)).size, 1, 'told once');
    const live = (await this.#retrieve(id)).attempts.filter(({ state }) => state === 'paid');
    assert.equal(live.length, 1, 'one charge');
    await shopper.leave();
  }

  /** At another provider than this one. */
  async payOtherwise(shopper: Visitor): Promise<void> {
    await shopper.goToProvider(this.#facts.name === 'ottu' ? 'Finrelay' : 'KNET');
    await shopper.press('pay');
    await shopper.atReturnPage();
  }

  async state(id: string): Promise<string> {
    return (await this.#retrieve(id)).state;
  }

  /** The states that the merchant heard of, in order. */
  heard(id: string): readonly string[] {
    return this.#world()
      .heard.filter(({ session }) => session.id === id)
      .map(({ state }) => state);
  }

  #retrieve(id: string) {
    return this.#world().demo.merchants.few.checkout.sessions.retrieve(id);
  }
}
