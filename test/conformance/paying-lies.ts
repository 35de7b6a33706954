import type { PAYING_FACTS } from '../../src/conformance/facts-of-paying.js';
import type { Lie } from './fixture.js';
import {
  blind,
  body,
  change,
  fields,
  hasKey,
  isCancel,
  isRead,
  isStart,
  nth,
  refusal,
  type Change,
  type Json,
  type When,
} from './lie.js';

/** Starts of the method that is paid with. */
const isPayment: When = (seen) => isStart(seen) && seen.body?.['payment_method'] === 'ottu:knet';
const valueOf = (money: unknown): unknown => (money as Json | undefined)?.['value'];
const shown = (amount: string, total: string): When => {
  return ({ body: sent }) => {
    return valueOf(sent?.['amount']) === amount && valueOf(sent?.['total']) === total;
  };
};

/** Changes only answers with this status, and this code if one is given. */
const where =
  (status: number, how: Change, code?: string): Change =>
  async (response, seen) => {
    if (response.status !== status) return response;
    const { code: told } = (await response.clone().json()) as { readonly code?: string };
    return code === undefined || told === code ? how(response, seen) : response;
  };

const attempt = (values: Json): Change =>
  body((json) => ({ ...json, attempt: { ...(json['attempt'] as Json), ...values } }));

/** Sees the keys that were used before. */
function keyed(when: 'known' | 'new'): When {
  const known = new Set<string | null>();
  return (seen) => {
    if (!isPayment(seen)) return false;
    const key = seen.header('Idempotency-Key');
    const before = known.has(key);
    known.add(key);
    return before === (when === 'known');
  };
}

/** What the shopper was shown, and accepted: nothing stands in its way. */
const isRight: When = (seen) =>
  isPayment(seen) &&
  shown('14.000', '14.000')(seen) &&
  (seen.body?.['options'] as Json | undefined)?.['terms_accepted'] === true;

/** Four starts are sent at once; what comes after them, finds a live attempt. */
function afterFirst(when: When): When {
  let started = 0;
  return (seen) => {
    if (isRight(seen)) started += 1;
    return when(seen) && started > 4;
  };
}

/** Another attempt than the one that is live. */
const second: Change = ({ headers: kept }) => {
  const headers = new Headers(kept);
  headers.set('Content-Type', 'application/json');
  const redirect = { method: 'GET', url: 'https://ottu.test/pay' };
  return new Response(JSON.stringify({ attempt: SECOND, redirect }), { headers });
};

const SECOND = {
  id: 'at_second',
  state: 'redirected',
  payment_method: 'ottu:knet',
  payment_method_name: 'KNET',
  failure_reason: null,
  started_at: '2026-01-05T10:00:00.000Z',
  returned_at: null,
};

const withoutField = (name: string): Change => body(({ [name]: _, ...others }) => others);
const isPlainCancel: When = (seen) =>
  isCancel(seen) &&
  hasKey(seen) &&
  !seen.header('Origin') &&
  seen.header('Content-Type') === 'application/json';

export const PAYING_LIES: Readonly<Record<keyof typeof PAYING_FACTS, () => Lie>> = {
  'pay.possible': () =>
    change(isRead, fields({ payment_methods: [], default_payment_method: null })),
  'pay.wrong_amount': () =>
    change(
      (seen) => isPayment(seen) && shown('24.000', '24.000')(seen),
      where(409, refusal(502, 'provider_refused'), 'session_changed'),
    ),
  'pay.wrong_total': () =>
    change(
      (seen) => isPayment(seen) && shown('14.000', '24.000')(seen),
      refusal(502, 'provider_refused'),
    ),
  'pay.terms': () =>
    change(isStart, where(422, refusal(400, 'invalid_request'), 'terms_not_accepted')),
  'pay.start': () => change(isPayment, where(200, attempt({ state: 'paid' }))),
  'pay.redirect': () =>
    change(
      isPayment,
      where(200, fields({ redirect: { method: 'GET', url: 'http://ottu.test/' } })),
    ),
  'pay.concurrent': () => change(nth(3, isRight), second),
  'pay.replay': () => change(afterFirst(keyed('known')), where(200, attempt({ id: 'at_again' }))),
  'pay.joined': () => change(afterFirst(keyed('new')), where(200, attempt({ id: 'at_second' }))),
  'pay.key_reused': () =>
    change(isStart, where(422, refusal(409, 'start_in_progress'), 'idempotency_key_reused')),
  'pay.other_method': () =>
    change(isStart, where(409, refusal(502, 'provider_refused'), 'attempt_in_progress')),
  'pay.view': () => change(nth(3, isRead), fields({ attempt: null })),
  'problem.session': () => change(isStart, where(409, withoutField('session'), 'session_changed')),
  'problem.attempt': () =>
    change(isStart, where(409, withoutField('attempt'), 'attempt_in_progress')),
  'cancel.client_key': () =>
    change((seen) => isCancel(seen) && !hasKey(seen), refusal(400, 'invalid_request')),
  'cancel.media_type': () =>
    blind((seen) => isCancel(seen) && seen.header('Content-Type') === 'text/plain', {
      'Content-Type': 'application/json',
    }),
  'cancel.origin': () => blind(isCancel, { Origin: null }),
  'cancel.answer': () =>
    change(
      nth(1, isPlainCancel),
      body((json) => ({ ...json, session: { ...(json['session'] as Json), state: 'created' } })),
    ),
  'cancel.again': () => change(nth(2, isPlainCancel), refusal(500, 'internal_error')),
  'cancel.view': () => change(nth(4, isRead), fields({ state: 'created' })),
  'cancel.start': () =>
    change(isPayment, where(409, refusal(502, 'provider_refused'), 'session_closed')),
};
