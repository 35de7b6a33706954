import type { z } from 'zod';
import { callProvider, type ProviderCall } from '../provider-fetch.js';
import { stringsIn } from '../redact.js';
import { checkedRequest } from '../request-check.js';
import { codeInPaymentOptions, explainPaymentOptions } from './errors.js';
import {
  paymentOptionsClientSettings,
  type PaymentOptionsClientOptions,
  type PaymentOptionsClientSettings,
} from './options.js';
import {
  PaymentOptionsAmountRequest,
  PaymentOptionsCreate,
  PaymentOptionsId,
  PaymentOptionsLink,
  PaymentOptionsTransaction,
  PaymentOptionsVoidRequest,
} from './wire.js';

/**
 * PaymentOptions' API: hosted page (seed 002) and transactions (public documentation). What breaks
 * a documented rule is not sent: `GatewayError` `invalid_request`. Every call may throw a
 * `GatewayError`; none retries. Amounts are numbers in the unit of the account.
 */
export interface PaymentOptionsClient {
  /** `POST …/hpp/generate/link`. Without `amount` the shopper types how much to pay. */
  generateLink(body: PaymentOptionsCreate, signal?: AbortSignal): Promise<PaymentOptionsLink>;
  /** `GET …/transaction/status/{transactionId}`. */
  status(transactionId: string, signal?: AbortSignal): Promise<PaymentOptionsTransaction>;
  /** `POST …/refund`: gives captured money back, all or part of it. */
  refund(
    body: PaymentOptionsAmountRequest,
    signal?: AbortSignal,
  ): Promise<PaymentOptionsTransaction>;
  /** `POST …/capture`: takes the money of an authorization, all or part of it. */
  capture(
    body: PaymentOptionsAmountRequest,
    signal?: AbortSignal,
  ): Promise<PaymentOptionsTransaction>;
  /** `POST …/void`: releases an authorization. */
  void(body: PaymentOptionsVoidRequest, signal?: AbortSignal): Promise<PaymentOptionsTransaction>;
}

/** @throws {GatewayError} `misconfigured` for options that cannot work. */
export const paymentOptionsClient = (options: PaymentOptionsClientOptions): PaymentOptionsClient =>
  clientOf(paymentOptionsClientSettings(options));

/** The same for settings that were checked. */
export function clientOf(settings: PaymentOptionsClientSettings): PaymentOptionsClient {
  const post =
    <B, T>(path: string, action: string, rules: z.ZodType<B>, answer: z.ZodType<T>) =>
    async (body: B, signal?: AbortSignal): Promise<T> => {
      const call = callOf(settings, { action, path, method: 'POST', body, answer, signal });
      checkedRequest(rules, body, call);
      return callProvider(call);
    };
  const transaction = <B>(path: string, rules: z.ZodType<B>) =>
    post(`/${path}`, `${path} the transaction`, rules, PaymentOptionsTransaction);
  return {
    generateLink: post(
      '/hpp/generate/link',
      'generate the link',
      PaymentOptionsCreate,
      PaymentOptionsLink,
    ),
    status: async (id, signal) => {
      const call = callOf(settings, {
        action: 'ask for the transaction',
        path: `/transaction/status/${encodeURIComponent(id)}`,
        method: 'GET',
        answer: PaymentOptionsTransaction,
        signal,
      });
      checkedRequest(PaymentOptionsId, id, call);
      return callProvider(call);
    },
    refund: transaction('refund', PaymentOptionsAmountRequest),
    capture: transaction('capture', PaymentOptionsAmountRequest),
    void: transaction('void', PaymentOptionsVoidRequest),
  };
}

type Own<T> = Pick<ProviderCall<T>, 'action' | 'method' | 'answer'> & {
  /** Below `/server-to-server-interface`. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal: AbortSignal | undefined;
};

function callOf<T>(
  { gateway, baseUrl, fetch, timeoutMs, authorization, apiKey }: PaymentOptionsClientSettings,
  { path, signal, ...own }: Own<T>,
): ProviderCall<T> {
  return {
    ...own,
    gateway,
    fetch,
    timeoutMs,
    url: `${baseUrl}/server-to-server-interface${path}`,
    headers: { authorization, 'x-api-key': apiKey },
    signal: signal ?? new AbortController().signal,
    explain: explainPaymentOptions,
    codeIn: codeInPaymentOptions,
    credentials: 'authorization, apiKey and merchantId',
    hidden: {
      // The header, and the key in it by itself.
      secrets: [authorization, authorization.replace(/^\S+ /, ''), apiKey],
      personal: personalIn(own.body),
    },
  };
}

/** Everything in a request that is about the customer: an error answer may quote it. */
function personalIn(body: unknown): string[] {
  const { billing_address, shipping_address } = {
    ...(body as Partial<PaymentOptionsCreate> | undefined),
  };
  return stringsIn([billing_address, shipping_address]);
}
