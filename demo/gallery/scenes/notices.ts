import type { AttemptView } from 'hpp-checkout';
import { ok, problem, started, type Answer, type Scene, type SceneGroup } from '../scene.js';
import { attempt, attempted, kwd, METHODS, returned, session } from '../sessions.js';

type Reason = NonNullable<AttemptView['failure_reason']>;

/** Every reason for which an attempt can fail. */
export const FAILURE_REASONS: readonly Reason[] = [
  'declined',
  'insufficient_funds',
  'card_expired',
  'card_not_supported',
  'authentication_failed',
  'limit_exceeded',
  'suspected_fraud',
  'provider_error',
  'provider_refused',
];

const words = (code: string) => code.replaceAll('_', '-');

const above = (name: string, about: string, last: AttemptView): Scene => ({
  name: `above-${name}`,
  about,
  phase: 'choosing',
  shows: '[part=alert]:has(~ [part=methods])',
  reads: [ok(attempted(last))],
});

/** What is said after the pay button was pressed in vain. */
const refused = (
  name: string,
  about: string,
  answer: Answer,
  more: Partial<Scene> & { readonly later?: Answer; readonly pass?: number } = {},
): Scene => {
  const { later, pass, ...scene } = more;
  return {
    name: `failure-${name}`,
    about,
    phase: 'choosing',
    shows: '[part=methods] ~ [part=alert]',
    reads: [ok(session()), ...(later ? [later] : [])],
    starts: [answer],
    acts: ['pay', ...(pass === undefined ? [] : [{ pass }])],
    ...scene,
  };
};

const id = { request_id: 'req_7TfKQ2m9' };

export const ABOVE: SceneGroup = {
  title: 'The list after an attempt',
  scenes: [
    above('under-way', 'The payment is under way', attempt()),
    ...FAILURE_REASONS.map((reason) =>
      above(
        words(reason),
        `It failed: ${reason}`,
        returned({ state: 'failed', failure_reason: reason }),
      ),
    ),
    above('canceled', 'It was canceled', returned({ state: 'canceled' })),
    above('expired', 'It was not completed in time', returned({ state: 'expired' })),
    {
      name: 'above-unconfirmed',
      about: 'Nobody knows its outcome, and the shopper pays another way',
      phase: 'choosing',
      shows: '[part=alert]:has(~ [part=methods])',
      reads: [ok(attempted(returned()))],
      acts: [{ pass: 700_000 }, { click: '[part~=link]' }],
    },
  ],
};

export const BELOW: SceneGroup = {
  title: 'The list after a press of the pay button',
  scenes: [
    {
      name: 'below-under-way',
      about: 'Another payment of the same session is under way',
      phase: 'choosing',
      shows: '[part=methods] ~ [part=alert]',
      reads: [ok(session())],
      starts: [problem(409, 'attempt_in_progress', { attempt: attempt() })],
      acts: ['pay'],
    },
    refused('two', 'The start failed, and so did its attempt', problem(500, 'internal_error', id), {
      later: ok(attempted(attempt({ state: 'failed', failure_reason: 'provider_error' }))),
      shows: '[part=alert] + [part=alert]',
    }),
    refused('network', 'network_error', 'unreachable', { pass: 20_000 }),
    refused('timeout', 'timeout', 'silence', { pass: 90_000 }),
    refused(
      'changed',
      'session_changed',
      problem(409, 'session_changed', {
        session: session({
          amount: kwd('15.250'),
          payment_methods: METHODS.map((each) => ({ ...each, total: kwd('15.250') })),
        }),
      }),
    ),
    refused('closed', 'session_closed', problem(409, 'session_closed')),
    refused('expired', 'session_expired', problem(410, 'session_expired')),
    refused('in-progress', 'start_in_progress', problem(409, 'start_in_progress'), {
      pass: 20_000,
    }),
    refused('too-many', 'too_many_attempts', problem(429, 'too_many_attempts')),
    refused('method', 'payment_method_unavailable', problem(409, 'payment_method_unavailable'), {
      later: ok(session({ payment_methods: METHODS.slice(1) })),
    }),
    refused(
      'provider-unavailable',
      'provider_unavailable',
      problem(503, 'provider_unavailable', id),
      { pass: 20_000 },
    ),
    refused('provider-refused', 'provider_refused', problem(422, 'provider_refused', id)),
    refused(
      'navigation',
      'navigation_refused',
      started(attempt(), { method: 'GET', url: 'ftp://pay.example/' }),
      { later: ok(attempted(attempt({ state: 'failed', failure_reason: 'provider_refused' }))) },
    ),
    refused('other', 'Anything else, with its number', problem(500, 'internal_error', id)),
    {
      ...refused('parts', 'module_not_loaded', 'silence', { page: { parts: 'lost' } }),
      shows: '.alert',
    },
  ],
};
