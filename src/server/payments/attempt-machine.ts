import type { AttemptState } from '../../contract/attempt.js';

/** What can happen to an attempt. `pay` and `authorize` are only ever said on proof. */
export const ATTEMPT_EVENTS = [
  'redirect',
  'return',
  'authorize',
  'pay',
  'fail',
  'cancel',
  'expire',
  'supersede',
  'void',
] as const;
export type AttemptEvent = (typeof ATTEMPT_EVENTS)[number];

/** Proof of payment is always heard, whatever was believed before. */
const PROOF = { authorize: 'authorized', pay: 'paid' } as const;
/** How an attempt ends without a payment. */
const END = { fail: 'failed', cancel: 'canceled', expire: 'expired' } as const;

const TRANSITIONS: Readonly<
  Record<AttemptState, Readonly<Partial<Record<AttemptEvent, AttemptState>>>>
> = {
  // Nobody has its link yet, so nobody can come back from it.
  starting: { ...PROOF, ...END, redirect: 'redirected', supersede: 'canceled' },
  redirected: { ...PROOF, ...END, return: 'returned', supersede: 'superseded' },
  returned: { ...PROOF, ...END, redirect: 'redirected', supersede: 'superseded' },
  authorized: { pay: 'paid', void: 'canceled', expire: 'expired' },
  paid: { void: 'canceled' },
  failed: PROOF,
  canceled: PROOF,
  expired: PROOF,
  superseded: { ...PROOF, ...END },
};

/** The state after `event`, or null when the event changes nothing. Never backwards from paid. */
export function nextAttemptState(state: AttemptState, event: AttemptEvent): AttemptState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** The shopper may still be paying on it, and it is the one that the page speaks of. */
export function isLive(state: AttemptState): boolean {
  return state === 'starting' || state === 'redirected' || state === 'returned';
}

/** Money is taken or reserved. */
export function isCharged(state: AttemptState): boolean {
  return state === 'authorized' || state === 'paid';
}
