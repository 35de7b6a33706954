/** The URL, or null when the text is not an absolute one. (`URL.parse` is missing in Node 20.) */
export function parseUrl(text: unknown): URL | null {
  if (typeof text !== 'string') return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** True for a host that is this machine. Takes `URL.hostname`: IPv6 in brackets, lower case. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

/** True for https, and for http when the host is this machine. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

export function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}
