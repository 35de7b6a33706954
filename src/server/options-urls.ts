import { isFetchableHost } from './assets/policy.js';
import { hasCredentials, isSecure, parseUrl } from './web-url.js';

/** What to do about a URL of the merchant's site; null when it is fine. */
export function webUrlRemedy(value: unknown): string | null {
  const url = parseUrl(value);
  if (!url) return 'use an absolute URL, such as "https://shop.example/return".';
  if (!isSecure(url)) return 'use https (http only for localhost).';
  if (hasCredentials(url)) return 'remove the user name and password.';
  return null;
}

export function publicUrlRemedy(value: unknown): string | null {
  const general = webUrlRemedy(value);
  const url = parseUrl(value);
  if (general !== null || !url) return general;
  if (url.search !== '' || url.hash !== '') return 'remove the query and the fragment.';
  if (!/^[\w.~/-]*$/.test(url.pathname) || url.pathname.includes('//')) {
    return 'use only letters, digits, "-", "_", "." and "~" between single slashes of its path.';
  }
  return null;
}

export function originRemedy(value: unknown): string | null {
  if (value === '*') return 'list exact origins; "*" would let every site act for your shoppers.';
  const url = parseUrl(value);
  if (!url) return 'use an origin, such as "https://shop.example".';
  if (url.origin !== value) return `write exactly the origin: "${url.origin}".`;
  return isSecure(url) ? null : 'use https (http only for localhost).';
}

export function hostRemedy(value: unknown): string | null {
  const url = typeof value === 'string' ? parseUrl(`https://${value}`) : null;
  const written = String(value).toLowerCase().replace(/:443$/, '');
  if (url?.host !== written || url.pathname !== '/') {
    return 'write an exact host name, with its port if it has one: "cdn.shop.example".';
  }
  return isFetchableHost(url.hostname) ? null : 'images are never fetched from this address.';
}
