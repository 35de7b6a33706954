import type { Edge, Endpoint } from '../edge.js';

export function retrieveAssetEndpoint(edge: Edge): Endpoint {
  return (c) => edge.assets.respond(c.req.param('id') ?? '', c.req.raw);
}
