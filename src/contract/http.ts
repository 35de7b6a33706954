/** The public key that names the merchant's configuration. It authorizes nothing. */
export const CLIENT_KEY_HEADER = 'Client-Key';
/** One value per session, method, options and amount; reused by retries of the same start. */
export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';
/** Quoted to support; the same value stands in the problem body. */
export const REQUEST_ID_HEADER = 'Request-Id';
/** RFC 9457. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The path of an endpoint with its `:parameters` filled in, each percent-encoded. */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}
