import type { StartPaymentRequest } from '../../contract/start-payment.js';

/** What an idempotency key stands for. The word about a replaced attempt is not part of it. */
export function fingerprint({
  payment_method,
  options,
  amount,
  total,
}: StartPaymentRequest): string {
  const save = options.save_card === true;
  const { instalments, terms_accepted: accepted } = options;
  return JSON.stringify([
    payment_method,
    save,
    amount.value,
    amount.currency,
    total.value,
    total.currency,
    // Only where there is one: keys that are stored already stand for what they stood for.
    ...(instalments === undefined ? [] : [{ instalments }]),
    ...(accepted === true ? [{ accepted }] : []),
  ]);
}
