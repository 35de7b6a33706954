import type { Context, Hono } from 'hono';
import { demandKeys } from './access.js';
import { transactionAnswer } from './answer.js';
import type { PaymentOptionsContext } from './context.js';
import { createPayment, linkAnswer } from './create.js';
import { AmountRequest, LinkRequest, VoidRequest } from './fields.js';
import { operate, transactionOf } from './manage.js';
import { parseAs, refuse, Refused } from './refused.js';

/** The sources write the version in the path never, once and twice; all three are served. */
const PREFIXES = ['', '/api/v1', '/api/v1/api/v1'].map(
  (version) => `${version}/server-to-server-interface`,
);

const NAMES: Readonly<Record<string, string>> = {
  '/hpp/generate/link': 'generate_link',
  '/refund': 'refund',
  '/capture': 'capture',
  '/void': 'void',
};

/** The sandbox's names of its endpoints, as faults and records use them. */
export function operationName(_method: string, path: string): string | undefined {
  if (path === '/_control' || path.startsWith('/static/')) return undefined;
  if (/^\/\w+\/HostedPaymentPage\//.test(path)) return 'page';
  const [, rest = ''] = /\/server-to-server-interface(\/.*?)\/*$/.exec(path) ?? [];
  return rest.startsWith('/transaction/status/') ? 'status' : (NAMES[rest] ?? 'unknown');
}

async function bodyOf(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw refuse(400, 'Content-Type', 'must be application/json');
  }
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw refuse(400, 'body', 'is not valid JSON');
  }
}

export function apiRoutes(app: Hono, context: PaymentOptionsContext): void {
  for (const prefix of PREFIXES) routesBelow(app, context, prefix);
}

function routesBelow(app: Hono, context: PaymentOptionsContext, prefix: string): void {
  const post = (path: string, act: (body: unknown) => unknown): void => {
    app.post(prefix + path, async (c) => {
      demandKeys(context, c.req.raw.headers);
      return c.json((await act(await bodyOf(c))) as Record<string, unknown>);
    });
  };

  post('/hpp/generate/link', (body) =>
    linkAnswer(context, createPayment(context, parseAs(LinkRequest, body))),
  );

  for (const [path, type] of [
    ['/refund', 'REFUND'],
    ['/capture', 'CAPTURE'],
  ] as const) {
    post(path, async (body) => {
      const { transactionId, merchant_id: merchantId, amount } = parseAs(AmountRequest, body);
      return told(context, await operate(context, { type, transactionId, merchantId, amount }));
    });
  }

  post('/void', async (body) => {
    const { transactionId, merchant_id: merchantId } = parseAs(VoidRequest, body);
    const order = { type: 'VOID', transactionId, merchantId, amount: null } as const;
    return told(context, await operate(context, order));
  });

  app.get(`${prefix}/transaction/status/:id`, (c) => {
    demandKeys(context, c.req.raw.headers);
    const found = transactionOf(context, c.req.param('id'));
    const latest = context.settings.value.status_of_payment === 'latest';
    const last = found.payment.transactions.findLast(({ outcome }) => outcome === 'approved');
    return c.json(
      told(context, latest && last !== undefined ? { ...found, transaction: last } : found),
    );
  });

  for (const path of [...Object.keys(NAMES), '/transaction/status/:id']) {
    app.all(prefix + path, (c) => {
      throw refuse(405, 'method', `${c.req.method} is not allowed`);
    });
  }
}

const told = (
  context: PaymentOptionsContext,
  { payment, transaction }: ReturnType<typeof transactionOf>,
): Record<string, unknown> => transactionAnswer(context, payment, transaction);

/** How a refused request is answered. */
export function errorAnswer(error: Error, c: Context): Response {
  if (error instanceof Refused) return c.json(error.body, error.status);
  console.error(error);
  return c.json({ success: false, status_code: 500, message: 'Internal error', errors: [] }, 500);
}

export const notFound = (c: Context): Response =>
  c.json(refuse(404, 'path', 'does not exist').body, 404);
