// What the certificates are built with wants it there first.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** All of it PEM. */
export interface TestCertificate {
  /** What clients have to trust. */
  readonly authority: string;
  readonly key: string;
  readonly cert: string;
}

/** One start of the sandboxes is not meant to last longer. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const AUTHORITY = 'CN=Sandboxes for one start';

const createKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/**
 * A certificate for this machine's names and `host`, signed by an authority made for it alone. Its
 * key is thrown away, so that whoever trusts it trusts nothing else. A certificate that signs itself
 * would do for some clients; others refuse one that is authority and server at once, or one that
 * does not name the key of its authority.
 */
export async function createCertificate(host: string): Promise<TestCertificate> {
  const signer = await createKeys();
  const keys = await createKeys();
  const common = { notAfter: new Date(Date.now() + LIFETIME_MS), signingAlgorithm: ALGORITHM };
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...common,
    name: AUTHORITY,
    keys: signer,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  const server = await X509CertificateGenerator.create({
    ...common,
    subject: `CN=${host}`,
    issuer: AUTHORITY,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(namesWith(host)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  return {
    authority: authority.toString('pem'),
    key: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: server.toString('pem'),
  };
}

function namesWith(host: string): { type: 'dns' | 'ip'; value: string }[] {
  const names = new Set(['localhost', '127.0.0.1', '::1', host.replace(/^\[|\]$/g, '')]);
  return [...names].map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }));
}
