import type { Gateway } from '../gateway.js';
import { assetHostsOf } from '../hosted-page.js';
import { clientOf } from './client.js';
import { captureOperation, refundOperation } from './operations.js';
import { postpaySettings, type PostpayOptions } from './options.js';
import { offerOf } from './offer.js';
import { retrieve } from './retrieve.js';
import { start } from './start.js';
import { readWebhook } from './webhook.js';

export { postpayClient, type PostpayClient } from './client.js';
export type { PostpayClientOptions } from './client-options.js';
export { postpayErrorCode, type PostpayErrorCode } from './errors.js';
export type { PostpayDetails, PostpayOptions } from './options.js';
export { everyRow } from './pages.js';
export type { PostpayQuery } from './query.js';
export { registerPostpayWebhook } from './register-webhook.js';
export type * from './requests.js';
export type { PostpayOrderStatus } from './status.js';
export { signPostpayWebhook } from './webhook.js';
export type {
  PostpayHook,
  PostpayLink,
  PostpayOrder,
  PostpayOrderSummary,
  PostpayPage,
  PostpayRefund,
  PostpayTransaction,
} from './wire.js';

/**
 * Postpay's checkout (seed 004): a page per attempt. The shopper chooses the instalments on it, or
 * before it where the merchant lists them (`numInstalments`): then the page offers no other number.
 * An approval moves no money; the capture does. It is made as soon as the approval is proven, by a
 * retrieve, unless `capture: 'manual'` leaves it to the merchant. A webhook, verified by its HMAC
 * signature, leads to a retrieve.
 *
 * Known limits. Postpay documents no call that cancels: an order that nobody pays stays pending, and
 * nothing tells that the shopper canceled. An order number is taken once, so that a start whose
 * answer was lost goes on under `{reference}-r2`, and so on. Not documented, and therefore options:
 * how long an approval can be captured (`captureLifetimeMs`), whether goods that are not shipped need
 * `shipping`; what stands for SKUs and pages of items that are not known (`details`, `shopUrl`).
 * @throws {GatewayError} `misconfigured` for options that cannot work.
 */
export function postpay(options: PostpayOptions) {
  const settings = postpaySettings(options);
  const client = clientOf(settings);
  return {
    code: settings.gateway,
    assetHosts: assetHostsOf(settings),
    proof: 'retrieve',
    sharesSession: false,
    webhookToken: settings.webhookToken,
    list: (input) => Promise.resolve({ offers: [offerOf(settings, input)], opened: null }),
    start: (input) => start(settings, client, input),
    readWebhook: (input) => readWebhook(input, settings),
    retrieve: (question) => retrieve(settings, client, question),
    cancel: null,
    capture: captureOperation(settings, client),
    refund: refundOperation(settings, client),
    void: null,
    refundOrCancel: null,
  } satisfies Gateway;
}
