import { IDEMPOTENCY_KEY_HEADER } from '../../contract/http.js';
import { StartPaymentRequest } from '../../contract/start-payment.js';
import { authorizedSession, type Edge, type EdgeContext, type Endpoint } from '../edge.js';
import { CheckoutError } from '../errors.js';
import { readJson } from '../read-json.js';

export function startPaymentEndpoint(edge: Edge): Endpoint {
  return async (c) => {
    const sessionId = await authorizedSession(edge, c);
    const key = idempotencyKey(c);
    const request = await readJson(c, StartPaymentRequest);
    return c.json(await edge.payments.start(sessionId, key, request));
  };
}

/** A header that was sent twice arrives joined by ", " and is refused for its space. */
function idempotencyKey(c: EdgeContext): string {
  const key = c.req.header(IDEMPOTENCY_KEY_HEADER) ?? '';
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new CheckoutError(
    'idempotency_key_missing',
    `Send one ${IDEMPOTENCY_KEY_HEADER} header of 1 to 255 visible ASCII characters.`,
  );
}
