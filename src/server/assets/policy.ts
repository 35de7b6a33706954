import { hasCredentials, isLoopback, parseUrl } from '../web-url.js';

/**
 * Addresses from which nothing is ever fetched, even when a configuration lists them: link-local
 * (the metadata services of clouds), unspecified and multicast, in every spelling that the URL
 * parser leaves (it has already turned decimal, octal and hex IPv4 into dotted form).
 */
const NEVER: readonly RegExp[] = [
  /^169\.254\./,
  /^0\./,
  /^(?:22[4-9]|23\d|24\d|25[0-5])\./,
  /^\[::\]$/,
  /^\[fe[89ab][\da-f]:/,
  /^\[ff[\da-f]{2}:/,
  /^\[fd00:ec2::/,
  // The same IPv4 ranges mapped, translated or tunnelled into IPv6.
  /^\[(?:::|::ffff:|64:ff9b::|2002:)(?:a9fe|0|[ef][\da-f]{3}):/,
];

/** False for addresses that no list can open. Takes `URL.hostname`. */
export function isFetchableHost(hostname: string): boolean {
  return hostname !== '' && !NEVER.some((pattern) => pattern.test(hostname));
}

/**
 * The URL when an image may be fetched from it, else null. Only exact hosts of the list pass, so a
 * private address passes only when it was listed itself. A listed NAME that resolves to a private
 * address cannot be told here: no web-standard runtime lets us see the resolution.
 */
export function fetchableUrl(text: string, hosts: readonly string[]): URL | null {
  const url = text.length <= 2048 ? parseUrl(text) : null;
  if (!url || hasCredentials(url) || !isFetchableHost(url.hostname)) return null;
  const secure = url.protocol === 'https:';
  if (!secure && !(url.protocol === 'http:' && isLoopback(url.hostname))) return null;
  const listed = hosts.some((host) => host.toLowerCase().replace(/:443$/, '') === url.host);
  return listed ? url : null;
}
