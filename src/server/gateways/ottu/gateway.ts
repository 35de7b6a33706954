import { sameMoney } from '../../../contract/money.js';
import { GatewayError } from '../gateway-error.js';
import type {
  Gateway,
  GatewayData,
  ListInput,
  Listing,
  OpenedSession,
  StartInput,
  Started,
} from '../gateway.js';
import { shopperUrl } from '../shopper-url.js';
import { clientOf, type OttuClient } from './client.js';
import { durationMs } from './fields.js';
import { afterStart, recall } from './memory.js';
import { extrasOf, listingOf, type Extras } from './listing.js';
import { maySaveCard, redirectMethods, takesOtherCurrency, unavailableOffers } from './offers.js';
import { ottuSettings, type OttuOptions, type OttuSettings } from './options.js';
import { cancel, operation } from './operations.js';
import { createBody, priceOf, updateBody } from './payment.js';
import { amountOf } from './end.js';
import { preloadedExpiration } from './preload.js';
import { baseOf, readPayment } from './reading.js';
import { hasEnded } from './status.js';
import { readWebhook } from './webhook.js';
import type { OttuPayment } from './wire.js';

export { ottuClient, type OttuClient } from './client.js';
export type { OttuBasicAuth, OttuClientOptions } from './connection.js';
export type {
  OttuCard,
  OttuCardRef,
  OttuCardsRequest,
  OttuCash,
  OttuInquiry,
  OttuMethods,
  OttuMethodsRequest,
  OttuOperationRequest,
} from './management.js';
export type { OttuOptions } from './options.js';
export type { OttuCreate, OttuUpdate } from './request.js';
export type { OttuInquired, OttuMethod, OttuOperation, OttuPayment } from './wire.js';

/** Ottu's default (seed 003). */
const LIFETIME = '1 00:00:00';

/**
 * Ottu's Checkout API (seed 003). One payment at Ottu is opened to list its methods and serves
 * every attempt; each method has its own redirect URL. Proof is a retrieve; a webhook, verified by
 * its HMAC signature, leads to one.
 *
 * Saving a card is Ottu's own offer on the page of a tokenizable method, once it knows the customer:
 * `payment_type: save_card` is another thing, it saves without paying, and is never sent.
 *
 * Known limits. Ottu redirects the shopper back only when the webhook is answered with exactly 200.
 * A payment is created again when the answer of its create was lost: nobody has the first one's
 * URL. `expired` is also what Ottu says when the payer cancels where only one try is allowed.
 * @throws {GatewayError} `misconfigured` for options that cannot work.
 */
export function ottu(options: OttuOptions) {
  const settings = ottuSettings(options);
  const client = clientOf(settings);
  const code = settings.gateway;
  return {
    code,
    assetHosts: [settings.host],
    proof: 'retrieve',
    sharesSession: true,
    webhookToken: null,
    list: (input) => list(settings, client, input),
    start: (input) => start(settings, client, input),
    readWebhook: (input) => readWebhook(input, settings.webhookKey),
    retrieve: async (question) => {
      const { providerId, reference } = question.providerSession;
      if (providerId === null) return nothingKnown(reference);
      return readPayment(await client.retrieve(providerId, question.signal), question);
    },
    cancel: ({ providerSession: { providerId }, signal }) => cancel(client, providerId, signal),
    capture: operation('capture', code, client),
    refund: operation('refund', code, client),
    void: operation('void', code, client),
    refundOrCancel: null,
  } satisfies Gateway;
}

const nothingKnown = (reference: string) => ({
  reference,
  outcome: { kind: 'open' as const },
  amount: null,
  methodCode: null,
  transactionId: null,
});

async function list(
  settings: OttuSettings,
  client: OttuClient,
  input: ListInput,
): Promise<Listing> {
  const { order, providerSession, signal } = input;
  const price = priceOf(order.amount);
  if (!price.ok) return { offers: unavailableOffers(settings, order, price.reason), opened: null };
  const { providerId, amount, data } = providerSession;
  // A retrieve brings no payload of the SDK: nothing can be asked for with it.
  if (providerId !== null && sameMoney(amount, order.amount) && !settings.preload) {
    const payment = await client.retrieve(providerId, signal);
    return { ...listingOf(settings, payment, input), opened: null };
  }
  const payment = await current(settings, client, input, price.value, extrasOf(settings));
  return {
    ...listingOf(settings, payment, input),
    opened: openedOf(settings, input, payment, data),
  };
}

