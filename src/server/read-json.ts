import type * as z from 'zod/mini';
import type { EdgeContext } from './edge.js';
import { CheckoutError } from './errors.js';
import { readBytes, TOO_LARGE } from './read-bytes.js';

const JSON_LIMIT = 64 * 1024;

/**
 * The JSON body of the request, whatever it holds.
 * @throws {CheckoutError} `unsupported_media_type`, `payload_too_large` or `invalid_request`
 */
export async function readAnyJson(c: EdgeContext): Promise<unknown> {
  if (!isJson(c.req.header('Content-Type'))) {
    throw new CheckoutError('unsupported_media_type', 'Send Content-Type: application/json.');
  }
  return parseJson(await readBody(c.req.raw, JSON_LIMIT));
}

/**
 * The JSON body of the request, parsed. Fields that the schema does not know are dropped.
 * @throws {CheckoutError} `unsupported_media_type`, `payload_too_large` or `invalid_request`
 */
export async function readJson<T>(c: EdgeContext, schema: z.ZodMiniType<T>): Promise<T> {
  const result = schema.safeParse(await readAnyJson(c));
  if (result.success) return result.data;
  throw invalid(describe(result.error.issues));
}

/**
 * The body, byte for byte.
 * @throws {CheckoutError} `payload_too_large`, or `invalid_request` when it broke off
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get('Content-Length') ?? 0);
  const bytes =
    declared > limit ? TOO_LARGE : await readBytes(request.body, limit).catch(brokenOff);
  if (bytes !== TOO_LARGE) return bytes;
  throw new CheckoutError('payload_too_large', `Send at most ${limit} bytes.`);
}

function brokenOff(cause: unknown): never {
  throw invalid('The body broke off, or something before the checkout read it.', cause);
}

/** Only this type: a form post from a foreign page cannot carry it without a preflight. */
function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalid('The body is not JSON in UTF-8.', cause);
  }
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const paths = issues.map(({ path }) => path.map(String).join('.') || 'the body');
  return `Missing or not valid: ${[...new Set(paths)].slice(0, 10).join(', ')}.`;
}

function invalid(detail: string, cause?: unknown): CheckoutError {
  return new CheckoutError('invalid_request', detail, { cause });
}
