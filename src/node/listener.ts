import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Checkout } from '../server/index.js';

export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** What frameworks add to a request. */
type FrameworkMessage = IncomingMessage & {
  /** Express: the URL before the mount path was cut off. */
  readonly originalUrl?: unknown;
  /** Serverless platforms: the bytes of a body that was read already. */
  readonly rawBody?: unknown;
};

/**
 * The checkout as a listener for `node:http` and for what is built on it. Body bytes pass
 * untouched, which the signatures of webhooks need: mount it BEFORE anything that reads bodies.
 *
 * - `http.createServer(toNodeListener(checkout))`
 * - Express: `app.use('/api/checkout', toNodeListener(checkout))`, before `express.json()`
 * - Fastify: in a plugin of its own, `removeAllContentTypeParsers()`, then
 *   `addContentTypeParser('*', (request, payload, done) => done(null))` and
 *   `all('/api/checkout/*', (request, reply) => { reply.hijack(); listener(request.raw, reply.raw); })`
 */
export function toNodeListener(checkout: Pick<Checkout, 'fetch'>): NodeListener {
  // The adapter would otherwise replace `Request` and `Response` for the whole process.
  const options = { overrideGlobalObjects: false };
  const listen = getRequestListener(async (request, { outgoing }) => {
    const response = await checkout.fetch(request);
    // What is left of the body is not read, so nothing can follow it on this connection.
    if (response.status === 413) outgoing.setHeader('Connection', 'close');
    return response;
  }, options);
  const complain = getRequestListener(bodyIsGone, options);
  return (incoming: FrameworkMessage, outgoing) => {
    if (typeof incoming.originalUrl === 'string') incoming.url = incoming.originalUrl;
    const gone = incoming.readableDidRead && !(incoming.rawBody instanceof Buffer);
    return (gone ? complain : listen)(incoming, outgoing);
  };
}

/** Better a clear failure than webhooks that are taken for forged. */
function bodyIsGone(): Response {
  process.emitWarning('Mount the checkout before middleware that reads request bodies.', {
    type: 'CheckoutWarning',
    code: 'HPP_CHECKOUT_BODY_READ',
    detail: 'The bytes of a request were read before it reached the checkout; it was answered 500.',
  });
  return new Response(null, { status: 500, headers: { 'Cache-Control': 'no-store' } });
}
