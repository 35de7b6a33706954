import { StartPaymentRequest } from '../../contract/start-payment.js';
import { authorizedSession, idempotencyKeyOf, type Edge, type Endpoint } from '../edge.js';
import { readJson } from '../read-json.js';

export function startPaymentEndpoint(edge: Edge): Endpoint {
  return async (c) => {
    const sessionId = await authorizedSession(edge, c);
    const key = idempotencyKeyOf(c);
    const request = await readJson(c, StartPaymentRequest);
    return c.json(await edge.payments.start(sessionId, key, request));
  };
}
