/** What the answer to a read of the session has to be, and every answer beside it. */
export const READING_FACTS = {
  'session.answer': {
    states: 'GET /sessions/:session_id answers 200 with a JSON object',
    remedy:
      'Answer 200 and the session view, at this very URL: the widget follows no redirect. Check the URL, the client key and the session id.',
  },
  'session.contract': {
    states: 'The view says the version of the contract',
    remedy: 'Send "contract": 1, a number.',
  },
  'session.id': {
    states: 'The view has the id that was asked for',
    remedy: 'Send the session id of the path as "id", unchanged.',
  },
  'session.shape': {
    states: 'Every field of the view is there and has its type',
    remedy: 'Send each field, null where there is nothing to say. The schema is in src/contract.',
  },
  'session.words': {
    states: 'States and reasons are words of the contract',
    remedy:
      'Use the words of the contract only: the widget shows a state that it does not know as "confirming", for ever.',
  },
  'session.amounts': {
    states:
      'Amounts are decimal strings, with an ISO 4217 code and no more digits than the currency has',
    remedy:
      'Send "value" as a string such as "14.000" and "currency" as three capital letters: never a number, never rounded.',
  },
  'session.times': {
    states: 'Times are ISO 8601 in UTC',
    remedy: 'Send times such as "2026-01-05T10:00:00.000Z".',
  },
  'session.methods': {
    states: 'The codes of the payment methods are unique, and the default is one that can be used',
    remedy:
      'Give each method a code of its own, each plan a count of 2 or more of its own, and name a usable method as "default_payment_method", or null.',
  },
  'session.urls': {
    states: 'The URLs that the shopper may open are https',
    remedy: 'Send absolute https URLs; http only for this machine.',
  },
  'session.secrets': {
    states: 'Nothing in the view looks like a secret or like personal data',
    remedy:
      'Leave it out: whoever has the session id can read the view. Name the fields that you send, spread no record into it.',
  },
  'images.origin': {
    states: "Icons and pictures are on the backend's own origin",
    remedy:
      'Serve the images of providers and products yourself: the widget asks no other origin for any.',
  },
  'images.answer': {
    states: 'Icons and pictures are answered with an image',
    remedy: 'Answer 200 with Content-Type image/…; send null where there is no picture.',
  },
  'answers.media_type': {
    states: 'What succeeds is answered as application/json',
    remedy: 'Send Content-Type: application/json.',
  },
  'answers.no_store': {
    states: 'No answer may be stored',
    remedy: 'Send Cache-Control: no-store with every answer but images, refusals too.',
  },
  'answers.referrer_policy': {
    states: 'No answer lets the session id travel as a referrer',
    remedy: 'Send Referrer-Policy: no-referrer with every answer, refusals too.',
  },
  'answers.nosniff': {
    states: 'No answer may be read as another type, images neither',
    remedy: 'Send X-Content-Type-Options: nosniff with every answer, refusals and images too.',
  },
  'answers.request_id': {
    states: 'Every answer has a request id of its own',
    remedy: 'Send a new Request-Id with every answer, refusals too, and write it into your log.',
  },
  'answers.retry_after': {
    states: 'Retry-After, where it is sent, is a number of seconds or an HTTP date',
    remedy: 'Send whole seconds: "Retry-After: 1".',
  },
} as const;
