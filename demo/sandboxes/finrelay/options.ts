import type { JWK } from 'jose';
import { z } from 'zod';
import { webUrl } from '../kit/web-url.js';
import type { SandboxOptions } from '../sandbox.js';

const receiver = webUrl('Must be an http(s) URL.').nullable();

export const FinrelaySettings = z.strictObject({
  /** Where events of transactions go; Finrelay's support sets it, so no request can. */
  webhook_url: receiver,
  /** Where events of captures, refunds and voids go; null: the same. */
  management_webhook_url: receiver,
  /** Whether a reference may be used again: `paid` refuses one that has an approved transaction. */
  unique_references: z.enum(['always', 'paid', 'never']),
  link_lifetime_ms: z.int().min(1),
  management_outcome: z.enum(['approved', 'declined']),
  /** How the digest of the body is written in the token: the sources do not say. */
  digest: z.enum(['hex', 'base64']),
  /** Whether `Bearer ` stands before the token: the sources do not say. */
  bearer: z.boolean(),
});
export type FinrelaySettings = z.output<typeof FinrelaySettings>;

export const DEFAULT_SETTINGS: FinrelaySettings = {
  webhook_url: null,
  management_webhook_url: null,
  unique_references: 'paid',
  link_lifetime_ms: 24 * 60 * 60 * 1000,
  management_outcome: 'approved',
  digest: 'hex',
  bearer: false,
};

export interface Terminal {
  readonly id: string;
  readonly currencies: readonly string[] | 'all';
  readonly tokenization: boolean;
  /** Without one, the hosted page has nothing to offer. */
  readonly methods: readonly string[];
}

export const TERMINALS: readonly Terminal[] = [
  { id: 'TERM001', currencies: 'all', tokenization: true, methods: ['card'] },
  { id: 'TERM002', currencies: 'all', tokenization: false, methods: ['card'] },
  { id: 'TERM003', currencies: 'all', tokenization: true, methods: [] },
  { id: 'DEV02', currencies: ['EUR', 'BAM', 'USD'], tokenization: true, methods: ['card'] },
];

export type SigningAlgorithm = 'RS256' | 'PS256' | 'ES256' | 'ES384' | 'EdDSA';

export interface FinrelayOptions extends SandboxOptions {
  readonly terminals?: readonly Terminal[];
  readonly username?: string;
  readonly password?: string;
  readonly xApiKey?: string;
  /** Life of an access token, ms. */
  readonly tokenLifetimeMs?: number;
  readonly algorithm?: SigningAlgorithm;
  /** The key that signs webhooks; default: a new one. */
  readonly privateJwk?: JWK;
  readonly settings?: Partial<FinrelaySettings>;
}
