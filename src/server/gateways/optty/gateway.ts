import { GatewayError } from '../gateway-error.js';
import type { Gateway, StartInput } from '../gateway.js';
import { hostedPage, type OpenedPage } from '../hosted-gateway.js';
import { clientOf, type OpttyClient } from './client.js';
import { refundOrCancel } from './operations.js';
import { opttySettings, type OpttyOptions, type OpttySettings } from './options.js';
import { contactOf, createBody, invoiceNumberOf, priceOf } from './payment.js';
import { readWebhook } from './webhook.js';
import type { OpttyCreate, OpttyLink } from './wire.js';

export { opttyClient, type OpttyClient } from './client.js';
export type { OpttyClientOptions, OpttyOptions, RefundOrCancelCall } from './options.js';
export type { WebhookFields } from './webhook-fields.js';
export type { OpttyCreate, OpttyItem, OpttyLink, OpttyRefundOrCancel, OpttyToken } from './wire.js';

/**
 * Optty's hosted payment page (seed 000): one payment link per attempt, its invoice number our
 * reference. Optty documents no return URL: the shopper stays on its status page, and the page
 * learns the outcome by polling. It documents no call that asks for a payment either, so a webhook
 * is the only proof. Nothing is signed: the secret URL `{publicUrl}/webhooks/{code}/{webhookToken}`,
 * set once in the settings of Optty's dashboard, is what tells Optty's webhooks from others, and
 * reference and amount must match. A tip is paid on top of the order and taken off the amount.
 *
 * A shopper's cancel is never passed on: Optty's one call cancels what is not paid and REFUNDS what
 * is, also a payment that arrives at the same moment. The merchant has it as `refundOrCancel`, once
 * its path is configured. No source states that path, nor the fields of its answer; those of a
 * webhook are in part an assumption (`webhookFields`).
 *
 * A link that was declined takes another try, and stays open until it is due.
 * @throws {GatewayError} `misconfigured` for options that cannot work.
 */
export function optty(options: OpttyOptions) {
  const settings = opttySettings(options);
  const client = clientOf(settings);
  return {
    ...hostedPage(settings, {
      price: (order) => priceOf(settings, order),
      canSaveCard: false,
      // Optty demands an e-mail address and a phone number.
      refuses: (customer) => (contactOf(customer) ? null : 'not_eligible'),
      open: (input, price) => open(settings, client, input, price),
    }),
    proof: 'webhook',
    webhookToken: settings.webhookToken,
    signedWebhooks: false,
    readWebhook: (input) => Promise.resolve(readWebhook(input, settings.fields)),
    retrieve: null,
    cancel: null,
    capture: null,
    refund: null,
    void: null,
    refundOrCancel: refundOrCancel(settings, client),
  } satisfies Gateway;
}

async function open(
  settings: OpttySettings,
  client: OpttyClient,
  input: StartInput,
  price: number,
): Promise<OpenedPage> {
  const body = createBody(settings, input, price);
  const { link, orderReferenceId, invoiceNumber } = await createLink(client, body, input);
  return {
    providerId: orderReferenceId ?? invoiceNumber,
    url: link,
    expiresAt: body.dueDate,
    data: { invoiceNumber },
  };
}

/** So many links may be lost on their way back to us before a start is refused. */
const MAX_LINKS = 9;

/**
 * Opens the link under the first invoice number that is free. One that is taken is that of a start
 * whose answer was lost: Optty never tells its link again, so nobody can pay on it.
 */
async function createLink(
  client: OpttyClient,
  body: Omit<OpttyCreate, 'invoiceNumber'>,
  { providerSession: { reference }, signal }: StartInput,
): Promise<OpttyLink & { readonly invoiceNumber: string }> {
  for (let n = 1; ; n += 1) {
    const invoiceNumber = invoiceNumberOf(reference, n);
    try {
      return { ...(await client.createLink({ ...body, invoiceNumber }, signal)), invoiceNumber };
    } catch (error) {
      const taken = error instanceof GatewayError && error.status === 409;
      if (!taken || n === MAX_LINKS) throw error;
    }
  }
}
