import type { ListInput, Listing } from '../gateway.js';
import { offersOf, pictureOf, preloadedOffers } from './offers.js';
import type { OttuSettings } from './options.js';
import { readPreload } from './preload.js';
import type { OttuUpdate } from './request.js';
import type { OttuPayment } from './wire.js';

export type Extras = Pick<OttuUpdate, 'generate_qr_code' | 'include_sdk_setup_preload'>;

/** What is asked for when methods are listed, and not again by a start. */
export const extrasOf = ({ qrCode, preload }: OttuSettings): Extras => ({
  ...(qrCode && { generate_qr_code: true }),
  ...(preload && { include_sdk_setup_preload: true }),
});

/** What a payment says about how it can be paid. A payload that is of no use hides nothing. */
export function listingOf(
  settings: OttuSettings,
  payment: OttuPayment,
  input: ListInput,
): Omit<Listing, 'opened'> {
  const qrCode = settings.qrCode ? pictureOf(settings, payment.qr_code_url) : null;
  const plain = { offers: offersOf(settings, payment, input), qrCode };
  if (!settings.preload) return plain;
  const preload = readPreload(payment);
  if (typeof preload === 'string') {
    const warning = `sdk_setup_preload_payload is of no use (${preload}): payment_methods was used`;
    return { ...plain, warning };
  }
  return { offers: preloadedOffers(settings, preload, payment, input), qrCode };
}
