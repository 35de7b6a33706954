import type { WebhookInput } from '../../src/server/gateways/gateway.js';

/** A merchant that keeps every webhook, and answers 200. */
export function makeInbox() {
  const inbox: WebhookInput[] = [];
  const deliver = async (request: Request): Promise<Response> => {
    inbox.push({ headers: request.headers, body: new Uint8Array(await request.arrayBuffer()) });
    return new Response(null, { status: 200 });
  };
  return { inbox, deliver };
}
