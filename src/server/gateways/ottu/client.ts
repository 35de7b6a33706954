import { callProvider, type ProviderCall } from '../provider-fetch.js';
import { stringsIn } from '../redact.js';
import type { OttuSettings } from './options.js';
import {
  explainOttu,
  OttuOperation,
  OttuPayment,
  type OttuCreate,
  type OttuOperationRequest,
  type OttuUpdate,
} from './wire.js';

/** The calls of Ottu's API that are used here. Each may throw a `GatewayError`; none retries. */
export interface OttuClient {
  create(body: OttuCreate, signal: AbortSignal): Promise<OttuPayment>;
  /** The seed calls it public, the API description does not: the key always goes along. */
  retrieve(sessionId: string, signal: AbortSignal): Promise<OttuPayment>;
  update(sessionId: string, body: OttuUpdate, signal: AbortSignal): Promise<OttuPayment>;
  /** The same tracking key on the same session gets the first answer again. */
  operate(
    body: OttuOperationRequest,
    trackingKey: string,
    signal: AbortSignal,
  ): Promise<OttuOperation>;
}

type Own<T> = Pick<ProviderCall<T>, 'action' | 'method' | 'answer' | 'signal'> & {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export function ottuClient(settings: OttuSettings): OttuClient {
  const call = <T>({ path, headers, ...own }: Own<T>): Promise<T> =>
    callProvider({
      ...own,
      gateway: settings.gateway,
      fetch: settings.fetch,
      timeoutMs: settings.timeoutMs,
      url: settings.baseUrl + path,
      headers: { authorization: settings.authorization, ...headers },
      explain: explainOttu,
      credentials: 'apiKey or basicAuth, its permissions, and the pgCodes it may use',
      hidden: { secrets: settings.secrets, personal: personalIn(own.body) },
    });
  const session = (id: string): string => `/b/checkout/v1/pymt-txn/${encodeURIComponent(id)}`;
  return {
    create: (body, signal) =>
      call({
        action: 'create the payment',
        method: 'POST',
        path: '/b/checkout/v1/pymt-txn/',
        answer: OttuPayment,
        body,
        signal,
      }),
    retrieve: (id, signal) =>
      call({
        action: 'retrieve the payment',
        method: 'GET',
        path: session(id),
        answer: OttuPayment,
        signal,
      }),
    update: (id, body, signal) =>
      call({
        action: 'update the payment',
        method: 'PATCH',
        path: session(id),
        answer: OttuPayment,
        body,
        signal,
      }),
    operate: (body, trackingKey, signal) =>
      call({
        action: `${body.operation} the payment`,
        method: 'POST',
        path: '/b/pbl/v2/operation/',
        headers: { 'tracking-key': trackingKey },
        answer: OttuOperation,
        body,
        signal,
      }),
  };
}

/** Everything in a request that is about the customer: an error answer may quote it. */
function personalIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, value]) =>
    /^customer_|_address$/.test(field) ? stringsIn(value) : [],
  );
}
