import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../src/node/index.js';
import { openBackend, type Lie } from '../conformance/fixture.js';
import { CLIENT_KEY } from '../support/shop.js';

/** The kit behind a real socket, as a merchant runs it, or behind a lie. */
export async function listen(lie?: Lie) {
  const backend: { fetch: (request: Request) => Promise<Response> } = {
    fetch: () => Promise.resolve(new Response(null, { status: 503 })),
  };
  const listener = toNodeListener({
    fetch: (request) => (lie ? lie(request, backend.fetch) : backend.fetch(request)),
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/checkout`;
  const { shop, sessionId } = await openBackend({}, { publicUrl: url });
  backend.fetch = (request) => shop.checkout.fetch(request);
  return {
    url,
    shop,
    sessionId,
    arguments: ['check', url, '--client-key', CLIENT_KEY, '--session-id', sessionId],
    async close(): Promise<void> {
      await shop.settle();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
