import { sameMoney } from '../../contract/money.js';
import { liveAttempt, patchProviderSession, patchSession, record, type Change } from './change.js';
import { nowOf, type Context } from './context.js';
import { mutate } from './mutate.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';
import { isHeld } from './review.js';
import { isWatched } from './schedule.js';
import { isOpen } from './session-machine.js';

/** What showing a provider's QR code depends on, beside the session. */
export interface QrRule {
  readonly now: string;
  readonly gateways: readonly { readonly code: string }[];
}

/**
 * The provider session whose QR code may be shown: it can be paid, for the amount of now, and nothing
 * else can be: who follows the code pays beside no other link.
 */
export function qrSession(session: SessionRecord, rule: QrRule): ProviderSessionRecord | null {
  const { state, expiresAt, providerSessions } = session;
  if (!isOpen(state) || isHeld(session) || isPast(expiresAt, rule.now)) return null;
  const found = providerSessions.findLast((one) => isPayable(session, one, rule));
  if (!found) return null;
  const live = liveAttempt(session);
  const other =
    (live !== null && live.providerSessionId !== found.id) ||
    providerSessions.some((one) => one.id !== found.id && isWatched(session, one));
  return other ? null : found;
}

function isPayable(
  { amount }: SessionRecord,
  provider: ProviderSessionRecord,
  { now, gateways }: QrRule,
): boolean {
  return (
    provider.qrCode != null &&
    provider.providerId !== null &&
    !provider.closed &&
    !isPast(provider.expiresAt, now) &&
    sameMoney(provider.amount, amount) &&
    gateways.some(({ code }) => code === provider.gateway)
  );
}

const isPast = (time: string | null, now: string): boolean => time !== null && time <= now;

/**
 * Writes down that the code is about to be shown: from then on the provider session is watched like
 * any other link that a shopper was given, and is canceled before another one is.
 */
export async function revealQrCode(
  context: Context,
  session: SessionRecord,
): Promise<SessionRecord> {
  const reveal = (change: Change): Change => {
    const { gateways } = context.settings;
    const found = qrSession(change.session, { now: change.at, gateways });
    if (found === null || found.revealed) return change;
    const revealed = patchProviderSession(change, found.id, { revealed: true });
    const checked = patchSession(revealed, { check: { nextAt: null, count: 0, lastAt: null } });
    const { gateway } = found;
    return record(checked, 'provider_session.qr_code_shown', null, { gateway });
  };
  const { gateways } = context.settings;
  const found = qrSession(session, { now: nowOf(context), gateways });
  return found === null || found.revealed ? session : mutate(context, session.id, reveal);
}
