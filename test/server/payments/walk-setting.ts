import fc from 'fast-check';
import type { NewSession } from '../../../src/server/checkout-types.js';
import { PROVIDER_CODES, type ProviderCode } from '../../support/providers.js';
import { openShop, type Shop, type ShopOptions } from '../../support/shop.js';

/** What is the same throughout one walk: who takes the money, and in which of its ways. */
export interface Setting {
  readonly providers: readonly ProviderCode[];
  /** The merchant captures, where the provider has authorizations. */
  readonly authorize: boolean;
  /** The shopper's page asks after every step; else it is seen only as it would be shown. */
  readonly pageOpen: boolean;
  /** Optty's shoppers may add a tip. */
  readonly tipping: boolean;
  /** The merchant knows how long Postpay's approvals can be captured. */
  readonly lapseKnown: boolean;
  readonly optty: {
    readonly after_cancel: 'closed' | 'retry';
    readonly refund_outcome: 'done' | 'pending' | 'refused';
    readonly announce_pending: boolean;
    readonly paid_word: 'PAID' | 'SUCCESSFUL';
  };
  readonly paymentoptions: {
    readonly transaction_id: 'own' | 'link';
    readonly attempts: 'single' | 'multi';
    readonly payment_outcome: 'approved' | 'pending';
    readonly operation_webhooks: boolean;
  };
  readonly postpay: {
    readonly after_cancel: 'closed' | 'open';
    readonly redirects: 'split' | 'confirmation';
    readonly webhook_body: 'object' | 'envelope';
  };
}

const either = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Two or three of the five, in any order, each in one of its ways. */
export const settingOf = (authorize: boolean): fc.Arbitrary<Setting> =>
  fc.record({
    providers: fc.shuffledSubarray([...PROVIDER_CODES], { minLength: 2, maxLength: 3 }),
    authorize: fc.constant(authorize),
    pageOpen: fc.boolean(),
    tipping: fc.boolean(),
    lapseKnown: fc.boolean(),
    optty: fc.record({
      after_cancel: either('closed', 'retry'),
      refund_outcome: either('done', 'done', 'done', 'pending', 'refused'),
      announce_pending: fc.boolean(),
      paid_word: either('PAID', 'SUCCESSFUL'),
    }),
    paymentoptions: fc.record({
      transaction_id: either('own', 'link'),
      attempts: either('single', 'multi'),
      payment_outcome: either('approved', 'approved', 'approved', 'pending'),
      operation_webhooks: either(true, true, false),
    }),
    postpay: fc.record({
      after_cancel: either('closed', 'open'),
      redirects: either('split', 'confirmation'),
      webhook_body: either('object', 'envelope'),
    }),
  });

/** So long Postpay's approvals can be captured. */
export const CAPTURE_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** The shop of a setting; `options` are what the walk watches it with. */
export async function openShopIn(setting: Setting, options: ShopOptions): Promise<Shop> {
  const { providers, authorize, tipping, lapseKnown } = setting;
  const shop = await openShop({
    ...options,
    providers,
    authorize,
    gatewayOptions: {
      optty: { tipping },
      postpay: lapseKnown ? { captureLifetimeMs: CAPTURE_LIFETIME_MS } : {},
    },
  });
  shop.optty.control.configure(setting.optty);
  shop.paymentoptions.control.configure(setting.paymentoptions);
  shop.postpay.control.configure({ ...setting.postpay, capture_lifetime_ms: CAPTURE_LIFETIME_MS });
  return shop;
}

const ADDRESS = { line1: '1 Corniche', city: 'Kuwait City', country: 'KW', postalCode: '13001' };

/** A customer whom all five providers take. */
export const CUSTOMER: NonNullable<NewSession['customer']> = {
  id: 'customer-1',
  firstName: 'Nour',
  lastName: 'Salem',
  email: 'nour@shop.example',
  phone: '+96550000000',
  billingAddress: ADDRESS,
  shippingAddress: ADDRESS,
};
