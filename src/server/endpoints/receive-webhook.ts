import { tokenOf, type Edge, type Endpoint } from '../edge.js';
import { CheckoutError } from '../errors.js';
import { forgedResponse } from '../problem-response.js';
import { readBody } from '../read-json.js';

const WEBHOOK_LIMIT = 1024 * 1024;

/**
 * Hands the raw bytes to the rules. What they throw becomes a 500: nothing was stored, and a
 * provider that tries again must do so.
 */
export function receiveWebhookEndpoint(edge: Edge): Endpoint {
  return async (c) => {
    const gateway = c.req.param('gateway') ?? '';
    const token = tokenOf(c);
    if (token === null || !edge.settings.gateways.some(({ code }) => code === gateway)) {
      throw unknownAddress();
    }
    const body = await readBody(c.req.raw, WEBHOOK_LIMIT);
    const { headers } = c.req.raw;
    switch (await edge.payments.webhook({ gateway, token, headers, body })) {
      case 'accepted':
        // Exactly 200: Ottu sends its payer on for no other status (seed 003).
        return c.text('ok', 200);
      case 'forged':
        c.env.log.error('FORGED WEBHOOK refused: check who knows this URL and the secret.', {
          gateway,
          bytes: body.byteLength,
        });
        return forgedResponse(c.env.requestId);
      case 'unknown_address':
        throw unknownAddress();
    }
  };
}

function unknownAddress(): CheckoutError {
  return new CheckoutError('not_found', 'No payment awaits messages at this address.');
}
