import type { FinrelayToken } from './wire.js';

/** Not documented by Finrelay; short enough for any token that is worth caching. */
const DEFAULT_LIFETIME_MS = 5 * 60 * 1000;
/** A token is not used up to its last moment: the call has to arrive in time as well. */
const MARGIN_MS = 10_000;

/** An access token that is kept while it lives. Concurrent callers share one login. */
export interface TokenSource {
  get(): Promise<string>;
  /** The provider refused this token: the next `get` logs in again, unless somebody has. */
  drop(token: string): void;
}

export function tokenSource(login: () => Promise<FinrelayToken>, now: () => number): TokenSource {
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
