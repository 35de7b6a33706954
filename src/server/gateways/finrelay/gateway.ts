import type { Gateway, StartInput } from '../gateway.js';
import { hostedPage, type OpenedPage } from '../hosted-gateway.js';
import { clientOf, type FinrelayClient } from './client.js';
import { operation } from './operations.js';
import { finrelaySettings, type FinrelayOptions, type FinrelaySettings } from './options.js';
import { hostedPageBody, priceOf } from './payment.js';
import { readWebhook } from './webhook.js';

export { finrelayClient, type FinrelayClient, type FinrelayClientOptions } from './client.js';
export type { FinrelayOptions } from './options.js';
export type { FinrelayHostedPage, FinrelayManage, FinrelaySession } from './request.js';
export type { WebhookFields } from './webhook-fields.js';
export type { FinrelayLink, FinrelayTransaction } from './wire.js';

/**
 * Finrelay's hosted payment page (seed 001). A page is opened per attempt. Finrelay documents no
 * call that asks for a payment and none that cancels one, so a webhook is the only proof: it is
 * authenticated by its signed token, and its one URL has to be set up by Finrelay's support as
 * `{publicUrl}/webhooks/{code}/{webhookToken}`.
 *
 * Not documented, and therefore options: how long a page takes payments (`linkLifetimeMs`), where
 * the fields of a webhook stand (`webhookFields`), which keys and algorithms sign it. Finrelay takes
 * no idempotency key: what keeps a reversal from being done twice is that nothing is left to give
 * back after the first.
 * @throws {GatewayError} `misconfigured` for options that cannot work.
 */
export function finrelay(options: FinrelayOptions) {
  const settings = finrelaySettings(options);
  const client = clientOf(settings);
  return {
    ...hostedPage(settings, {
      price: (order) => priceOf(settings, order),
      canSaveCard: settings.tokenization,
      open: (input, amount) => open(settings, client, input, amount),
    }),
    proof: 'webhook',
    webhookToken: settings.webhookToken,
    readWebhook: (input) => readWebhook(input, settings),
    retrieve: null,
    cancel: null,
    capture: operation('capture', settings, client),
    refund: operation('refund', settings, client),
    void: operation('void', settings, client),
    refundOrCancel: null,
  } satisfies Gateway;
}

async function open(
  settings: FinrelaySettings,
  client: FinrelayClient,
  input: StartInput,
  amount: number,
): Promise<OpenedPage> {
  const { now, linkLifetimeMs } = settings;
  const body = hostedPageBody(settings, input, amount);
  const { redirect_url, session_id } = await client.createHostedPage(body, input.signal);
  return {
    providerId: session_id,
    url: redirect_url,
    // Counted from the answer on, so that the page does not outlive what is watched.
    expiresAt: new Date(now() + linkLifetimeMs).toISOString(),
  };
}
