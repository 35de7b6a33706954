import type { PaymentOptionsContext } from './context.js';
import { refuse } from './refused.js';

/** Throws 401 unless both keys are there and right. */
export function demandKeys({ keys, settings }: PaymentOptionsContext, headers: Headers): void {
  const { authorization } = settings.value;
  const accepted = [
    ...(authorization === 'base64' ? [] : [keys.apiKey]),
    ...(authorization === 'raw' ? [] : [btoa(keys.apiKey)]),
  ];
  const [, key = ''] = /^Basic (.+)$/.exec(headers.get('authorization') ?? '') ?? [];
  if (!accepted.includes(key)) throw refuse(401, 'Authorization', 'is not valid');
  if (headers.get('x-api-key') !== keys.xApiKey) throw refuse(401, 'x-api-key', 'is not valid');
}

/** Throws 404 for a merchant that the keys do not belong to. */
export function demandMerchant({ merchantId }: PaymentOptionsContext, given: string): void {
  if (given !== merchantId) throw refuse(404, 'merchant_id', 'does not exist');
}
