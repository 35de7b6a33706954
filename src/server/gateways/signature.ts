/** WebCrypto signatures and digests. Nothing here knows a provider. */

const utf8 = new TextEncoder();

export type HmacHash = 'SHA-256' | 'SHA-512';

/** HMAC of a message, in lower-case hex. */
export async function hmacHex(
  hash: HmacHash,
  key: string,
  message: string | Uint8Array,
): Promise<string> {
  const imported = await crypto.subtle.importKey(
    'raw',
    utf8.encode(key),
    { name: 'HMAC', hash },
    false,
    ['sign'],
  );
  const bytes = typeof message === 'string' ? utf8.encode(message) : new Uint8Array(message);
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes)));
}

export async function sha512(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-512', new Uint8Array(bytes)));
}

/** Compares in a time that does not depend on where the bytes differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  const length = Math.max(a.length, b.length);
  let difference = a.length ^ b.length;
  for (let i = 0; i < length; i += 1) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

export function equalText(a: string, b: string): boolean {
  return equalBytes(utf8.encode(a), utf8.encode(b));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of a digest written as hex, base64 or base64url; null when it is not `length` bytes. */
export function decodeDigest(text: string, length: number): Uint8Array | null {
  if (text.length === length * 2 && /^[\da-f]+$/i.test(text)) {
    return Uint8Array.from({ length }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16));
  }
  if (!/^[\w+/-]+={0,2}$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}

/** Base64 of UTF-8 text, as HTTP Basic authentication wants it. */
export function toBase64(text: string): string {
  return btoa(Array.from(utf8.encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
