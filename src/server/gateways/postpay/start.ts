import { sameMoney } from '../../../contract/money.js';
import { GatewayError } from '../gateway-error.js';
import type { OpenedSession, StartInput, Started } from '../gateway.js';
import { shopperUrl } from '../shopper-url.js';
import type { PostpayClient } from './client.js';
import { postpayErrorCode } from './errors.js';
import type { PostpaySettings } from './options.js';
import { MAX_TRIES, orderIdFor } from './order-id.js';
import { draftOf } from './payment.js';
import { conclude } from './retrieve.js';
import type { PostpayCheckout } from './requests.js';
import type { PostpayLink, PostpayOrder } from './wire.js';

/** Opens a checkout, or sends the shopper to the one that this very attempt has opened before. */
export async function start(
  settings: PostpaySettings,
  client: PostpayClient,
  input: StartInput,
): Promise<Started> {
  const draft = draftOf(settings, input);
  if (!draft.ok) throw refusal(settings, `It cannot be paid there: ${draft.reason}.`);
  const { urls, providerSession } = input;
  if (providerSession.providerId !== null)
    return again(settings, input, providerSession.providerId);
  const merchant = {
    confirmation_url: urls.returnUrl('done'),
    cancel_url: urls.returnUrl('canceled'),
  };
  const opened = await open(settings, client, input, { ...draft.value, merchant });
  if ('kind' in opened) return opened;
  return redirectTo(settings, opened);
}

function again(
  settings: PostpaySettings,
  { order, providerSession: { amount, data, expiresAt } }: StartInput,
  providerId: string,
): Started {
  // Opening another would leave a link in the shopper's hands that nobody asks about.
  if (!sameMoney(amount, order.amount)) throw refusal(settings, 'It holds another amount.');
  return redirectTo(settings, { providerId, data, expiresAt });
}

const refusal = ({ gateway }: PostpaySettings, why: string): GatewayError =>
  new GatewayError('refused', gateway, `${gateway} could not start the payment. ${why}`);

function redirectTo({ gateway }: PostpaySettings, opened: OpenedSession): Started {
  const url = shopperUrl(opened.data['redirectUrl']);
  if (url !== null) return { kind: 'redirect', opened, redirect: { method: 'GET', url } };
  const why = 'answered with a redirect_url that is not https: no shopper is sent there.';
  throw new GatewayError('invalid_answer', gateway, `${gateway} ${why}`);
}

/**
 * An order number that is taken is ours: the answer that named its link was lost. Nobody has that
 * link, so an order that is pending under it is left to itself, and the next number is opened. One
 * that is not pending was opened by another try of this start, and paid since: that is the answer.
 */
async function open(
  settings: PostpaySettings,
  client: PostpayClient,
  input: StartInput,
  body: Omit<PostpayCheckout, 'order_id'>,
): Promise<OpenedSession | Started> {
  const { providerSession, signal } = input;
  for (let n = 1; ; n += 1) {
    const orderId = orderIdFor(providerSession.reference, n);
    try {
      const link = await client.createCheckout({ ...body, order_id: orderId }, signal);
      return openedOf(orderId, link);
    } catch (error) {
      if (postpayErrorCode(error) !== 'conflict' || n === MAX_TRIES) throw error;
      const order = await orderIfThere(client, orderId, signal);
      // The conflict is about something else.
      if (order === null) throw error;
      if (order.status !== 'pending') return await settled(settings, client, input, order);
    }
  }
}

function openedOf(orderId: string, { token, expires, redirect_url }: PostpayLink): OpenedSession {
  const end = Date.parse(expires);
  return {
    providerId: token,
    data: { orderId, redirectUrl: redirect_url },
    expiresAt: Number.isNaN(end) ? null : new Date(end).toISOString(),
  };
}

async function orderIfThere(
  client: PostpayClient,
  orderId: string,
  signal: AbortSignal,
): Promise<PostpayOrder | null> {
  try {
    return await client.retrieveOrder(orderId, signal);
  } catch (error) {
    if (postpayErrorCode(error) === 'not_found') return null;
    throw error;
  }
}

async function settled(
  settings: PostpaySettings,
  client: PostpayClient,
  { providerSession, methodCode, signal }: StartInput,
  order: PostpayOrder,
): Promise<Started> {
  const data = { orderId: order.order_id };
  const question = {
    providerSession: { ...providerSession, data },
    methodCode,
    webhook: null,
    wanted: true,
    signal,
  };
  const reading = await conclude(settings, client, question, order);
  return { kind: 'settled', reading: { data, ...reading } };
}
