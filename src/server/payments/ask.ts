import type { Reading } from '../gateways/gateway.js';
import { liveAttempt } from './change.js';
import { findGateway, type Context } from './context.js';
import { applyProven } from './prove.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';

const RETRIEVE_TIMEOUT_MS = 8000;

/**
 * Asks the provider about one of its sessions and applies the answer. A provider that cannot be
 * asked, or does not answer, changes nothing: the session stays as it is and is asked again.
 * @param webhook what an authentic webhook said just now, if that led to the question
 */
export async function askAbout(
  context: Context,
  session: SessionRecord,
  provider: ProviderSessionRecord,
  webhook: Reading | null,
): Promise<SessionRecord> {
  const answer = await retrieve(context, session, provider, webhook);
  return answer === null ? session : applyProven(context, session.id, provider, answer);
}

/** The provider's answer, or null when there is none. */
export async function retrieve(
  context: Context,
  session: SessionRecord,
  provider: ProviderSessionRecord,
  webhook: Reading | null,
): Promise<Reading | null> {
  const ask = findGateway(context, provider.gateway)?.retrieve;
  if (!ask || provider.providerId === null) return null;
  const signal = AbortSignal.timeout(RETRIEVE_TIMEOUT_MS);
  const methodCode = askedMethod(session, provider);
  try {
    return await ask({ providerSession: provider, methodCode, webhook, signal });
  } catch (error) {
    context.settings.log.warn('a provider could not be asked', {
      gateway: provider.gateway,
      error,
    });
    return null;
  }
}

function askedMethod(session: SessionRecord, provider: ProviderSessionRecord): string {
  const live = liveAttempt(session);
  if (live?.providerSessionId === provider.id) return live.methodCode;
  const attempts = session.attempts.filter((one) => one.providerSessionId === provider.id);
  return attempts.at(-1)?.methodCode ?? '';
}
