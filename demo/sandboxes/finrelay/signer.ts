import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { Forgery, SignedBody } from '../kit/courier.js';
import { toHex } from '../kit/ids.js';
import type { FinrelaySettings, SigningAlgorithm } from './options.js';

/** What verifies the webhooks. */
export interface PublicKey {
  readonly algorithm: SigningAlgorithm;
  readonly jwk: JWK;
  /** SubjectPublicKeyInfo. */
  readonly pem: string;
}

export interface Signer {
  readonly publicKey: PublicKey;
  /** Headers and body of a webhook, signed well or badly. */
  readonly sign: (body: unknown, style: FinrelaySettings, forge: Forgery) => Promise<SignedBody>;
}

/** The private fields of every kind of key. */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const publicPart = (jwk: JWK): JWK =>
  Object.fromEntries(Object.entries(jwk).filter(([name]) => !PRIVATE.includes(name)));

async function keyFrom(jwk: JWK, algorithm: SigningAlgorithm): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm, { extractable: true });
  if (key instanceof Uint8Array) throw new TypeError('Finrelay signs with an asymmetric key');
  return key;
}

async function digestOf(body: string, encoding: FinrelaySettings['digest']): Promise<string> {
  const bytes = new Uint8Array(
    await crypto.subtle.digest('SHA-512', new TextEncoder().encode(body)),
  );
  return encoding === 'hex' ? toHex(bytes) : btoa(String.fromCharCode(...bytes));
}

/** Signs as Finrelay does: a JWT in `Authorization` whose `data.SHA512` is the digest of the raw body. */
export async function createSigner(algorithm: SigningAlgorithm, privateJwk?: JWK): Promise<Signer> {
  const fresh = async (): Promise<CryptoKey> =>
    (await generateKeyPair(algorithm, { extractable: true })).privateKey;
  const privateKey = privateJwk ? await keyFrom(privateJwk, algorithm) : await fresh();
  const stranger = await fresh();
  const jwk = { ...publicPart(await exportJWK(privateKey)), alg: algorithm, use: 'sig' };
  const pem = await exportSPKI(await keyFrom(jwk, algorithm));
  return {
    publicKey: { algorithm, jwk, pem },
    async sign(body, { digest, bearer }, forge) {
      const text = JSON.stringify(body);
      const headers = { 'content-type': 'application/json' };
      if (forge === 'unsigned') return { headers, body: text };
      const token = await new SignJWT({ data: { SHA512: await digestOf(text, digest) } })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuedAt()
        .sign(forge === 'signature' ? stranger : privateKey);
      const altered = forge === 'body' ? text.replace(/"amount":\d+/, '"amount":1') : text;
      return {
        headers: { ...headers, authorization: bearer ? `Bearer ${token}` : token },
        body: altered,
      };
    },
  };
}
