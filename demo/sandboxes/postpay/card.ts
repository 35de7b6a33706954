import { z } from 'zod';
import { TEST_CARDS } from './options.js';
import type { Order } from './order.js';

/** What the form of the hosted page posts. */
export const CardForm = z.object({
  action: z.enum(['pay', 'decline', 'cancel']),
  card_number: z.string().max(40).default(''),
  card_date: z.string().max(10).default(''),
  card_cvc: z.string().max(10).default(''),
  phone: z.string().max(40).default(''),
  code: z.string().max(10).default(''),
  num_instalments: z.coerce.number().int().optional(),
});
export type CardForm = z.infer<typeof CardForm>;

export type CardFields = Omit<CardForm, 'action' | 'num_instalments'>;

const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** The code that no SMS is sent for: the last 4 digits of the phone number (seed 004). */
export const codeOf = (phone: string): string => digits(phone).slice(-4);

const isTestCard = (number: string): boolean =>
  TEST_CARDS.some((card) => digits(card.number) === number.replaceAll(/[\s-]/g, ''));

/** A card is good until the end of its month. */
function isFuture(date: string, now: number): boolean {
  const [, month = '', year = ''] = /^(0[1-9]|1[0-2])\s*\/\s*(\d\d)$/.exec(date.trim()) ?? [];
  return month !== '' && Date.UTC(2000 + Number(year), Number(month)) > now;
}

/** Why the page does not take the payment; empty where it does. */
export function problemsOf(form: CardFields, now: number): readonly string[] {
  const { card_number, card_date, card_cvc, phone, code } = form;
  return [
    isTestCard(card_number) ? '' : 'Use one of the test cards.',
    isFuture(card_date, now) ? '' : 'The date of the card must be in the future (MM/YY).',
    /^\d{3}$/.test(card_cvc.trim()) ? '' : 'The CVC has 3 digits.',
    digits(phone).length >= 7 ? '' : 'Enter a phone number.',
    code.trim() !== '' && code.trim() === codeOf(phone)
      ? ''
      : 'The code is wrong: it is the last 4 digits of the phone number.',
  ].filter((problem) => problem !== '');
}

const EMPTY: CardFields = { card_number: '', card_date: '', card_cvc: '', phone: '', code: '' };

/** What the form shows first: a test card and the shopper's phone, or nothing. */
export function firstFields({ request }: Order, now: number, prefill: boolean): CardFields {
  if (!prefill) return EMPTY;
  const { shipping, billing_address, customer } = request;
  const addresses = [shipping?.address, billing_address, customer.default_address];
  const known = addresses.map((address) => address?.phone ?? '');
  const phone = known.find((each) => digits(each).length >= 7) ?? '+971 50 000 1234';
  return {
    card_number: TEST_CARDS[0]?.number ?? '',
    card_date: `12/${String(new Date(now).getUTCFullYear() + 2).slice(-2)}`,
    card_cvc: '123',
    phone,
    code: codeOf(phone),
  };
}
