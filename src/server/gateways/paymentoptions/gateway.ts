import type { Gateway, StartInput } from '../gateway.js';
import { hostedPage, type OpenedPage } from '../hosted-gateway.js';
import { clientOf, type PaymentOptionsClient } from './client.js';
import { operation } from './operations.js';
import {
  paymentOptionsSettings,
  type PaymentOptionsOptions,
  type PaymentOptionsSettings,
} from './options.js';
import { linkBody, priceOf } from './payment.js';
import { retrieve } from './retrieve.js';
import { readWebhook } from './webhook.js';

export { paymentOptionsClient, type PaymentOptionsClient } from './client.js';
export type { AmountUnit, PaymentOptionsClientOptions, PaymentOptionsOptions } from './options.js';
export type {
  PaymentOptionsAddress,
  PaymentOptionsAmountRequest,
  PaymentOptionsCreate,
  PaymentOptionsLink,
  PaymentOptionsTransaction,
  PaymentOptionsVoidRequest,
} from './wire.js';

/**
 * PaymentOptions' hosted payment page (seed 002). A link is generated per attempt, always with its
 * amount: without one the shopper would choose what to pay. `amountUnit` has to be given, because no
 * source settles whether 150 is 150 or 1.50.
 *
 * Webhooks are not signed, so they are never believed: one that comes to the secret URL of a payment
 * names a transaction, PaymentOptions is asked for it, and reference and amount of the answer count.
 * A webhook that is lost leaves the id of the transaction unknown, for nothing on the way back is
 * documented to carry it, and what a return carries proves nothing anyway: then the id of the link
 * is tried (`askByLinkId`), and a payment that is not found so stays open until its link ends.
 *
 * There is no call that cancels a link. Operations take no idempotency key.
 * @throws {GatewayError} `misconfigured` for options that cannot work.
 */
export function paymentOptions(options: PaymentOptionsOptions) {
  const settings = paymentOptionsSettings(options);
  const client = clientOf(settings);
  return {
    ...hostedPage(settings, {
      price: (order) => priceOf(settings, order),
      canSaveCard: settings.tokenization,
      open: (input, amount) => open(settings, client, input, amount),
    }),
    proof: 'retrieve',
    webhookToken: null,
    signedWebhooks: false,
    readWebhook: (input) => Promise.resolve(readWebhook(input, settings)),
    retrieve: (question) => retrieve(settings, client, question),
    cancel: null,
    capture: operation('capture', settings, client),
    refund: operation('refund', settings, client),
    void: operation('void', settings, client),
    refundOrCancel: null,
  } satisfies Gateway;
}

async function open(
  settings: PaymentOptionsSettings,
  client: PaymentOptionsClient,
  input: StartInput,
  amount: number,
): Promise<OpenedPage> {
  const { now, linkLifetimeMs } = settings;
  const { id, url } = await client.generateLink(linkBody(settings, input, amount), input.signal);
  return {
    providerId: id,
    url,
    // Counted from the answer on, so that the link does not outlive what is watched.
    expiresAt: new Date(now() + linkLifetimeMs).toISOString(),
  };
}
