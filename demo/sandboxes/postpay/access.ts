import type { PostpayContext } from './context.js';
import { Refused } from './refused.js';

const MINUTE_MS = 60_000;

/** Checks what every request needs, in the order of the original's framework. Throws 4xx. */
export function demandAccess(context: PostpayContext, request: Request): void {
  demandAccept(request.headers.get('accept'));
  const key = demandKey(context, request.headers.get('authorization'));
  if (key === 'reads' && request.method !== 'GET') throw new Refused('permission_denied');
  if (context.settings.value.account === 'payment_required') throw new Refused('payment_required');
  throttle(context);
}

/** `application/vnd.postpay+json; version=v1`, or a wildcard. */
function demandAccept(accept: string | null): void {
  if (accept === null || accept.trim() === '') return;
  const fits = accept.split(',').some((each) => {
    const [type = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    if (type === '*/*' || type === 'application/*') return true;
    const version = parameters.find((parameter) => parameter.startsWith('version='));
    return type === 'application/vnd.postpay+json' && (version ?? 'version=v1') === 'version=v1';
  });
  if (!fits) throw new Refused('not_acceptable');
}

function demandKey(
  { login }: PostpayContext,
  authorization: string | null,
): 'reads' | 'reads_and_writes' {
  const [, credentials = ''] = /^Basic\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  if (credentials === btoa(`${login.merchantId}:${login.secretKey}`)) return 'reads_and_writes';
  if (credentials === btoa(`${login.merchantId}:${login.readOnlySecretKey}`)) return 'reads';
  throw new Refused('authentication_failed', {
    headers: { 'WWW-Authenticate': 'Basic realm="api"' },
  });
}

function throttle({ asked, now, settings }: PostpayContext): void {
  const limit = settings.value.requests_per_minute;
  if (limit === null) return;
  const from = now() - MINUTE_MS;
  asked.splice(0, asked.filter((at) => at <= from).length);
  if (asked.length >= limit) {
    const seconds = Math.ceil(((asked[0] ?? now()) - from) / 1000);
    throw new Refused('throttled', { headers: { 'Retry-After': String(seconds) } });
  }
  asked.push(now());
}

const isJson = (type: string | null): boolean => /^application\/json\s*(?:;|$)/i.test(type ?? '');

/** The JSON object of a request. Throws 415 and 400 `parse_error`. */
export async function bodyOf(request: Request): Promise<unknown> {
  if (!isJson(request.headers.get('content-type'))) throw new Refused('unsupported_media_type');
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new Refused('parse_error');
  }
}
