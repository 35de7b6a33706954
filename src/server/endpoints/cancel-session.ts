import * as z from 'zod/mini';
import { authorizedSession, type Edge, type Endpoint } from '../edge.js';
import { readJson } from '../read-json.js';

/** Nothing is said in it; that it is JSON keeps forms of foreign pages out. */
const CancelSessionRequest = z.object({});

export function cancelSessionEndpoint(edge: Edge): Endpoint {
  return async (c) => {
    const sessionId = await authorizedSession(edge, c);
    await readJson(c, CancelSessionRequest);
    return c.json(await edge.payments.cancel(sessionId));
  };
}
