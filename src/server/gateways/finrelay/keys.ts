import {
  compactVerify,
  importJWK,
  importSPKI,
  importX509,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import type { OptionProblem } from '../options.js';

/** Asymmetric signatures only. Never `none`, never HMAC. */
export const ALGORITHMS: readonly string[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** A public key as the merchant wrote it. */
export type WebhookKey = string | JWK;

export type GivenKeys = string | JWK | JSONWebKeySet | readonly WebhookKey[];

/** The keys one by one; whatever is no public key is kept, for `keyProblem` to find. */
export function keyList(given: GivenKeys): readonly WebhookKey[] {
  if (typeof given === 'string') return [given];
  if (isList(given)) return given;
  return isSet(given) ? given.keys : [given];
}

const isList = (given: GivenKeys): given is readonly WebhookKey[] => Array.isArray(given);
const isSet = (given: JWK | JSONWebKeySet): given is JSONWebKeySet =>
  Array.isArray((given as { readonly keys?: unknown }).keys);

/** Private and symmetric keys have no business here; a key that nobody can read is a mistake. */
export function keyProblem(given: GivenKeys | undefined): OptionProblem {
  const keys = given === undefined ? [] : keyList(given);
  return keys.length > 0 && keys.every(isPublic)
    ? null
    : ['webhookKeys', 'give public keys: PEM (SPKI or X.509), JWK (RSA, EC or OKP) or a JWK set'];
}

function isPublic(key: WebhookKey): boolean {
  if (typeof key === 'string') return /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(key);
  return ['RSA', 'EC', 'OKP'].includes(key.kty ?? '') && key.d === undefined;
}

/**
 * The payload of a compact JWS, when one of the keys signed it with one of the algorithms; null
 * otherwise. The algorithm is chosen from the list, the header only names one of them.
 */
export async function verifyWith(
  keys: readonly WebhookKey[],
  algorithms: readonly string[],
  token: string,
): Promise<Uint8Array | null> {
  for (const key of keys) {
    try {
      const { payload } = await compactVerify(token, ({ alg }) => importFor(key, alg), {
        algorithms: [...algorithms],
      });
      return payload;
    } catch {
      // Signed by another key, or not at all: every key gets its try.
    }
  }
  return null;
}

async function importFor(key: WebhookKey, algorithm: string): Promise<CryptoKey> {
  if (typeof key === 'string') {
    return key.includes('BEGIN CERTIFICATE')
      ? importX509(key, algorithm)
      : importSPKI(key, algorithm);
  }
  const imported = await importJWK(key, algorithm);
  if (imported instanceof Uint8Array) throw new TypeError('A symmetric key verifies nothing here.');
  return imported;
}
