/** Where the page may send the shopper. Pure. */
export interface UrlPolicy {
  /** The URL of the page. */
  readonly page: string;
  /** When not empty: the only other origins that are allowed. */
  readonly origins: readonly string[];
}

/**
 * The absolute form of a URL that the shopper may be sent to, or null: https, or http when page and
 * target are both loopback; no credentials; nothing that URL parsers read in two ways.
 */
export function allowedUrl(url: string, { page, origins }: UrlPolicy): string | null {
  const target = parse(url, page);
  if (!target) return null;
  const safe =
    target.protocol === 'https:' ||
    (target.protocol === 'http:' && isLoopback(target) && isLoopback(new URL(page)));
  return safe && (!origins.length || origins.includes(target.origin)) ? target.href : null;
}

/** The same for a cancel URL: the page's own origin is always allowed. */
export function allowedCancelUrl(url: string, policy: UrlPolicy): string | null {
  const target = parse(url, policy.page);
  return target &&
    /^https?:$/.test(target.protocol) &&
    target.origin === new URL(policy.page).origin
    ? target.href
    : allowedUrl(url, policy);
}

/**
 * What parsers read in different ways: white space and control characters, which are stripped;
 * backslashes; a host behind no scheme; a scheme that is not followed by two slashes and a host.
 */
const AMBIGUOUS = /[\s\\]|\p{Cc}|^\/\/|^https?:(?!\/\/[^/])/iu;

function parse(url: string, page: string): URL | null {
  if (!url || AMBIGUOUS.test(url) || !URL.canParse(url, page)) return null;
  const target = new URL(url, page);
  return target.username || target.password ? null : target;
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
