import { authorizedSession, type Edge, type Endpoint } from '../edge.js';

export function retrieveSessionEndpoint(edge: Edge): Endpoint {
  return async (c) => {
    const sessionId = await authorizedSession(edge, c);
    return c.json(await edge.payments.view(sessionId));
  };
}
