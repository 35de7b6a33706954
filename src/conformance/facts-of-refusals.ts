/** What the backend has to refuse, and how. None of these requests may change anything. */
export const REFUSAL_FACTS = {
  'unknown.session': {
    states: 'An unknown session is 404 session_not_found',
    remedy: 'Answer 404 with code session_not_found.',
  },
  'unknown.malformed_id': {
    states: 'A malformed session id is 404 session_not_found',
    remedy: 'Answer 404 with code session_not_found, as for an unknown session.',
  },
  'unknown.client_key': {
    states: 'A wrong client key is 404 session_not_found',
    remedy:
      'Compare the header Client-Key with your keys; answer 404 with code session_not_found, as for an unknown session.',
  },
  'unknown.no_client_key': {
    states: 'A missing client key is 404 session_not_found',
    remedy: 'Answer 404 with code session_not_found, as for an unknown session.',
  },
  'unknown.same': {
    states: 'Nobody can tell these apart: the answers are the very same but for the request id',
    remedy: 'Send one answer for all of them, with one text.',
  },
  'unknown.start': {
    states: 'A start on an unknown session is 404 session_not_found',
    remedy: 'Answer 404 with code session_not_found.',
  },
  'unknown.cancel': {
    states: 'A cancel of an unknown session is 404 session_not_found',
    remedy: 'Answer 404 with code session_not_found.',
  },
  'paths.unknown': {
    states: 'A path that is none of the contract is 404 not_found',
    remedy: 'Answer 404 with code not_found below the path of the backend, as a problem.',
  },
  'methods.status': {
    states: 'Another HTTP method is 405 method_not_allowed',
    remedy: 'Answer 405 with code method_not_allowed on the three endpoints.',
  },
  'methods.allow': {
    states: 'A 405 says in Allow what may be used',
    remedy: 'Send Allow: GET for the session, Allow: POST for payments and cancel.',
  },
  'start.no_key': {
    states: 'A start without Idempotency-Key is 400 idempotency_key_missing',
    remedy: 'Answer 400 with code idempotency_key_missing, before anything is started.',
  },
  'start.media_type': {
    states: 'A start that is not application/json is 415 unsupported_media_type',
    remedy:
      'Answer 415 with code unsupported_media_type for every other Content-Type: a form of a foreign page can send those.',
  },
  'start.not_json': {
    states: 'A body that is not JSON is 400 invalid_request',
    remedy: 'Answer 400 with code invalid_request.',
  },
  'start.malformed': {
    states: 'A body with a wrong field is 400 invalid_request',
    remedy:
      'Check the body against the contract; answer 400 with code invalid_request, for an amount that is a number for example.',
  },
  'start.too_large': {
    states: 'A body of more than a megabyte is 413 payload_too_large',
    remedy:
      'Answer 413 with code payload_too_large; 64 KiB are enough for any start. A server in front of yours may have to say it in your words.',
  },
  'start.unknown_method': {
    states: 'A start with a method that is not offered is 409 payment_method_unavailable',
    remedy: 'Answer 409 with code payment_method_unavailable.',
  },
  'origin.foreign': {
    states: 'A POST of a foreign page is 403 origin_not_allowed',
    remedy:
      'Answer 403 with code origin_not_allowed to every POST whose Origin is neither your own nor one that you allow, "null" included.',
  },
  'origin.page': {
    states: 'A POST of the shop page is not refused for its origin',
    remedy:
      'Allow the origin of the shop page, and check the backend at the URL that browsers use: they send Origin with every POST, also to their own origin.',
  },
  'cors.preflight': {
    states: 'The preflight requests of the shop page are granted',
    remedy:
      'Answer OPTIONS with 200 or 204, Access-Control-Allow-Origin and Access-Control-Allow-Headers: Client-Key, Idempotency-Key, Content-Type.',
  },
  'cors.allow_origin': {
    states: 'The shop page may read the answers, refusals too',
    remedy: 'Send Access-Control-Allow-Origin with the origin of the page on every answer to it.',
  },
  'cors.expose': {
    states: 'The shop page may read Request-Id and Retry-After',
    remedy: 'Send Access-Control-Expose-Headers: Retry-After, Request-Id.',
  },
  'cors.images': {
    states: 'The shop page may show the images',
    remedy: 'Send Cross-Origin-Resource-Policy: cross-origin with images, or no such header.',
  },
  'problem.media_type': {
    states: 'Refusals are application/problem+json',
    remedy: 'Send Content-Type: application/problem+json (RFC 9457).',
  },
  'problem.code': {
    states: 'Refusals have a code of the contract',
    remedy: 'Send "code", one of the closed list of the README: the widget acts by it.',
  },
  'problem.status': {
    states: 'The status in a refusal is that of the answer',
    remedy: 'Send the HTTP status as "status", or leave it out.',
  },
  'problem.request_id': {
    states: 'Refusals quote the request id of their header',
    remedy: 'Send "request_id" with the value of the header Request-Id.',
  },
  'refusals.harmless': {
    states: 'The refused requests changed nothing',
    remedy: 'Refuse before anything is stored or started.',
  },
} as const;
