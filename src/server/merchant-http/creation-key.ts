import { hmacHex } from '../gateways/signature.js';

/** What an `Idempotency-Key` of a creation stands for, under one secret. */
export interface CreationKey {
  /** The id of the session. Nobody without the secret can tell it, so it is as good as random. */
  readonly id: string;
  /** Of the body: the same key with another body is refused. */
  readonly fingerprint: string;
}

/**
 * The same key gives the same session after a restart and in every process: nothing is remembered.
 * One for each secret, that of now first.
 */
export async function creationKeys(
  secrets: readonly [string, ...string[]],
  key: string,
  body: unknown,
): Promise<readonly [CreationKey, ...CreationKey[]]> {
  const text = JSON.stringify(sorted(body));
  const under = async (secret: string): Promise<CreationKey> => {
    // The first word tells each use of the secret from the others, and from the tokens.
    const id = await hmacHex('SHA-256', secret, `session\n${key}`);
    return { id, fingerprint: await hmacHex('SHA-256', secret, `body\n${text}`) };
  };
  const [first, ...older] = secrets;
  return [await under(first), ...(await Promise.all(older.map(under)))];
}

/** With the members of every object in one order: clients need not write them in the same one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}
