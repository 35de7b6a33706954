import { createAssets } from './assets/assets.js';
import type { CheckoutOf } from './checkout-types.js';
import type { Gateway } from './gateways/gateway.js';
import { createHandler } from './handler.js';
import { checkOptions, type CheckoutOptions } from './options.js';
import { randomToken, type Context } from './payments/context.js';
import { createOnce } from './payments/create-once.js';
import { createPayments } from './payments/create-payments.js';
import { createMerchantSessions } from './payments/merchant-api.js';
import { reconcile } from './payments/reconcile.js';
import { startTimer } from './timer.js';

/**
 * The merchant's backend: one `fetch` for everything below `publicUrl`, and a typed API for the
 * merchant's own code. Keeps nothing of a payment in memory; everything is in the store.
 * `sessions.capture`, `refund`, `void` and `refundOrCancel` are there when one of the gateways has them.
 * @throws {CheckoutConfigError} when the options cannot work; it lists every problem at once
 */
export function createCheckout<const G extends readonly Gateway[]>(
  options: CheckoutOptions<G>,
): CheckoutOf<G> {
  const settings = checkOptions(options);
  const assets = createAssets({ settings });
  const context: Context = { settings, assets, timer: startTimer, newToken: randomToken };
  const sessions = createMerchantSessions(context);
  return {
    fetch: createHandler({
      payments: createPayments(context),
      assets,
      merchant: { ...sessions, createOnce: (names, input) => createOnce(context, names, input) },
      options: settings,
      log: settings.log,
    }),
    // At run time all of them are there: each says itself what the gateway cannot do.
    sessions,
    reconcile: (given) => reconcile(context, given),
  };
}
