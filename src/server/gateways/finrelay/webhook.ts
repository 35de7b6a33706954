import { z } from 'zod';
import { readMinor } from '../amount.js';
import { parseExactly } from '../exact-json.js';
import { textAt } from '../field-paths.js';
import type { Reading, WebhookInput, WebhookReading } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import { decodeDigest, equalBytes, sha512 } from '../signature.js';
import { storedCard } from '../stored-card.js';
import { verifyWith } from './keys.js';
import type { FinrelaySettings } from './options.js';
import { outcomeOf } from './status.js';
import type { WebhookFields } from './webhook-fields.js';

/** The claim that ties the signed token to the body. */
const Claims = z.object({ data: z.object({ SHA512: z.string() }) });

const DIGEST_BYTES = 64;

type Verifier = Pick<FinrelaySettings, 'keys' | 'algorithms' | 'fields'>;

const forged = (why: string): WebhookReading => ({ kind: 'forged', why });

/**
 * Verifies the signed token in `Authorization` and the digest of the raw body in it, then reads the
 * body. A token's own expiry is not looked at: it would turn a payment that is told late into a
 * forgery, and a replay changes nothing, because every webhook counts once and never backwards.
 */
export async function readWebhook(
  { headers, body }: WebhookInput,
  { keys, algorithms, fields }: Verifier,
): Promise<WebhookReading> {
  const token = headers
    .get('authorization')
    ?.trim()
    .replace(/^bearer\s+/i, '');
  if (!token) return forged('There is no token in the Authorization header.');
  const payload = await verifyWith(keys, algorithms, token);
  if (payload === null) return forged('No known key signed the token with a pinned algorithm.');
  const claims = Claims.safeParse(parseExactly(new TextDecoder().decode(payload)));
  const digest = claims.success ? decodeDigest(claims.data.data.SHA512, DIGEST_BYTES) : null;
  if (digest === null) return forged('The token holds no SHA-512 digest of the body.');
  if (!equalBytes(digest, await sha512(body))) return forged('The body is not the signed one.');
  const content = parseExactly(new TextDecoder().decode(body));
  return { kind: 'authentic', reading: readingOf(content, fields) };
}

type At = (field: keyof WebhookFields) => string | null;

function readingOf(body: unknown, paths: WebhookFields): Reading | null {
  const at: At = (field) => textAt(body, paths[field]);
  const amount = readMinor(at('amount'), at('currency'));
  const outcome = outcomeOf(at('event'), {
    amount,
    transactionId: at('transactionId'),
    transactionType: at('transactionType'),
    responseCode: at('responseCode'),
  });
  if (outcome === null) return null;
  const stored = outcome.kind === 'paid' || outcome.kind === 'authorized' ? cardOf(at) : null;
  return {
    reference: at('reference'),
    outcome,
    amount,
    methodCode: METHOD_CODE,
    transactionId: chargeOf(at),
    ...(stored && { storedMethod: stored }),
  };
}

/** The id of the charge: that of an operation on it would be of no use for the next one. */
function chargeOf(at: At): string | null {
  const parent = at('parentTransactionId');
  const managed = (at('event') ?? '').includes(':management:');
  return parent ?? (managed ? null : at('transactionId'));
}

const cardOf = (at: At) =>
  storedCard({ token: at('cardToken'), number: at('cardNumber'), brand: at('cardBrand') });
