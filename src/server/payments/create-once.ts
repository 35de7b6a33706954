import type { NewSession } from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import { factsOf, type Context } from './context.js';
import { createSession } from './create-session.js';
import { toMerchantSession, type MerchantSession } from './merchant-session.js';
import type { SessionRecord } from './records.js';

/** What a creation that may be repeated is known by. */
export interface CreationName {
  /** The id that the session gets: unguessable, and the same for every repetition. */
  readonly id: string;
  /** What was asked for; kept in the log of the session, where no personal data belongs. */
  readonly fingerprint: string;
}

/**
 * Creates a session, or gives the one that an earlier creation of the same name has made: also after
 * a restart, and when several processes are asked at once. `older`: names that it may have as well.
 * @throws {CheckoutError} `idempotency_key_reused` when the earlier one asked for something else
 */
export async function createOnce(
  context: Context,
  [name, ...older]: readonly [CreationName, ...CreationName[]],
  input: NewSession,
): Promise<MerchantSession> {
  const show = (session: SessionRecord): MerchantSession =>
    toMerchantSession(session, factsOf(context));
  for (const each of [name, ...older]) {
    const made = await findMade(context, each);
    if (made) return show(made);
  }
  try {
    return show(await createSession(context, input, name));
  } catch (error) {
    // Somebody else was faster, or it was written although the store could not say so.
    const made = await findMade(context, name);
    if (made) return show(made);
    throw error;
  }
}

async function findMade(
  { settings: { store } }: Context,
  { id, fingerprint }: CreationName,
): Promise<SessionRecord | null> {
  const session = await store.load(id);
  if (!session) return null;
  const [created] = await store.events(id);
  if (created?.data['fingerprint'] === fingerprint) return session;
  const why = 'This Idempotency-Key stands for another session: use a new one for every session.';
  throw new CheckoutError('idempotency_key_reused', why);
}
