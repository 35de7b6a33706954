import { toHex } from '../kit/ids.js';

/** The fields that Ottu signs (providers.md §4: docs of Ottu, verify signatures). */
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
].sort();

const text = new TextEncoder();

/** HMAC-SHA256, hex, over key and value of every signed field that is there, in the order of the keys. */
export async function sign(body: Readonly<Record<string, unknown>>, key: string): Promise<string> {
  const message = SIGNED.flatMap((name) => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? [name + value] : [];
  }).join('');
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', text.encode(key), hmac, false, ['sign']);
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', imported, text.encode(message))));
}
