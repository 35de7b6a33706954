import { sameMoney } from '../../../contract/money.js';
import type {
  Gateway,
  ListInput,
  MethodOffer,
  OpenedSession,
  StartInput,
  Started,
} from '../gateway.js';
import { assetHostsOf, demandPrice, hostedPageOffer, hostedPageRedirect } from '../hosted-page.js';
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
    code: settings.gateway,
    assetHosts: assetHostsOf(settings),
    proof: 'webhook',
    sharesSession: false,
    webhookToken: settings.webhookToken,
    list: (input) => Promise.resolve({ offers: [offerOf(settings, input)], opened: null }),
    start: (input) => start(settings, client, input),
    readWebhook: (input) => readWebhook(input, settings),
    retrieve: null,
    cancel: null,
    capture: operation('capture', settings, client),
    refund: operation('refund', settings, client),
    void: operation('void', settings, client),
    refundOrCancel: null,
  } satisfies Gateway;
}

function offerOf(settings: FinrelaySettings, { order }: ListInput): MethodOffer {
  const price = priceOf(settings, order);
  return hostedPageOffer(settings, order, {
    canSaveCard: settings.tokenization,
    unavailableReason: price.ok ? null : price.reason,
  });
}

async function start(
  settings: FinrelaySettings,
  client: FinrelayClient,
  input: StartInput,
): Promise<Started> {
  const amount = demandPrice(settings, priceOf(settings, input.order));
  const opened = openedBefore(input) ?? (await open(settings, client, input, amount));
  return hostedPageRedirect(settings, opened, opened.data['redirectUrl'], 'redirect_url');
}

/** The page of this very attempt, when it was opened for the same thing already. */
function openedBefore(input: StartInput): OpenedSession | null {
  const { providerId, data, amount, expiresAt } = input.providerSession;
  const same = sameMoney(amount, input.order.amount) && data['saveCard'] === input.saveCard;
  return providerId !== null && same ? { providerId, data, expiresAt } : null;
}

async function open(
  settings: FinrelaySettings,
  client: FinrelayClient,
  input: StartInput,
  amount: number,
): Promise<OpenedSession> {
  const { now, linkLifetimeMs } = settings;
  const body = hostedPageBody(settings, input, amount);
  const { redirect_url, session_id } = await client.createHostedPage(body, input.signal);
  return {
    providerId: session_id,
    data: { redirectUrl: redirect_url, saveCard: input.saveCard },
    // Counted from the answer on, so that the page does not outlive what is watched.
    expiresAt: new Date(now() + linkLifetimeMs).toISOString(),
  };
}
