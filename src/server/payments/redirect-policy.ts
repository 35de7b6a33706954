import type { Settings } from '../options.js';
import { hasCredentials, isLoopback, isSecure, parseUrl } from '../web-url.js';

/**
 * The URL policy for redirects, the same as in the page: https, or http when the backend and the
 * target are both this machine; no credentials; only the allowed origins when they are configured.
 */
export function isRedirectAllowed(
  url: string,
  { publicUrl, allowedRedirectOrigins }: Pick<Settings, 'publicUrl' | 'allowedRedirectOrigins'>,
): boolean {
  const target = parseUrl(url);
  if (!target || hasCredentials(target) || !isSecure(target)) return false;
  if (target.protocol === 'http:' && !isLoopback(new URL(publicUrl).hostname)) return false;
  return allowedRedirectOrigins === null || allowedRedirectOrigins.includes(target.origin);
}
