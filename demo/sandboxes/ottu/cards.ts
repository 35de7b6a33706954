import { z } from 'zod';
import { hexId } from '../kit/ids.js';
import type { OttuContext } from './context.js';
import { ApiError } from './drf.js';
import type { Transaction } from './transaction.js';

/** A card that a customer's payment left behind. */
export interface SavedCard {
  readonly token: string;
  readonly customerId: string;
  readonly code: string;
  /** `MM/YY`. */
  readonly expires: string;
  /** The agreement that pays with it: locked while it does. */
  agreement: string | null;
}

export const CardsRequest = z.object({
  type: z.enum(['sandbox', 'production']),
  customer_id: z.string().min(1).max(64),
  pg_codes: z.array(z.string()).optional(),
  agreement_id: z.string().min(1).optional(),
});

export const CardQuery = CardsRequest.pick({ type: true, customer_id: true });

/** Saves the card of a payment. An agreement that had another card lets go of that. */
export function saveCard(
  { vault, settings }: OttuContext,
  { fields }: Transaction,
  code: string,
): string | null {
  const { customer_id: customerId, payment_type, agreement } = fields;
  if (customerId === undefined) return null;
  const locked = payment_type === 'auto_debit' ? (agreement?.id ?? '') : null;
  for (const card of vault) {
    const same = card.customerId === customerId && card.agreement === locked;
    if (locked !== null && same) card.agreement = null;
  }
  const token = hexId(16);
  vault.push({ token, customerId, code, expires: settings.value.card_expires, agreement: locked });
  return token;
}

/** A card as webhooks and lists show it. */
export function cardView({ token, code, customerId, expires, agreement }: SavedCard) {
  const [expiry_month = '', expiry_year = ''] = expires.split('/');
  return {
    token,
    pg_code: code,
    customer_id: customerId,
    brand: 'VISA',
    number: '**** 1111',
    expiry_month,
    expiry_year,
    agreements: agreement === null ? [] : [agreement],
  };
}

export const cardOf = ({ vault }: OttuContext, token: string): SavedCard | undefined =>
  vault.find((card) => card.token === token);

export function listCards(
  { vault }: OttuContext,
  { type, customer_id, pg_codes, agreement_id }: z.infer<typeof CardsRequest>,
) {
  return vault
    .filter(
      (card) =>
        type === 'sandbox' &&
        card.customerId === customer_id &&
        (pg_codes?.includes(card.code) ?? true) &&
        (agreement_id === undefined || card.agreement === agreement_id),
    )
    .map(cardView);
}

/** Throws 404 for a card that is not the customer's, 400 for one that an agreement needs. */
export function deleteCard(
  context: OttuContext,
  token: string,
  { customer_id, type }: z.infer<typeof CardQuery>,
): void {
  const card = cardOf(context, token);
  if (card?.customerId !== customer_id || type !== 'sandbox') throw new ApiError(404, 'Not found.');
  if (card.agreement !== null) {
    throw new ApiError(400, 'The card is used for auto debit: choose another card first.');
  }
  context.vault.splice(context.vault.indexOf(card), 1);
}

/** Ottu's default for auto debit; other payments have none. */
export const DEFAULT_MIN_EXPIRY = '30';

const DAY = 24 * 60 * 60 * 1000;

/** Whether the card of a direct payment lasts as long as the payment asks. */
export function lastsLongEnough(context: OttuContext, { fields }: Transaction): boolean {
  const { payment_instrument: paid, payment_type, card_acceptance_criteria: criteria } = fields;
  const autoDebit = payment_type === 'auto_debit' ? DEFAULT_MIN_EXPIRY : '0';
  const days = Number(criteria?.min_expiry_time ?? autoDebit);
  const token = paid?.instrument_type === 'token' ? String(paid.payload['token']) : '';
  const expires = cardOf(context, token)?.expires ?? context.settings.value.card_expires;
  const [month = 1, year = 0] = expires.split('/').map(Number);
  // A card is good until the end of its month.
  return Date.UTC(2000 + year, month) >= context.now() + days * DAY;
}
