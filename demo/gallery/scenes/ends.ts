import type { AttemptView, Outcome, PaymentSessionView } from 'hpp-checkout';
import { ok, type Scene, type SceneGroup } from '../scene.js';
import { attempted, kwd, METHODS, returned, session } from '../sessions.js';
import { FAILURE_REASONS } from './notices.js';

const confirming = (name: string, about: string, more: Partial<Scene> = {}): Scene => ({
  name,
  about,
  phase: 'confirming',
  reads: [ok(attempted(returned()))],
  ...more,
});

export const CONFIRMING: SceneGroup = {
  title: 'Back from the provider, the outcome not known',
  scenes: [
    confirming('confirming', 'The backend is asked'),
    confirming('stalled', 'It takes longer; the shopper may pay another way', {
      acts: [{ pass: 700_000 }],
      shows: '[part~=link]',
    }),
    confirming('stalled-closed', 'It takes longer, and there is no other way', {
      reads: [ok(attempted(returned(), { payment_methods: [], cancel_url: null }))],
      acts: [{ pass: 700_000 }],
      shows: '[part~=actions]',
    }),
    confirming('review', 'The merchant has to settle something', {
      reads: [ok(attempted(returned(), { review: true }))],
      shows: '[part~=note]',
    }),
  ],
};

const settled = (
  outcome: Outcome,
  about: string,
  last: Partial<AttemptView> | null,
  changes: Partial<PaymentSessionView> = {},
  name: string = outcome,
): Scene => ({
  name,
  about,
  phase: 'settled',
  shows: `[part~=${outcome}]`,
  reads: [ok(session({ state: outcome, attempt: last && returned(last), ...changes }))],
});

const PAID = { state: 'paid' } as const;

export const SETTLED: SceneGroup = {
  title: 'How it ended',
  scenes: [
    settled('paid', 'Paid', PAID),
    settled(
      'paid',
      'Paid, a part of it charged',
      PAID,
      { captured_amount: kwd('9.750') },
      'paid-in-part',
    ),
    settled(
      'paid',
      'Paid, a part of it given back',
      PAID,
      { refunded_amount: kwd('5.000') },
      'paid-refunded-in-part',
    ),
    settled('authorized', 'Reserved, to be charged later', { state: 'authorized' }),
    settled('cod', 'To be paid on delivery', { state: 'authorized', payment_method_name: 'Cash' }),
    settled('refunded', 'Given back', PAID, { refunded_amount: kwd('14.250') }),
    ...FAILURE_REASONS.map((reason) =>
      settled(
        'failed',
        `Failed for good: ${reason}`,
        { state: 'failed', failure_reason: reason },
        {},
        `failed-${reason.replaceAll('_', '-')}`,
      ),
    ),
    settled('canceled', 'Canceled', null),
    settled('expired', 'Expired', null),
    settled('expired', 'Expired, with nowhere to go', null, { cancel_url: null }, 'expired-alone'),
    settled('invalided', 'Not valid any more', null, { payment_methods: [...METHODS] }),
  ],
};
