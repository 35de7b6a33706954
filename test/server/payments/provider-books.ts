import type { Shop } from '../../support/shop.js';

/** What the tests of operations have to know of the providers that have all of them. */
export const PROVIDERS = {
  ottu: {
    /** What tests pay with. */
    method: 'ottu:knet',
    /** A part of the path of its operations. */
    operations: 'operation',
    /** Asking twice under one key does it once. */
    idempotent: true,
  },
  finrelay: { method: 'finrelay:hosted_page', operations: 'manage', idempotent: false },
} as const;

export type Provider = keyof typeof PROVIDERS;

export const PROVIDER_CODES = Object.keys(PROVIDERS) as readonly Provider[];

/** What was done to the payments at a provider, in one line: `capture 4.000, refund 4.000`. */
export async function doneAt(shop: Shop, at: Provider): Promise<string> {
  const books = await shop.providers[at].books();
  return books
    .flatMap(({ movements }) => movements.map(({ kind, amount }) => `${kind} ${amount}`))
    .join(', ');
}
