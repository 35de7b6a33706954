import { z } from 'zod';
import {
  commonProblems,
  commonSettings,
  demandOptions,
  isHeaderText,
  isText,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from '../options.js';
import { callProvider, errorOf, type ProviderCall } from '../provider-fetch.js';
import { stringsIn } from '../redact.js';
import { checkedRequest } from '../request-check.js';
import { AccessToken, tokenSource, withToken } from '../token-source.js';
import { FinrelayHostedPage, FinrelayManage, FinrelaySession } from './request.js';
import {
  codeInFinrelay,
  explainFinrelay,
  FinrelayInvalid,
  FinrelayLink,
  FinrelaySessionId,
  FinrelayTransaction,
  FinrelayUnavailable,
} from './wire.js';

/**
 * Finrelay's API. What breaks a documented rule is not sent: `GatewayError` `invalid_request`; a
 * refusal says its kind in `providerCode` (`TOKENIZATION`, `UNAVAILABLE`, `INVALID`) and each field
 * in its message. A call is repeated in one case only: a 401, which says that it was not carried
 * out, after a new login. For servers: the credentials must not leave them.
 */
export interface FinrelayClient {
  /** Opens a hosted page: `POST /api/hosted-payment-page`. */
  createHostedPage(body: FinrelayHostedPage, signal?: AbortSignal): Promise<FinrelayLink>;
  /** Opens a session for an embedded page: `POST /api/sessions`. Its id. */
  createSession(body: FinrelaySession, signal?: AbortSignal): Promise<string>;
  /** Captures, refunds or voids: `POST /api/transactions/manage`. */
  manage(body: FinrelayManage, signal?: AbortSignal): Promise<FinrelayTransaction>;
}

/** Who calls Finrelay's API. */
export interface FinrelayAccount {
  readonly username: string;
  readonly password: string;
  /** Sent as `x-api-key` as well, where Finrelay gave one; `POST /api/sessions` needs it. */
  readonly apiKey?: string;
}

export interface FinrelayClientOptions extends CommonOptions, FinrelayAccount {
  /** Named in errors. Default `finrelay`. */
  readonly code?: string;
}

/** What a client works with. `secrets` are more of what no error may quote. */
export interface FinrelayConnection extends CommonSettings {
  readonly username: string;
  readonly password: string;
  readonly apiKey: string | undefined;
  readonly secrets: readonly string[];
}

export const accountProblems = (account: FinrelayAccount): readonly OptionProblem[] => [
  isText(account.username) ? null : ['username', 'give the user of the API'],
  isText(account.password) ? null : ['password', 'give the password of that user'],
  account.apiKey === undefined || isHeaderText(account.apiKey)
    ? null
    : ['apiKey', 'give the x-api-key as it is, or leave it out'],
];

/** @throws {GatewayError} `misconfigured` for options that cannot work. */
export function finrelayClient(options: FinrelayClientOptions): FinrelayClient {
  const { code = 'finrelay', username, password, apiKey } = options;
  demandOptions(code, [...commonProblems(options), ...accountProblems(options)]);
  const common = commonSettings(code, options);
  return clientOf({ ...common, username, password, apiKey, secrets: [] });
}

interface Post<T> {
  readonly action: string;
  readonly path: string;
  readonly body: unknown;
  /** What the body has to be. */
  readonly demands?: z.ZodType;
  readonly answer: z.ZodType<T>;
  readonly signal: AbortSignal | undefined;
}

/** The same from settings that are checked already. */
export function clientOf(settings: FinrelayConnection): FinrelayClient {
  const { username, password, apiKey } = settings;
  const login = (): Promise<AccessToken> =>
    post(settings, {
      action: 'log in',
      path: '/api/oauth2/login/token',
      body: { username, password },
      answer: AccessToken,
      // Shared by concurrent callers: one that gives up must not end it for the others.
      signal: undefined,
    });
  const tokens = tokenSource(login, settings.now);
  const send = <T>(request: Post<T>, token: string): Promise<T> =>
    post(settings, request, {
      authorization: `Bearer ${token}`,
      ...(apiKey !== undefined && { 'x-api-key': apiKey }),
    });
  const call = async <T>(request: Post<T>): Promise<T> => {
    if (request.demands) checkedRequest(request.demands, request.body, aboutOf(settings, request));
    return withToken(tokens, (token) => send(request, token));
  };
  return {
    createHostedPage: (body, signal) =>
      call({
        action: 'create the hosted page',
        path: '/api/hosted-payment-page',
        demands: FinrelayHostedPage,
        answer: FinrelayLink,
        body,
        signal,
      }),
    createSession: (body, signal) =>
      call({
        action: 'create the session',
        path: '/api/sessions',
        demands: FinrelaySession,
        answer: FinrelaySessionId,
        body,
        signal,
      }),
    manage: (body, signal) =>
      call({
        action: 'manage the transaction',
        path: '/api/transactions/manage',
        demands: FinrelayManage,
        answer: FinrelayTransaction,
        body,
        signal,
      }),
  };
}

/** One POST. A body that says `INVALID` is a refusal under any HTTP status. */
async function post<T>(
  settings: FinrelayConnection,
  request: Post<T>,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { path, body, answer, signal } = request;
  const call: ProviderCall<unknown> = {
    ...aboutOf(settings, request, headers),
    body,
    fetch: settings.fetch,
    timeoutMs: settings.timeoutMs,
    method: 'POST',
    url: settings.baseUrl + path,
    headers,
    answer: z.union([FinrelayInvalid, FinrelayUnavailable, answer]),
    explain: explainFinrelay,
    codeIn: codeInFinrelay,
    credentials: 'username, password and apiKey',
    signal: signal ?? new AbortController().signal,
  };
  const parsed = await callProvider(call);
  const providerCode = codeInFinrelay(parsed);
  if (providerCode === null) return answer.parse(parsed);
  const said = explainFinrelay(parsed) ?? providerCode;
  throw errorOf(call, 'refused', `The provider refused. It says: ${said}`, { providerCode });
}

/** What an error says of a request, and what it must not. */
function aboutOf(
  { gateway, password, apiKey, secrets }: FinrelayConnection,
  { action, body }: Post<unknown>,
  { authorization = '' }: Readonly<Record<string, string>> = {},
): Pick<ProviderCall<unknown>, 'gateway' | 'action' | 'hidden'> {
  const token = authorization.replace('Bearer ', '');
  const hidden = {
    secrets: [password, apiKey ?? '', token, ...secrets],
    personal: personalIn(body),
  };
  return { gateway, action, hidden };
}

/** Everything in a request that is about the customer: an error answer may quote it. */
function personalIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, value]) =>
    field.startsWith('customer') ? stringsIn(value) : [],
  );
}