/** The payment at Ottu, with this amount and these URLs. */
async function current(
  settings: OttuSettings,
  client: OttuClient,
  input: ListInput,
  amount: string,
  wanted: Extras = {},
): Promise<OttuPayment> {
  const { providerSession, signal } = input;
  const { providerId } = providerSession;
  if (providerId === null) {
    return client.create({ ...createBody(settings, input, amount), ...wanted }, signal);
  }
  try {
    return await client.update(providerId, { ...updateBody(input, amount), ...wanted }, signal);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'refused') throw error;
    // Ottu does not update a payment that has ended: then its end is the answer.
    const payment = await client.retrieve(providerId, signal);
    if (hasEnded(payment.state)) return payment;
    throw error;
  }
}

function openedOf(
  { now }: OttuSettings,
  { providerSession }: ListInput,
  payment: OttuPayment,
  data: GatewayData,
): OpenedSession {
  const stated = payment.expiration_time ?? preloadedExpiration(payment) ?? LIFETIME;
  const lifetime = durationMs(stated) ?? durationMs(LIFETIME) ?? 0;
  return {
    providerId: payment.session_id,
    data,
    expiresAt: providerSession.expiresAt ?? new Date(now() + lifetime).toISOString(),
  };
}

async function start(
  settings: OttuSettings,
  client: OttuClient,
  input: StartInput,
): Promise<Started> {
  const { order, providerSession, methodCode } = input;
  const price = priceOf(order.amount);
  if (!price.ok) throw refusal(settings, `The amount cannot be paid there: ${price.reason}.`);
  if (input.saveCard && !maySaveCard(settings, methodCode, input.customer)) {
    throw refusal(
      settings,
      `"${methodCode}" saves no card: it has to be tokenizable, and the customer to have an id.`,
    );
  }
  const payment = await current(settings, client, input, price.value);
  if (hasEnded(payment.state)) {
    const question = { providerSession, methodCode, webhook: null, wanted: true };
    return { kind: 'settled', reading: readPayment(payment, question) };
  }
  demandSame(settings, payment, input);
  const memory = recall(providerSession.data);
  const at = new Date(settings.now()).toISOString();
  const data = afterStart(memory, payment.state, methodCode, at);
  return {
    kind: 'redirect',
    opened: openedOf(settings, input, payment, data),
    redirect: { method: 'GET', url: redirectOf(settings, payment, input) },
  };
}

const refusal = ({ gateway }: OttuSettings, message: string): GatewayError =>
  new GatewayError('refused', gateway, `${gateway} could not start the payment. ${message}`);

/** Before a shopper is sent there: Ottu asks for this amount, under our reference. */
function demandSame(
  { gateway }: OttuSettings,
  payment: OttuPayment,
  { order, providerSession }: StartInput,
): void {
  const amount = amountOf(payment);
  const { reference } = baseOf(payment);
  if (amount === null || !sameMoney(amount, order.amount)) {
    throw new GatewayError('invalid_answer', gateway, `${gateway} holds another amount.`);
  }
  if (reference !== null && reference !== providerSession.reference) {
    throw new GatewayError('invalid_answer', gateway, `${gateway} answers with another order.`);
  }
}

function redirectOf(
  settings: OttuSettings,
  payment: OttuPayment,
  { methodCode, order }: StartInput,
): string {
  const method = redirectMethods(payment).find(({ code }) => code === methodCode);
  const url = shopperUrl(method?.redirect_url);
  if (method === undefined || url === null) {
    throw refusal(settings, `It does not offer "${methodCode}" any more: list the methods again.`);
  }
  if (takesOtherCurrency(method, order.amount.currency)) {
    throw refusal(settings, `"${methodCode}" takes another currency.`);
  }
  return url;
}
