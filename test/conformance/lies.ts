import type { FactId } from '../../src/conformance/facts.js';
import { PAGE, type Lie } from './fixture.js';
import {
  blind,
  body,
  change,
  fields,
  hasKey,
  headers,
  isRead,
  isStart,
  nth,
  refusal,
  type Json,
  type When,
} from './lie.js';
import { PAYING_LIES } from './paying-lies.js';

const read = (values: Json): Lie => change(isRead, fields(values));
const readAs = (how: (json: Json) => unknown): Lie => change(isRead, body(how));
const listOf = (json: Json, name: string): Json[] => json[name] as Json[];

const isUnknown = (path: RegExp): When => {
  return (seen) => path.test(seen.path) && hasKey(seen) && !seen.header('Origin');
};
const isAsset: When = ({ path }) => path.startsWith('/assets/');
const isNowhere: When = ({ path }) => path.endsWith('/no-such-path');
const isPreflight: When = ({ method }) => method === 'OPTIONS';
const isPatch: When = ({ method }) => method === 'PATCH';
const ofPage: When = ({ method, header }) => header('Origin') === PAGE && method !== 'OPTIONS';
const isPosted: When = (seen) => isStart(seen) && !seen.header('Origin');
const isImpossible: When = ({ body: sent }) =>
  sent?.['payment_method'] === 'hpp-checkout-check:no-such-method';

/** What a start of the check is: each of them has one mistake. */
const isTooLarge: When = (seen) => isPosted(seen) && seen.body?.['padding'] !== undefined;
const isMalformed: When = (seen) =>
  isPosted(seen) && (seen.body?.['amount'] as Json | undefined)?.['value'] === 14;
const isUnheard: When = (seen) =>
  isPosted(seen) &&
  isImpossible(seen) &&
  !isTooLarge(seen) &&
  !isMalformed(seen) &&
  seen.header('Idempotency-Key') !== null &&
  seen.header('Content-Type') === 'application/json';

/** For every fact a backend that breaks it, and no other. Made anew for each check: some count. */
export const LIES: Readonly<Record<FactId, () => Lie>> = {
  'session.answer': () => change(isRead, refusal(500, 'internal_error')),
  'session.contract': () => read({ contract: '1' }),
  'session.id': () => read({ id: 'AnotherSession0123456789' }),
  'session.shape': () => readAs(({ review: _, ...others }) => others),
  'session.words': () =>
    readAs((json) => {
      const methods = listOf(json, 'payment_methods');
      const last = { ...methods.at(-1), unavailable_reason: 'sold_out' };
      return { ...json, payment_methods: methods.with(-1, last) };
    }),
  'session.amounts': () => read({ captured_amount: { value: '1.0000', currency: 'KWD' } }),
  'session.times': () => read({ server_time: '2026-01-05 10:00:00' }),
  'session.methods': () =>
    readAs((json) => {
      const methods = listOf(json, 'payment_methods');
      return { ...json, payment_methods: [...methods, methods.at(-1)] };
    }),
  'session.urls': () => read({ cancel_url: 'http://shop.test/cart' }),
  'session.secrets': () => read({ webhook_secret: 'abc' }),
  'images.origin': () =>
    readAs((json) => {
      const methods = listOf(json, 'payment_methods');
      const first = { ...methods[0], icon: 'https://cdn.test/knet.png' };
      return { ...json, payment_methods: methods.with(0, first) };
    }),
  'images.answer': () => change(isAsset, headers({ 'Content-Type': 'text/html' })),

  'answers.media_type': () => change(isRead, headers({ 'Content-Type': 'text/plain' })),
  'answers.no_store': () => change(isRead, headers({ 'Cache-Control': 'private, max-age=60' })),
  'answers.referrer_policy': () => change(isNowhere, headers({ 'Referrer-Policy': null })),
  'answers.nosniff': () => change(isAsset, headers({ 'X-Content-Type-Options': null })),
  'answers.request_id': () => change(isRead, headers({ 'Request-Id': 'always-the-same' })),
  'answers.retry_after': () => change(isRead, headers({ 'Retry-After': 'soon' })),

  'unknown.session': () =>
    change(isUnknown(/^\/sessions\/[\da-f]{32}$/), refusal(400, 'invalid_request')),
  'unknown.malformed_id': () =>
    change(isUnknown(/^\/sessions\/malformed$/), refusal(400, 'invalid_request')),
  'unknown.client_key': () =>
    change(
      (seen) => seen.path === '/sessions/:id' && !hasKey(seen) && !!seen.header('Client-Key'),
      refusal(403, 'origin_not_allowed'),
    ),
  'unknown.no_client_key': () =>
    change(
      ({ method, path, header }) =>
        method === 'GET' && path === '/sessions/:id' && header('Client-Key') === null,
      refusal(400, 'invalid_request'),
    ),
  'unknown.same': () =>
    change(isUnknown(/^\/sessions\/malformed$/), fields({ detail: 'The id is malformed.' })),
  'unknown.start': () =>
    change(isUnknown(/^\/sessions\/[\da-f]{32}\/payments$/), refusal(400, 'invalid_request')),
  'unknown.cancel': () =>
    change(isUnknown(/^\/sessions\/[\da-f]{32}\/cancel$/), refusal(400, 'invalid_request')),
  'paths.unknown': () => change(isNowhere, refusal(404, 'session_not_found')),
  'methods.status': () => change(isPatch, refusal(404, 'not_found')),
  'methods.allow': () => change(isPatch, headers({ Allow: null })),

  'start.no_key': () =>
    blind((seen) => isPosted(seen) && seen.header('Idempotency-Key') === null, {
      'Idempotency-Key': 'the-key-of-nobody',
    }),
  'start.media_type': () => blind(isPosted, { 'Content-Type': 'application/json' }),
  'start.not_json': () =>
    change((seen) => isPosted(seen) && seen.body === undefined, refusal(500, 'internal_error')),
  'start.malformed': () => change(isMalformed, refusal(409, 'payment_method_unavailable')),
  'start.too_large': () => change(isTooLarge, refusal(409, 'payment_method_unavailable')),
  'start.unknown_method': () => change(isUnheard, refusal(502, 'provider_refused')),

  'origin.foreign': () =>
    blind((seen) => isImpossible(seen) && seen.header('Origin') === 'null', { Origin: null }),
  'origin.page': () =>
    change((seen) => ofPage(seen) && isStart(seen), refusal(403, 'origin_not_allowed')),
  'cors.preflight': () =>
    change(isPreflight, headers({ 'Access-Control-Allow-Headers': 'Content-Type, Client-Key' })),
  'cors.allow_origin': () => change(ofPage, headers({ 'Access-Control-Allow-Origin': null })),
  'cors.expose': () => change(ofPage, headers({ 'Access-Control-Expose-Headers': 'Retry-After' })),
  'cors.images': () => change(isAsset, headers({ 'Cross-Origin-Resource-Policy': 'same-origin' })),

  'problem.media_type': () => change(isNowhere, headers({ 'Content-Type': 'application/json' })),
  'problem.code': () => change(isNowhere, fields({ code: 'nothing_here' })),
  'problem.status': () => change(isNowhere, fields({ status: 400 })),
  'problem.request_id': () => change(isNowhere, fields({ request_id: 'another' })),
  'refusals.harmless': () => change(nth(2, isRead), fields({ state: 'attempted' })),

  ...PAYING_LIES,
};
