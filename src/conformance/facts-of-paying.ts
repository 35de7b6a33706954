/** What holds while a payment is started and the session canceled: only looked at when asked to. */
export const PAYING_FACTS = {
  'pay.possible': {
    states: 'A payment can be started',
    remedy:
      'Create a new session for this check, with a method that can be used; --payment-method names one of them.',
  },
  'pay.wrong_amount': {
    states: 'A start with an amount that is not that of the session is 409 session_changed',
    remedy: 'Compare "amount" with the session; answer 409 with code session_changed.',
  },
  'pay.wrong_total': {
    states: 'A start with a total that is not that of the method is 409 session_changed',
    remedy: 'Compare "total" with the method; answer 409 with code session_changed.',
  },
  'pay.terms': {
    states: 'A start without the yes to the terms is 422 terms_not_accepted',
    remedy:
      'While the session has terms, answer 422 with code terms_not_accepted unless options.terms_accepted is true.',
  },
  'pay.start': {
    states: 'A start answers 200 with the attempt and its redirect',
    remedy:
      'Answer 200 with { attempt, redirect }; the attempt is live and has the method asked for.',
  },
  'pay.redirect': {
    states: 'The redirect leads to https, with fields for POST only',
    remedy:
      'Send an absolute https URL without credentials (http only for this machine), and "fields" with method POST, never with GET.',
  },
  'pay.concurrent': {
    states: 'Starts at the same time lead to one attempt',
    remedy:
      'Store the attempt before you call the provider. Answer the others with the same attempt, or with 409 start_in_progress.',
  },
  'pay.replay': {
    states: 'The same start again gives the same attempt and redirect',
    remedy: 'Keep what an Idempotency-Key led to, and give it again.',
  },
  'pay.joined': {
    states: 'The same choice under a new key goes on with the live attempt',
    remedy: 'Answer 200 with the live attempt: the shopper has reloaded the page and continues.',
  },
  'pay.key_reused': {
    states: 'The same key with another body is 422 idempotency_key_reused',
    remedy:
      'Keep the body with the key, compare it first; answer 422 with code idempotency_key_reused.',
  },
  'pay.other_method': {
    states: 'Another method while an attempt is live is 409 attempt_in_progress',
    remedy:
      'Answer 409 with code attempt_in_progress until the start names the attempt in "replaces".',
  },
  'pay.view': {
    states: 'The view has the live attempt',
    remedy: 'Send state "pending" and the live attempt as "attempt" while there is one.',
  },
  'problem.session': {
    states:
      'session_changed, session_closed, session_expired and terms_not_accepted bring the fresh session',
    remedy:
      'Send the session view as "session" in the problem: the widget shows it without asking again.',
  },
  'problem.attempt': {
    states: 'attempt_in_progress and attempt_not_cancelable bring the live attempt',
    remedy: 'Send the live attempt as "attempt" in the problem.',
  },
  'cancel.client_key': {
    states: 'A cancel with a wrong client key is 404 session_not_found',
    remedy: 'Check Client-Key first; answer 404 with code session_not_found.',
  },
  'cancel.media_type': {
    states: 'A cancel that is not application/json is 415 unsupported_media_type',
    remedy:
      'Answer 415 with code unsupported_media_type: a form of a foreign page must not cancel.',
  },
  'cancel.origin': {
    states: 'A cancel of a foreign page is 403 origin_not_allowed',
    remedy: 'Answer 403 with code origin_not_allowed.',
  },
  'cancel.answer': {
    states: 'A cancel answers 200 with the canceled session and where to go',
    remedy: 'Answer 200 with { session, redirect_url }; the state of the session is "canceled".',
  },
  'cancel.again': {
    states: 'A second cancel is answered like the first',
    remedy: 'Answer 200 with the canceled session again.',
  },
  'cancel.view': {
    states: 'The session stays canceled',
    remedy: 'Store the cancel before you answer it.',
  },
  'cancel.start': {
    states: 'A start on a canceled session is 409 session_closed',
    remedy: 'Answer 409 with code session_closed.',
  },
} as const;
