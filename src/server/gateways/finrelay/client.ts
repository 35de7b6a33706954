import { z } from 'zod';
import { callProvider, errorOf, type ProviderCall } from '../provider-fetch.js';
import { stringsIn } from '../redact.js';
import { AccessToken, tokenSource, withToken } from '../token-source.js';
import type { FinrelaySettings } from './options.js';
import {
  explainFinrelay,
  FinrelayInvalid,
  FinrelayLink,
  FinrelaySessionId,
  FinrelayTransaction,
  type FinrelayHostedPage,
  type FinrelayManage,
  type FinrelaySession,
} from './wire.js';

/**
 * The calls of Finrelay's API. Each may throw a `GatewayError`. A call is repeated in one case
 * only: a 401, which says that it was not carried out, after a new login.
 */
export interface FinrelayClient {
  /** Opens a hosted page: `POST /api/hosted-payment-page`. */
  createHostedPage(body: FinrelayHostedPage, signal: AbortSignal): Promise<FinrelayLink>;
  /** Opens a session for an embedded page: `POST /api/sessions`. Its id. */
  createSession(body: FinrelaySession, signal: AbortSignal): Promise<string>;
  /** Captures, refunds or voids: `POST /api/transactions/manage`. */
  manage(body: FinrelayManage, signal: AbortSignal): Promise<FinrelayTransaction>;
}

interface Post<T> {
  readonly action: string;
  readonly path: string;
  readonly body: unknown;
  readonly answer: z.ZodType<T>;
  readonly signal: AbortSignal;
}

export function finrelayClient(settings: FinrelaySettings): FinrelayClient {
  const { username, password, apiKey } = settings;
  const login = (): Promise<AccessToken> =>
    post(settings, {
      action: 'log in',
      path: '/api/oauth2/login/token',
      body: { username, password },
      answer: AccessToken,
      // Shared by concurrent callers: one that gives up must not end it for the others.
      signal: new AbortController().signal,
    });
  const tokens = tokenSource(login, settings.now);
  const send = <T>(request: Post<T>, token: string): Promise<T> =>
    post(settings, request, {
      authorization: `Bearer ${token}`,
      ...(apiKey !== undefined && { 'x-api-key': apiKey }),
    });
  const call = <T>(request: Post<T>): Promise<T> =>
    withToken(tokens, (token) => send(request, token));
  return {
    createHostedPage: (body, signal) =>
      call({
        action: 'create the hosted page',
        path: '/api/hosted-payment-page',
        answer: FinrelayLink,
        body,
        signal,
      }),
    createSession: (body, signal) =>
      call({
        action: 'create the session',
        path: '/api/sessions',
        answer: FinrelaySessionId,
        body,
        signal,
      }),
    manage: (body, signal) =>
      call({
        action: `${body.transaction_type.toLowerCase()} the transaction`,
        path: '/api/transactions/manage',
        answer: FinrelayTransaction,
        body,
        signal,
      }),
  };
}

/** One POST. A body that says `INVALID` is a refusal under any HTTP status. */
async function post<T>(
  settings: FinrelaySettings,
  { path, body, answer, ...own }: Post<T>,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const call: ProviderCall<unknown> = {
    ...own,
    body,
    gateway: settings.gateway,
    fetch: settings.fetch,
    timeoutMs: settings.timeoutMs,
    method: 'POST',
    url: settings.baseUrl + path,
    headers,
    answer: z.union([FinrelayInvalid, answer]),
    explain: explainFinrelay,
    credentials: 'username, password and apiKey',
    hidden: { secrets: secretsOf(settings, headers), personal: personalIn(body) },
  };
  const parsed = await callProvider(call);
  const invalid = FinrelayInvalid.safeParse(parsed);
  if (!invalid.success) return answer.parse(parsed);
  const said = explainFinrelay(invalid.data) ?? 'INVALID';
  throw errorOf(call, 'refused', `The provider refused. It says: ${said}`);
}

function secretsOf(
  { password, apiKey, webhookToken }: FinrelaySettings,
  { authorization = '' }: Readonly<Record<string, string>>,
): string[] {
  return [password, webhookToken, apiKey ?? '', authorization.replace('Bearer ', '')];
}

/** Everything in a request that is about the customer: an error answer may quote it. */
function personalIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, value]) =>
    field.startsWith('customer') ? stringsIn(value) : [],
  );
}
