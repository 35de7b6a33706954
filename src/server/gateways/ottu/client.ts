import { z } from 'zod';
import { commonProblems, demandOptions } from '../options.js';
import { callProvider, type ProviderCall } from '../provider-fetch.js';
import { stringsIn } from '../redact.js';
import { checkedRequest } from '../request-check.js';
import {
  credentialProblem,
  DEFAULT_CODE,
  ottuConnection,
  type OttuClientOptions,
  type OttuConnection,
} from './connection.js';
import { codeInOttu, explainOttu } from './errors.js';
import { formOf } from './form.js';
import {
  OttuCardRef,
  OttuCards,
  OttuCardsRequest,
  OttuCash,
  OttuInquiry,
  OttuMethods,
  OttuMethodsRequest,
  OttuOperationRequest,
  type OttuCard,
} from './management.js';
import { OttuCreate, OttuUpdate } from './request.js';
import { OttuInquired, OttuOperation, OttuPayment } from './wire.js';

/**
 * Ottu's API. What breaks a documented rule is not sent: `GatewayError` `invalid_request`. Every
 * call may throw a `GatewayError`; none retries. For servers: the credentials must not leave them.
 */
export interface OttuClient {
  /** Opens a payment. With an `attachment` it goes as multipart form data, otherwise as JSON. */
  create(body: OttuCreate, signal?: AbortSignal): Promise<OttuPayment>;
  /** Seed 003 calls it public, the API description does not: the credentials always go along. */
  retrieve(sessionId: string, signal?: AbortSignal): Promise<OttuPayment>;
  /** PATCH: changes what is given. */
  update(sessionId: string, body: OttuUpdate, signal?: AbortSignal): Promise<OttuPayment>;
  /** PUT: puts this in the place of all that is there. */
  replace(sessionId: string, body: OttuCreate, signal?: AbortSignal): Promise<OttuPayment>;
  /** The same tracking key on the same session gets the first answer again. */
  operate(
    body: OttuOperationRequest,
    trackingKey: string,
    signal?: AbortSignal,
  ): Promise<OttuOperation>;
  /** Asks the payment gateway behind. Rarely possible: see `retrieve` for everything else. */
  inquire(body: OttuInquiry, signal?: AbortSignal): Promise<OttuInquired>;
  /** The payment gateways of the merchant. */
  paymentMethods(body: OttuMethodsRequest, signal?: AbortSignal): Promise<OttuMethods>;
  /** The saved cards of a customer. */
  cards(body: OttuCardsRequest, signal?: AbortSignal): Promise<readonly OttuCard[]>;
  /** Refused while an agreement needs the card. */
  deleteCard(card: OttuCardRef, signal?: AbortSignal): Promise<void>;
  /** Cash on delivery. */
  payInCash(body: OttuCash, signal?: AbortSignal): Promise<OttuOperation>;
}

/** @throws {GatewayError} `misconfigured` for options that cannot work. */
export function ottuClient(options: OttuClientOptions): OttuClient {
  const problems = [...commonProblems(options), credentialProblem(options)];
  demandOptions(options.code ?? DEFAULT_CODE, problems);
  return clientOf(ottuConnection(options));
}

const PAYMENTS = '/b/checkout/v1/pymt-txn/';
const MANAGEMENT = '/b/pbl/v2';

type Own<T> = Pick<ProviderCall<T>, 'action' | 'method' | 'answer' | 'body' | 'enrich'> & {
  readonly path: string;
  /** What the body, or what is in the path, has to be. */
  readonly demands?: readonly [schema: z.ZodType, value: unknown];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
};

