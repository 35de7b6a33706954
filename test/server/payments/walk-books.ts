import assert from 'node:assert/strict';
import type { Book, BookedMovement } from '../../support/books.js';
import type { ProviderCode } from '../../support/providers.js';
import { FACTS } from './walk-providers.js';
import { CAPTURE_LIFETIME_MS } from './walk-setting.js';
import type { World } from './walk-world.js';

/** A payment for which money was taken or reserved, as its provider has it. */
export interface Booked extends Book {
  readonly at: ProviderCode;
  readonly charged: string;
  /** An approval that can be captured no more: no money was or will be moved. */
  readonly lapsed: boolean;
}

/** Everything that was ever charged. */
export async function booksOf({ shop, setting }: World): Promise<Booked[]> {
  const all = await Promise.all(
    setting.providers.map(async (at) => {
      const books = await shop.providers[at].books();
      return books.map((one) => ({ ...one, at, lapsed: isLapsed(one, at, shop.clock.ms) }));
    }),
  );
  return all.flat().filter((one): one is Booked => one.charged !== null);
}

function isLapsed({ state, changedAt }: Book, at: ProviderCode, now: number): boolean {
  const approved = at === 'postpay' && state === 'approved';
  return approved && Date.parse(changedAt ?? '') + CAPTURE_LIFETIME_MS <= now;
}

/** A decimal string of KWD, in fils. */
export const fils = (value: string): number => Math.round(Number(value) * 1000);

/** What movements of one kind come to, in fils. */
export const filsOf = ({ movements }: Book, kind: BookedMovement['kind']): number =>
  movements.filter((one) => one.kind === kind).reduce((sum, { amount }) => sum + fils(amount), 0);

/** What the merchant has, or had, of it, in fils. */
export const takenOf = (one: Booked): number =>
  one.authorization ? filsOf(one, 'capture') : fils(one.charged);

export function isGivenBack(one: Booked): boolean {
  if (filsOf(one, 'void') > 0) return true;
  return takenOf(one) > 0 && filsOf(one, 'refund') >= takenOf(one);
}

/** Holds at every moment: a provider's books never show more given back than taken. */
export function checkLimits(booked: readonly Booked[]): void {
  for (const one of booked) {
    assert.ok(filsOf(one, 'refund') <= takenOf(one), 'refunds never exceed captures');
    assert.ok(takenOf(one) <= fils(one.charged), 'captures never exceed the authorization');
    const voids = one.movements.filter(({ kind }) => kind === 'void').length;
    assert.ok(voids <= 1, 'released once');
  }
}

/** We took the provider's word that it was charged: from then on it is ours to remember. */
export function wasTold({ shop }: World, { at, payment, reference }: Booked): boolean {
  return shop[at].control
    .deliveries()
    .filter((one) => one.payment === payment || one.payment.startsWith(reference))
    .filter(({ body }) => FACTS[at].told.some((text) => text.test(body)))
    .some(({ answers }) => answers.some(({ status }) => status === 200));
}
