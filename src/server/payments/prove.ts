import type { Reading } from '../gateways/gateway.js';
import { record } from './change.js';
import { findGateway, type Context } from './context.js';
import { mutate } from './mutate.js';
import { applyReading } from './readings.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';

/**
 * Applies a proven reading to its provider session. A reading that quotes another reference is
 * about another payment, whatever led to it: it is logged and changes nothing.
 */
export async function applyProven(
  context: Context,
  sessionId: string,
  provider: ProviderSessionRecord,
  reading: Reading,
): Promise<SessionRecord> {
  const { maxAttempts, log } = context.settings;
  if (reading.reference !== provider.reference) {
    log.error('a provider answered about another payment', { gateway: provider.gateway });
    return mutate(context, sessionId, (change) =>
      record(change, 'reading.foreign', null, { gateway: provider.gateway }),
    );
  }
  const reversible = findGateway(context, provider.gateway)?.reverse != null;
  return mutate(context, sessionId, (change) =>
    applyReading(change, provider.id, reading, {
      maxAttempts,
      reversible,
      newToken: context.newToken,
    }),
  );
}
