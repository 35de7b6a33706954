import { z } from 'zod';
import { parseExactly } from '../exact-json.js';
import type { WebhookInput, WebhookReading } from '../gateway.js';
import { equalText, hmacHex } from '../signature.js';
import { readEvent } from './event.js';

/**
 * The fields that Ottu signs. Everything else in a webhook (`session_id`, `timestamp_utc`,
 * `operation`, `txn`, `token`, the paid and refunded amounts) is told by nobody's signature.
 */
const SIGNED = [
  'amount',
  'currency_code',
  'customer_first_name',
  'customer_last_name',
  'customer_email',
  'customer_phone',
  'customer_address_line1',
  'customer_address_line2',
  'customer_address_city',
  'customer_address_state',
  'customer_address_country',
  'customer_address_postal_code',
  'gateway_account',
  'gateway_name',
  'order_no',
  'reference_number',
  'result',
  'state',
] as const;

export type Signed = Partial<Record<(typeof SIGNED)[number], string>>;

/**
 * The signature of a webhook: HMAC-SHA256, hex, over key and value of the signed fields that have
 * a value, sorted by key and written one after the other. Numbers count as they stand in the source.
 */
export function signWebhook(fields: Signed, key: string): Promise<string> {
  const message = SIGNED.toSorted()
    .flatMap((name) => (fields[name] ? [name, fields[name]] : []))
    .join('');
  return hmacHex('SHA-256', key, message);
}

const Body = z.record(z.string(), z.unknown());
const SignedFields = z.partialRecord(z.enum(SIGNED), z.string().nullish());

/** Verifies the signature over the raw bytes, then reads the signed fields. Never throws. */
export async function readWebhook(input: WebhookInput, key: string): Promise<WebhookReading> {
  const body = Body.safeParse(parseBody(input));
  if (!body.success) return { kind: 'forged', why: 'The body is neither JSON nor a form.' };
  const signature = body.data['signature'];
  if (typeof signature !== 'string') return { kind: 'forged', why: 'There is no signature.' };
  const fields = SignedFields.safeParse(pick(body.data));
  if (!fields.success) return { kind: 'forged', why: 'A signed field is not text.' };
  const signed = presentOf(fields.data);
  const expected = await signWebhook(signed, key);
  if (!equalText(signature.toLowerCase(), expected)) {
    return { kind: 'forged', why: 'The signature does not match.' };
  }
  return { kind: 'authentic', reading: readEvent(signed, body.data) };
}

function parseBody({ headers, body }: WebhookInput): unknown {
  const text = new TextDecoder().decode(body);
  const json = parseExactly(text);
  if (json !== undefined) return json;
  const form = headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  return form ? Object.fromEntries(new URLSearchParams(text)) : undefined;
}

const pick = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(SIGNED.flatMap((name) => (name in body ? [[name, body[name]]] : [])));

const presentOf = (fields: Partial<Record<string, string | null | undefined>>): Signed =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
