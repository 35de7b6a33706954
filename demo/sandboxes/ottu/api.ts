import type { Context, Hono } from 'hono';
import { paymentView } from './answer.js';
import { authenticate, demand, type Caller } from './access.js';
import { demandServer, readBody, readJson, type ParsedBody } from './body.js';
import { CardQuery, CardsRequest, deleteCard, listCards } from './cards.js';
import { CashRequest, payInCash } from './cash.js';
import type { OttuContext } from './context.js';
import { createPayment, parseAs, updatePayment } from './create.js';
import { ApiError } from './drf.js';
import { inquire, InquiryRequest, Throttled } from './inquiry.js';
import { operate, OperationRequest } from './operations.js';
import { expireIfDue } from './payer.js';
import { listMethods, MethodsRequest } from './payment-methods.js';
import type { Transaction } from './transaction.js';

export const PAYMENTS = '/b/checkout/v1/pymt-txn';

const MANAGEMENT = '/b/pbl/v2/';

const MANAGED: Readonly<Record<string, (method: string) => string>> = {
  operation: () => 'operation',
  inquiry: () => 'inquiry',
  'payment-methods': () => 'payment_methods',
  card: (method) => (method === 'DELETE' ? 'delete_card' : 'cards'),
  payment: () => 'cash',
};

/** The sandbox's names of its endpoints, as faults and records use them. */
export function operationName(method: string, path: string): string | undefined {
  if (path === '/_control' || path.startsWith('/static/')) return undefined;
  if (path.startsWith(MANAGEMENT)) return MANAGED[path.split('/')[4] ?? '']?.(method) ?? 'unknown';
  if (!path.startsWith(PAYMENTS)) return 'page';
  if (method === 'POST') return 'create';
  return method === 'GET' ? 'retrieve' : 'update';
}

/** Who may work with cards and cash is not documented: whoever may create payments. */
const SAVERS = ['e_commerce.add', 'payment_request.add'];

export function apiRoutes(app: Hono, context: OttuContext): void {
  const { ledger, settings } = context;
  const callerOf = (c: Context): Caller =>
    authenticate(c.req.header('authorization') ?? null, context.keys);

  const bodyOf = async (c: Context): Promise<ParsedBody> => {
    const body = await readBody(c.req.raw);
    demandServer(c.req.raw, body);
    return body;
  };

  const bySession = (c: Context): Transaction => {
    const found = ledger.get(c.req.param('session') ?? '');
    if (found === undefined) throw new ApiError(404, 'Not found.');
    return found;
  };

  app.post(PAYMENTS, async (c) => {
    const caller = callerOf(c);
    const transaction = await createPayment(context, await bodyOf(c), caller);
    return c.json(paymentView(context, transaction), 201);
  });

  app.get(`${PAYMENTS}/:session`, (c) => {
    const anonymous = c.req.header('authorization') === undefined;
    const caller = anonymous && settings.value.retrieve === 'public' ? null : callerOf(c);
    const transaction = bySession(c);
    const { type } = transaction.fields;
    if (caller !== null) demand(caller, `${type}.view`, `${type}.add`, `${type}.change`);
    if (settings.value.auto_expire) expireIfDue(context, transaction);
    return c.json(paymentView(context, transaction));
  });

  app.on(['PUT', 'PATCH'], `${PAYMENTS}/:session`, async (c) => {
    const caller = callerOf(c);
    const transaction = bySession(c);
    const method = c.req.method === 'PUT' ? 'PUT' : 'PATCH';
    updatePayment(context, transaction, await bodyOf(c), method, caller);
    return c.json(paymentView(context, transaction));
  });

  /** By session, else the newest payment with the order number. */
  const named = (request: { session_id?: string | undefined; order_no?: string | undefined }) => {
    const { session_id, order_no } = request;
    if (session_id === undefined && order_no === undefined) {
      throw new ApiError(400, { session_id: ['This field is required.'] });
    }
    const found =
      session_id === undefined
        ? ledger.list().findLast((each) => each.fields.order_no === order_no)
        : ledger.get(session_id);
    if (found === undefined) throw new ApiError(404, 'Not found.');
    return found;
  };

  app.post('/b/pbl/v2/operation', async (c) => {
    const caller = callerOf(c);
    const request = parseAs(OperationRequest, await readJson(c.req.raw));
    demand(caller, `payment.${request.operation}`);
    const key = c.req.header('tracking-key') ?? null;
    const { status, body } = await operate(context, named(request), request, key, caller);
    return c.json(body, status);
  });

  app.post('/b/pbl/v2/inquiry', async (c) => {
    const caller = callerOf(c);
    const request = parseAs(InquiryRequest, await readJson(c.req.raw));
    demand(caller, 'payment.inquiry');
    return c.json(await inquire(context, named(request), request));
  });

  app.post('/b/pbl/v2/payment-methods', async (c) => {
    callerOf(c);
    return c.json(listMethods(context, parseAs(MethodsRequest, await readJson(c.req.raw))));
  });

  app.post('/b/pbl/v2/card', async (c) => {
    demand(callerOf(c), ...SAVERS);
    return c.json(listCards(context, parseAs(CardsRequest, await readJson(c.req.raw))));
  });

  app.delete('/b/pbl/v2/card/:token', (c) => {
    demand(callerOf(c), ...SAVERS);
    deleteCard(context, c.req.param('token'), parseAs(CardQuery, c.req.query()));
    return c.body(null, 204);
  });

  app.post('/b/pbl/v2/payment/cash', async (c) => {
    demand(callerOf(c), ...SAVERS);
    const { status, body } = await payInCash(
      context,
      named(parseAs(CashRequest, await readJson(c.req.raw))),
    );
    return c.json(body, status);
  });

  for (const path of [PAYMENTS, `${PAYMENTS}/:session`, '/b/pbl/v2/:name']) {
    app.all(path, (c) => {
      throw new ApiError(405, `Method "${c.req.method}" not allowed.`);
    });
  }
}

/** How a refused request is answered. */
export function errorAnswer(error: Error, c: Context): Response {
  if (!(error instanceof ApiError)) {
    console.error(error);
    return c.json({ detail: 'A server error occurred.' }, 500);
  }
  if (error.status === 401) c.header('WWW-Authenticate', 'Api-Key');
  if (error instanceof Throttled) c.header('Retry-After', String(error.seconds));
  return c.json(error.body, error.status);
}
