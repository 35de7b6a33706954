import type { Outcome, Reading } from '../gateways/gateway.js';
import { closeProviderSession, providerSessionOf, type Change } from './change.js';
import { expiryRule, findGateway, type Context } from './context.js';
import { expireDue } from './expiry.js';
import { mutate } from './mutate.js';
import { applyReading, type ReadingContext } from './readings.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';
import { reversalOf } from './reversal-of.js';
import { hold } from './review.js';
import { watchEnd } from './schedule.js';

/**
 * Applies a proven reading to its provider session. A reading that quotes another reference is
 * about another payment, whatever led to it: the merchant has to look.
 */
export async function applyProven(
  context: Context,
  sessionId: string,
  provider: ProviderSessionRecord,
  reading: Reading,
): Promise<SessionRecord> {
  return mutate(context, sessionId, (change) => prove(context, change, provider, reading));
}

/**
 * Applies the answer to a question that was asked about `asked`. What it says of one try may only
 * count for what was known then: `overtaken` when the provider session has had news since.
 */
export async function applyAnswer(
  context: Context,
  asked: SessionRecord,
  provider: ProviderSessionRecord,
  reading: Reading,
): Promise<SessionRecord | 'overtaken'> {
  const heard = { overtaken: false };
  const session = await mutate(context, asked.id, (change) => {
    heard.overtaken =
      isOfOneTry(reading) && memoryOf(change.session, provider) !== memoryOf(asked, provider);
    return heard.overtaken ? change : prove(context, change, provider, reading);
  });
  return heard.overtaken ? 'overtaken' : session;
}

function prove(
  context: Context,
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
): Change {
  if (reading.reference !== provider.reference) {
    context.settings.log.error('a provider answered about another payment', {
      gateway: provider.gateway,
    });
    const ground = { reason: 'reference_mismatch', providerSessionId: provider.id } as const;
    const detail = `${provider.gateway} answered about another reference than ours`;
    return hold(change, { ...ground, attemptId: null }, detail);
  }
  const gateway = findGateway(context, provider.gateway);
  const rules = readingContext(context, provider.gateway);
  const applied = applyReading(change, provider.id, reading, rules);
  // The provider was asked after the link had ended: nothing can come any more.
  const over = gateway?.retrieve != null && watchEnd(provider) <= change.at;
  if (!over) return applied;
  const closed = closeProviderSession(applied, provider, 'provider_session.expired');
  return expireDue(closed, expiryRule(context));
}

/** What applying a reading of this gateway has to know. */
export function readingContext(context: Context, gatewayCode: string): ReadingContext {
  const gateway = findGateway(context, gatewayCode);
  return {
    maxAttempts: context.settings.maxAttempts,
    reversible: (state) => reversalOf(gateway, state) !== null,
    newToken: context.newToken,
  };
}

/** About one try on a provider session that may see more of them. */
function isOfOneTry({ outcome }: Reading): boolean {
  return ONE_TRY[outcome.kind] && !isFinal(outcome);
}

const ONE_TRY: Readonly<Record<Outcome['kind'], boolean>> = {
  open: true,
  failed: true,
  canceled: true,
  unknown: false,
  authorized: false,
  paid: false,
  cod: false,
  expired: false,
  invalided: false,
  capture: false,
  refunded: false,
  refund: false,
  voided: false,
};

function isFinal(outcome: Outcome): boolean {
  if (outcome.kind === 'failed') return outcome.final;
  return outcome.kind === 'canceled' && outcome.sessionOpen !== true;
}

/** What a question depends on: the gateway's memory, and the tries that it may be about. */
function memoryOf(session: SessionRecord, { id }: ProviderSessionRecord): string {
  const { data } = providerSessionOf(session, id);
  const tries = session.attempts.filter((one) => one.providerSessionId === id);
  return JSON.stringify([data, tries.map((one) => one.id)]);
}
