import { sameMoney } from '../../contract/money.js';
import type { Reading } from '../gateways/gateway.js';
import { isCharged } from './attempt-machine.js';
import { liveAttempt, providerSessionOf } from './change.js';
import { findGateway, type Context } from './context.js';
import { loadSession } from './mutate.js';
import { isOpenOperation, type OperationRecord } from './operation-record.js';
import { applyAnswer } from './prove.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';

const RETRIEVE_TIMEOUT_MS = 8000;

/** A session that changes faster than it can be asked about is asked again later. */
const MAX_ROUNDS = 3;

/**
 * Asks the provider about one of its sessions and applies the answer. A provider that cannot be
 * asked, or does not answer, changes nothing: the session stays as it is and is asked again.
 */
export async function askAbout(
  context: Context,
  session: SessionRecord,
  provider: ProviderSessionRecord,
): Promise<SessionRecord> {
  return (await ask(context, session, provider.id, null)) ?? session;
}

/**
 * The same, and null when there was no answer that could be applied. An answer that was overtaken
 * by news about the same provider session is dropped, and the question asked anew.
 * @param webhook what an authentic webhook said just now, if that led to the question
 */
export async function ask(
  context: Context,
  session: SessionRecord,
  providerSessionId: string,
  webhook: Reading | null,
): Promise<SessionRecord | null> {
  let current = session;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const provider = providerSessionOf(current, providerSessionId);
    const answer = await retrieve(context, current, provider, webhook);
    if (answer === null) return null;
    const applied = await applyAnswer(context, current, provider, answer);
    if (applied !== 'overtaken') return applied;
    current = await loadSession(context, session.id);
  }
  return null;
}

/** The provider's answer, or null when there is none. */
async function retrieve(
  context: Context,
  session: SessionRecord,
  provider: ProviderSessionRecord,
  webhook: Reading | null,
): Promise<Reading | null> {
  const question = findGateway(context, provider.gateway)?.retrieve;
  if (!question || provider.providerId === null) return null;
  const signal = AbortSignal.timeout(RETRIEVE_TIMEOUT_MS);
  const attempt = askedAttempt(session, provider);
  const methodCode = attempt?.methodCode ?? '';
  const returnHint = attempt?.returnHint ?? null;
  const wanted = isWanted(session, provider);
  try {
    return await question({
      providerSession: provider,
      methodCode,
      webhook,
      returnHint,
      wanted,
      signal,
    });
  } catch (error) {
    context.settings.log.warn('a provider could not be asked', {
      gateway: provider.gateway,
      error,
    });
    return null;
  }
}

/**
 * The order still wants a payment on this provider session: it costs what the provider was told, no
 * other charge is kept for it, and this one is neither given back nor released, by us or by the
 * merchant.
 */
export function isWanted(session: SessionRecord, { id, amount }: ProviderSessionRecord): boolean {
  if (!sameMoney(amount, session.amount)) return false;
  const here = session.attempts.filter((one) => one.providerSessionId === id);
  const other = session.attempts.some(
    (one) => one.providerSessionId !== id && isCharged(one.state) && one.reversal === null,
  );
  const unwanted = here.some((one) => one.voided || one.reversal !== null);
  return !other && !unwanted && !here.some((one) => isBeingReleased(session, one));
}

function isBeingReleased({ operations }: SessionRecord, { id }: AttemptRecord): boolean {
  return operations.some(
    (one) => one.attemptId === id && isOpenOperation(one) && RELEASES.includes(one.kind),
  );
}

const RELEASES: readonly OperationRecord['kind'][] = ['void', 'refundOrCancel'];

function askedAttempt(
  session: SessionRecord,
  provider: ProviderSessionRecord,
): AttemptRecord | undefined {
  const live = liveAttempt(session);
  if (live?.providerSessionId === provider.id) return live;
  return session.attempts.findLast((one) => one.providerSessionId === provider.id);
}
