import assert from 'node:assert/strict';
import type { ShopperAction, ShopperOutcome } from '../../../demo/sandboxes/sandbox.js';
import type { MerchantAttempt } from '../../../src/server/payments/merchant-session.js';
import type { Book } from '../../support/books.js';
import type { ProviderCode } from '../../support/providers.js';
import { openShop, type StartChoice } from '../../support/shop.js';
import { CUSTOMER } from '../gateway-inputs.js';

export const kwd = (value: string) => ({ value, currency: 'KWD' });
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface WorldOptions {
  /** The merchant captures. */
  readonly authorize?: boolean;
}

/** A shop whose only provider this is, with an order of 14.000 KWD that never expires. */
export async function openWorld(code: ProviderCode, { authorize = false }: WorldOptions = {}) {
  const shop = await openShop({ providers: [code], authorize });
  const wired = shop.providers[code];
  const { control } = wired.sandbox;
  const [method = ''] = wired.methodCodes;
  const id = await shop.create({ customer: CUSTOMER, expiresAt: null });

  const session = () => shop.checkout.sessions.retrieve(id);
  async function attempt(): Promise<MerchantAttempt> {
    return (await session()).attempts.at(-1) ?? assert.fail('nothing was tried');
  }

  return {
    shop,
    wired,
    control,
    method,
    id,
    session,
    attempt,
    reference: () => shop.reference(id),
    /** The method as the sandbox knows it, where the shop offers more than one of the provider. */
    payWith: (chosen: string): string | undefined =>
      wired.methodCodes.length > 1 ? chosen.slice(code.length + 1) : undefined,
    /** The shopper opens the list and leaves for the provider. */
    async leave(choice: Partial<StartChoice> = {}) {
      await shop.view(id);
      return shop.leave(id, { method, ...choice });
    },
    /** What the shopper does on the provider's page, up to where the browser is sent next. */
    async act(outcome: ShopperAction | ShopperOutcome): Promise<string | null> {
      const { redirect_url } = await control.complete(await shop.reference(id), outcome);
      await shop.settle();
      return redirect_url;
    },
    /** The browser comes back, where the provider sends it. */
    async comeBack(url: string | null): Promise<void> {
      if (url !== null) assert.equal((await shop.follow(url)).status, 303);
      await shop.settle();
    },
    /** The provider's book of the latest attempt; it has one. */
    async book(): Promise<Book> {
      const reference = await shop.reference(id);
      const found = (await wired.books()).filter((one) => one.reference === reference);
      assert.equal(found.length, 1, 'the provider has one payment of that reference');
      return found[0] ?? assert.fail();
    },
    /** How often the merchant heard that the session has come to this state. */
    told: (state: string): number =>
      shop.notices.filter((one) => one.type === 'state_changed' && one.state === state).length,
    /** What the provider was asked for so far. */
    asked: (operation: string): number =>
      control.requests().filter((one) => one.operation === operation).length,
    /** The body of the last request of that kind. */
    sent(operation: string): unknown {
      const last = control.requests().findLast((one) => one.operation === operation);
      return JSON.parse(last?.body ?? assert.fail(`nothing was sent to ${operation}`));
    },
    async later(ms: number): Promise<void> {
      shop.advance(ms);
      await shop.checkout.reconcile();
      await shop.settle();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The whole truth of a payment that was taken once, on both sides. */
export async function isPaidOnce(world: World): Promise<void> {
  const { state, capturedAmount, attempts } = await world.session();
  assert.equal(state, 'paid');
  assert.equal(Number(capturedAmount?.value), 14);
  assert.equal(attempts.filter((one) => one.state === 'paid').length, 1, 'one charge');
  assert.equal(world.told('paid'), 1, 'the merchant hears it once');
  const charged = (await world.wired.books()).filter((one) => one.charged !== null);
  assert.deepEqual(
    charged.map((one) => [one.reference, one.charged]),
    [[attempts.find((one) => one.state === 'paid')?.reference, '14.000']],
  );
  const [book] = charged;
  if (book?.authorization) assert.deepEqual(doneTo(book), ['capture 14.000']);
}

/** Nothing was taken, and nobody says that it was. */
export async function isUnpaid(world: World): Promise<void> {
  assert.equal(world.told('paid'), 0);
  assert.equal((await world.session()).capturedAmount, null);
  for (const { charged } of await world.wired.books()) assert.equal(charged, null);
}

/** `refund 4.000` */
export const doneTo = ({ movements }: Book): string[] =>
  movements.map(({ kind, amount }) => `${kind} ${Number(amount).toFixed(3)}`);
