import { callProvider, type ProviderCall } from '../provider-fetch.js';
import { checkedRequest } from '../request-check.js';
import { GatewayError } from '../gateway-error.js';
import { tokenSource, withToken } from '../token-source.js';
import {
  opttyClientSettings,
  type OpttyClientOptions,
  type OpttyClientSettings,
} from './options.js';
import {
  codeInOptty,
  explainOptty,
  OpttyCreate,
  OpttyLink,
  OpttyRefundOrCancel,
  OpttyToken,
} from './wire.js';

/**
 * The calls of Optty's Direct API (seed 000). Each may throw a `GatewayError`. Tokens are had and
 * kept by themselves; a call is repeated in one case only: a 401, which says that it was not
 * carried out, after a new login.
 */
export interface OpttyClient {
  /** A new access token: `POST /token`. Only for calls of your own; the client has its own. */
  createToken(signal?: AbortSignal): Promise<OpttyToken>;
  /** Opens a payment link, which Optty also calls a session: `POST /custom/hpp`. */
  createLink(body: OpttyCreate, signal?: AbortSignal): Promise<OpttyLink>;
  /**
   * Refunds the payment of a paid link, cancels any other, by invoice number. Which of the two
   * happens is decided by Optty: a payment that arrives at the same moment is refunded.
   * @throws {GatewayError} `misconfigured` without the option `refundOrCancel`
   */
  refundOrCancel(invoiceNumber: string, signal?: AbortSignal): Promise<OpttyRefundOrCancel>;
}

/** @throws {GatewayError} `misconfigured` for options that cannot work. */
export const opttyClient = (options: OpttyClientOptions): OpttyClient =>
  clientOf(opttyClientSettings(options));

type Own<T> = Pick<ProviderCall<T>, 'action' | 'method' | 'url' | 'answer'> & {
  readonly body?: unknown;
  readonly signal: AbortSignal | undefined;
};

/** The same for settings that were checked. */
export function clientOf(settings: OpttyClientSettings): OpttyClient {
  const { baseUrl } = settings;
  // Shared by concurrent callers: one that gives up must not end it for the others.
  const tokens = tokenSource(() => login(settings, undefined), settings.now);
  const send = <T>(own: Own<T>): Promise<T> =>
    withToken(tokens, (token) =>
      callProvider({
        ...callOf(settings, own, [token]),
        headers: { authorization: `Bearer ${token}` },
      }),
    );
  return {
    createToken: (signal) => login(settings, signal),
    createLink: async (body, signal) => {
      const own = {
        action: 'create the payment link',
        method: 'POST',
        url: `${baseUrl}/custom/hpp`,
        body,
        answer: OpttyLink,
        signal,
      } as const;
      checkedRequest(OpttyCreate, body, callOf(settings, own, []));
      return send(own);
    },
    refundOrCancel: async (invoiceNumber, signal) => {
      const { path, method } = demandCall(settings);
      const inPath = path.includes('{invoiceNumber}');
      const written = path.replaceAll('{invoiceNumber}', encodeURIComponent(invoiceNumber));
      return send({
        action: 'refund or cancel the payment link',
        method,
        url: baseUrl + written,
        ...(!inPath && { body: { invoiceNumber } }),
        answer: OpttyRefundOrCancel,
        signal,
      });
    },
  };
}

function demandCall({ gateway, refundOrCancel }: OpttyClientSettings) {
  if (refundOrCancel !== null) return refundOrCancel;
  throw new GatewayError(
    'misconfigured',
    gateway,
    `${gateway} does not know the call that refunds or cancels: configure refundOrCancel with its path.`,
  );
}

/** Client credentials (seed 000); the form and the scope are those of the public documentation. */
function login(
  settings: OpttyClientSettings,
  signal: AbortSignal | undefined,
): Promise<OpttyToken> {
  const { clientId, clientSecret, scope, tokenUrl } = settings;
  const body = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'client_credentials',
    scope,
  });
  return callProvider({
    ...callOf(
      settings,
      { action: 'log in', method: 'POST', url: tokenUrl, body, answer: OpttyToken, signal },
      [],
    ),
    headers: {},
  });
}

function callOf<T>(
  { gateway, fetch, timeoutMs, secrets }: OpttyClientSettings,
  { signal, ...own }: Own<T>,
  tokens: readonly string[],
): Omit<ProviderCall<T>, 'headers'> {
  return {
    ...own,
    gateway,
    fetch,
    timeoutMs,
    signal: signal ?? new AbortController().signal,
    explain: explainOptty,
    codeIn: codeInOptty,
    credentials: 'clientId, clientSecret and tokenUrl',
    hidden: { secrets: [...secrets, ...tokens], personal: personalIn(own.body) },
  };
}

/** What a request tells of the customer: an error answer may quote it. */
function personalIn(body: unknown): string[] {
  const { email, phoneNumber } = { ...(body as Partial<OpttyCreate> | undefined) };
  return [email, phoneNumber].filter((one) => typeof one === 'string');
}
