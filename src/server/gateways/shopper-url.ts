import { hasCredentials, isSecure, parseUrl } from '../web-url.js';

/**
 * The URL when a shopper's browser may be sent there: absolute, https (or http on this machine),
 * without credentials. Null otherwise.
 */
export function shopperUrl(text: unknown): string | null {
  const url = parseUrl(text);
  return url && isSecure(url) && !hasCredentials(url) ? url.href : null;
}
