import { z } from 'zod';
import { fitting } from './fields.js';
import type { StoredMethod } from './gateway.js';

/** Text or nothing: what a provider says of a card must never spoil what it says of a payment. */
const text = z.string().nullish().catch(null);

/** What providers tell of a card that they keep. Only the token matters. */
export const CardFacts = z.object({
  token: z.string().min(1).max(512),
  number: text,
  brand: text,
  expiry_month: text,
  expiry_year: text,
});

/** The card as the merchant may know it; null when there is no token. */
export function storedCard(facts: unknown): StoredMethod | null {
  const parsed = CardFacts.safeParse(facts);
  if (!parsed.success) return null;
  const { token, number, brand, expiry_month: month, expiry_year: year } = parsed.data;
  return {
    token,
    label: fitting(masked(number), 64) ?? null,
    brand: fitting(brand, 64) ?? null,
    expiry: month && year ? `${month.padStart(2, '0')}/${year.slice(-2)}` : null,
  };
}

/** More than the first six or the last four digits in a row would be the number: it has no place here. */
function masked(number: string | null | undefined): string | null {
  return number && !/\d{7}/.test(number.replaceAll(/[\s-]/g, '')) ? number : null;
}