/** The same from settings that are checked already. */
export function clientOf(connection: OttuConnection): OttuClient {
  const call = <T>(own: Own<T>): Promise<T> => send(connection, own);
  const payment = (
    action: string,
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    [schema, body, signal]: [z.ZodType, OttuUpdate, AbortSignal | undefined],
  ) =>
    call({
      ...{ action, method, path, signal },
      answer: OttuPayment,
      enrich: asWritten,
      demands: [schema, body],
      body: body.attachment === undefined ? body : formOf(body),
    });
  const manage = <T>(
    action: string,
    path: string,
    answer: z.ZodType<T>,
    [schema, body, signal]: [z.ZodType, unknown, AbortSignal | undefined],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> =>
    call({
      ...{ action, answer, body, headers, signal },
      method: 'POST',
      path: MANAGEMENT + path,
      demands: [schema, body],
    });
  return {
    create: (body, signal) =>
      payment('create the payment', 'POST', PAYMENTS, [OttuCreate, body, signal]),
    update: (id, body, signal) =>
      payment('update the payment', 'PATCH', session(id), [OttuUpdate, body, signal]),
    replace: (id, body, signal) =>
      payment('replace the payment', 'PUT', session(id), [OttuCreate, body, signal]),
    retrieve: (id, signal) =>
      call({
        action: 'retrieve the payment',
        method: 'GET',
        path: session(id),
        answer: OttuPayment,
        enrich: asWritten,
        signal,
      }),
    operate: (body, trackingKey, signal) =>
      manage(
        'manage the payment',
        '/operation/',
        OttuOperation,
        [OttuOperationRequest, body, signal],
        { 'tracking-key': trackingKey },
      ),
    inquire: (body, signal) =>
      manage('inquire the payment', '/inquiry/', OttuInquired, [OttuInquiry, body, signal]),
    paymentMethods: (body, signal) =>
      manage('list the payment methods', '/payment-methods/', OttuMethods, [
        OttuMethodsRequest,
        body,
        signal,
      ]),
    cards: (body, signal) =>
      manage('list the cards', '/card/', OttuCards, [OttuCardsRequest, body, signal]),
    deleteCard: async (card, signal) => {
      const { token, customer_id, type } = card;
      const query = new URLSearchParams({ customer_id, type }).toString();
      await call({
        action: 'delete the card',
        method: 'DELETE',
        path: `${MANAGEMENT}/card/${encodeURIComponent(token)}/?${query}`,
        answer: z.unknown(),
        demands: [OttuCardRef, card],
        signal,
      });
    },
    payInCash: (body, signal) =>
      manage('take cash for the payment', '/payment/cash/', OttuOperation, [
        OttuCash,
        body,
        signal,
      ]),
  };
}

const session = (id: string): string => PAYMENTS + encodeURIComponent(id);

/** Async, so that a request which is not sent is a rejection like every other failure. */
async function send<T>(
  connection: OttuConnection,
  { path, headers, demands, signal, ...own }: Own<T>,
): Promise<T> {
  const { gateway, fetch, timeoutMs, baseUrl, authorization, secrets } = connection;
  const hidden = { secrets, personal: personalIn(demands?.[1]) };
  const call: ProviderCall<T> = {
    ...own,
    ...{ gateway, fetch, timeoutMs, hidden },
    url: baseUrl + path,
    headers: { authorization, ...headers },
    explain: explainOttu,
    codeIn: codeInOttu,
    credentials: 'apiKey or basicAuth, its permissions, and the pgCodes it may use',
    signal: signal ?? new AbortController().signal,
  };
  if (demands) checkedRequest(...demands, call);
  return callProvider(call);
}

const Free = z.object({
  extra: OttuPayment.shape.extra,
  sdk_setup_preload_payload: OttuPayment.shape.sdk_setup_preload_payload,
});

/** Objects that are not ours to read are given on exactly as Ottu wrote them. */
function asWritten(payment: OttuPayment, plain: unknown): OttuPayment {
  const free = Free.safeParse(plain);
  return free.success ? { ...payment, ...free.data } : payment;
}

const PERSONAL = /^customer_|_address$|^token$|^email_recipients$|^payload$/;

/** What a request tells of the customer, and what pays: an error answer may quote it. */
function personalIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, value]) => {
    if (field === 'payment_instrument') return personalIn(value);
    return PERSONAL.test(field) ? stringsIn(value) : [];
  });
}
