import { cancelFromPage } from './cancel.js';
import type { Context } from './context.js';
import type { Payments } from './payments.js';
import { recordReturn } from './returns.js';
import { startPayment } from './start.js';
import { viewSession } from './view-session.js';
import { receiveWebhook } from './webhooks.js';

/** The payment rules as the HTTP edge uses them. */
export function createPayments(context: Context): Payments {
  return {
    view: (sessionId) => viewSession(context, sessionId),
    start: (sessionId, key, request) => startPayment(context, sessionId, key, request),
    cancel: (sessionId) => cancelFromPage(context, sessionId),
    returned: (token) => recordReturn(context, token),
    webhook: (webhook) => receiveWebhook(context, webhook),
  };
}
