import type { SessionState } from '../../contract/payment-session.js';

/** What can happen to a payment session. `pay`, `authorize` and `cod` are only said on proof. */
export const SESSION_EVENTS = [
  'start',
  'decline',
  'authorize',
  'pay',
  'cod',
  'fail',
  'cancel',
  'expire',
  'invalidate',
  'refund',
  'void',
] as const;
export type SessionEventName = (typeof SESSION_EVENTS)[number];

/** Proof of payment overrides every end without one: the merchant hears of it as late. */
const PROOF = { authorize: 'authorized', pay: 'paid', cod: 'cod' } as const;
/** How an unpaid session ends. */
const END = {
  fail: 'failed',
  cancel: 'canceled',
  expire: 'expired',
  invalidate: 'invalided',
} as const;

const TRANSITIONS: Readonly<
  Record<SessionState, Readonly<Partial<Record<SessionEventName, SessionState>>>>
> = {
  created: { ...PROOF, ...END, start: 'pending' },
  pending: { ...PROOF, ...END, decline: 'attempted' },
  attempted: { ...PROOF, ...END, start: 'pending' },
  authorized: { pay: 'paid', void: 'canceled', expire: 'expired' },
  cod: { pay: 'paid', refund: 'refunded', void: 'canceled' },
  paid: { refund: 'refunded', void: 'canceled' },
  failed: PROOF,
  canceled: PROOF,
  expired: PROOF,
  invalided: PROOF,
  refunded: {},
};

/** The state after `event`, or null when the event changes nothing. */
export function nextSessionState(
  state: SessionState,
  event: SessionEventName,
): SessionState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** A payment can be started. */
export function isOpen(state: SessionState): boolean {
  return state === 'created' || state === 'pending' || state === 'attempted';
}

/** The merchant has the money, or the promise of it. */
export function isSettled(state: SessionState): boolean {
  return state === 'authorized' || state === 'paid' || state === 'cod' || state === 'refunded';
}
