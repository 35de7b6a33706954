import { z } from 'zod';
import { GatewayError } from './gateway-error.js';

/** The answer of a login. `expires_in` in seconds, where it is stated; numbers arrive as text. */
export const AccessToken = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .nullish()
    .catch(null),
});
export type AccessToken = z.infer<typeof AccessToken>;

/** For a provider that does not say; short enough for any token that is worth caching. */
const DEFAULT_LIFETIME_MS = 5 * 60 * 1000;
/** A token is not used up to its last moment: the call has to arrive in time as well. */
const MARGIN_MS = 10_000;

/** An access token that is kept while it lives. Concurrent callers share one login. */
export interface TokenSource {
  get(): Promise<string>;
  /** The provider refused this token: the next `get` logs in again, unless somebody has. */
  drop(token: string): void;
}

export function tokenSource(login: () => Promise<AccessToken>, now: () => number): TokenSource {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let pending: Promise<string> | null = null;
  const renew = async (): Promise<string> => {
    const { access_token: token, expires_in: seconds } = await login();
    const lifetime = seconds ? Number(seconds) * 1000 : DEFAULT_LIFETIME_MS;
    kept = { token, until: now() + lifetime - Math.min(MARGIN_MS, lifetime / 2) };
    return token;
  };
  return {
    get: () => {
      if (kept !== null && now() < kept.until) return Promise.resolve(kept.token);
      pending ??= renew().finally(() => {
        pending = null;
      });
      return pending;
    },
    drop: (token) => {
      if (kept?.token === token) kept = null;
    },
  };
}

/**
 * Sends a call with a token. It is sent again in one case only: a 401, which says that it was not
 * carried out, after a new login.
 */
export async function withToken<T>(
  tokens: TokenSource,
  send: (token: string) => Promise<T>,
): Promise<T> {
  const token = await tokens.get();
  try {
    return await send(token);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.status !== 401) throw error;
    tokens.drop(token);
    return send(await tokens.get());
  }
}
