import type { Context, Hono } from 'hono';
import { bodyOf, demandAccess } from './access.js';
import { capture, createRefund } from './capture.js';
import { createCheckout } from './checkout.js';
import type { PostpayContext } from './context.js';
import { HookEdit, HookRequest } from './fields.js';
import { hookOf } from './hook.js';
import { HOOKS, ORDERS, REFUNDS, transactionRules } from './lists.js';
import { detailOf, refundOf, summaryOf, transactionOf, type Order } from './order.js';
import { paginate, select, sort, type ListRules } from './query.js';
import { parseAs, Refused } from './refused.js';
import { wholeSecond } from './times.js';

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The body of the answer; undefined: 204. */
  readonly answer: (context: PostpayContext, c: Context) => unknown;
}

const param = (c: Context, name: string): string => c.req.param(name) ?? '';

function orderOf({ ledger }: PostpayContext, c: Context): Order {
  const order = ledger.byOrderId(param(c, 'order_id'));
  if (order === undefined) throw new Refused('not_found');
  return order;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refused('not_found');
  return value;
}

/** One page of the rows that the query wants, in its order. */
function listed<T>(
  { url }: PostpayContext,
  c: Context,
  { rows, rules, show }: { rows: readonly T[]; rules: ListRules<T>; show: (row: T) => unknown },
) {
  const link = new URL(url(c.req.path) + new URL(c.req.url).search);
  const kept = sort(select(rows, rules, link.searchParams), rules, link.searchParams);
  const page = paginate(kept, link);
  return { ...page, results: page.results.map(show) };
}

const ROUTES: readonly Route[] = [
  {
    operation: 'create_checkout',
    method: 'POST',
    path: '/checkouts',
    answer: async (context, c) => createCheckout(context, await bodyOf(c.req.raw)),
  },
  {
    operation: 'list_orders',
    method: 'GET',
    path: '/orders',
    answer: (context, c) =>
      listed(context, c, { rows: context.ledger.list(), rules: ORDERS, show: summaryOf }),
  },
  {
    operation: 'retrieve_order',
    method: 'GET',
    path: '/orders/:order_id',
    answer: (context, c) => detailOf(orderOf(context, c)),
  },
  {
    operation: 'capture',
    method: 'POST',
    path: '/orders/:order_id/capture',
    answer: (context, c) => capture(context, orderOf(context, c)),
  },
  {
    operation: 'list_refunds',
    method: 'GET',
    path: '/orders/:order_id/refunds',
    answer: (context, c) =>
      listed(context, c, { rows: orderOf(context, c).refunds, rules: REFUNDS, show: refundOf }),
  },
  {
    operation: 'create_refund',
    method: 'POST',
    path: '/orders/:order_id/refunds',
    answer: async (context, c) => {
      const body = await bodyOf(c.req.raw);
      return createRefund(context, orderOf(context, c), body);
    },
  },
  {
    operation: 'retrieve_refund',
    method: 'GET',
    path: '/orders/:order_id/refunds/:refund_id',
    answer: (context, c) => {
      const id = param(c, 'refund_id');
      return refundOf(found(orderOf(context, c).refunds.find(({ refundId }) => refundId === id)));
    },
  },
  {
    operation: 'list_transactions',
    method: 'GET',
    path: '/transactions',
    answer: (context, c) => {
      const now = context.now();
      return listed(context, c, {
        rows: context.ledger.transactions,
        rules: transactionRules(now),
        show: (row) => transactionOf(row, now),
      });
    },
  },
  {
    operation: 'retrieve_transaction',
    method: 'GET',
    path: '/transactions/:transaction_id',
    answer: ({ ledger, now }, c) => {
      const wanted = param(c, 'transaction_id');
      return transactionOf(found(ledger.transactions.find(({ id }) => id === wanted)), now());
    },
  },
  {
    operation: 'list_hooks',
    method: 'GET',
    path: '/hooks',
    answer: (context, c) =>
      listed(context, c, { rows: context.hooks.list(), rules: HOOKS, show: hookOf }),
  },
  {
    operation: 'create_hook',
    method: 'POST',
    path: '/hooks',
    answer: async ({ hooks, now }, c) =>
      hookOf(hooks.create(parseAs(HookRequest, await bodyOf(c.req.raw)), now())),
  },
  {
    operation: 'retrieve_hook',
    method: 'GET',
    path: '/hooks/:hook_id',
    answer: ({ hooks }, c) => hookOf(hooks.get(param(c, 'hook_id'))),
  },
  {
    operation: 'edit_hook',
    method: 'PATCH',
    path: '/hooks/:hook_id',
    answer: async ({ hooks, now }, c) => {
      const edit = parseAs(HookEdit, await bodyOf(c.req.raw));
      const hook = hooks.get(param(c, 'hook_id'));
      return hookOf(Object.assign(hook, edit, { modified: wholeSecond(now()) }));
    },
  },
  {
    operation: 'delete_hook',
    method: 'DELETE',
    path: '/hooks/:hook_id',
    answer: ({ hooks }, c) => hooks.delete(param(c, 'hook_id')),
  },
];

const PATTERNS = ROUTES.map(({ operation, method, path }) => ({
  operation,
  method,
  pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/*$`),
}));

/** The sandbox's names of its endpoints, as faults and records use them. */
export function operationName(method: string, path: string): string | undefined {
  if (path === '/_control' || path.startsWith('/static/')) return undefined;
  if (path.startsWith('/checkout/')) return 'page';
  const known = PATTERNS.find((each) => each.method === method && each.pattern.test(path));
  return known?.operation ?? 'unknown';
}

const MEDIA_TYPE = { 'Content-Type': 'application/vnd.api+json' };

const refuse = (c: Context, refused: Refused): Response =>
  c.body(JSON.stringify(refused.body), refused.status, { ...refused.headers, ...MEDIA_TYPE });

export function apiRoutes(app: Hono, context: PostpayContext): void {
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const routes = ROUTES.filter((route) => route.path === path);
    app.all(path, async (c) => {
      demandAccess(context, c.req.raw);
      const route = routes.find(({ method }) => method === c.req.method);
      if (route === undefined) {
        const allow = routes.map(({ method }) => method).join(', ');
        throw new Refused('method_not_allowed', { headers: { Allow: allow } });
      }
      const answer = await route.answer(context, c);
      return answer === undefined
        ? c.body(null, 204)
        : c.body(JSON.stringify(answer), 200, MEDIA_TYPE);
    });
  }
}

/** How a refused request is answered. */
export function errorAnswer(error: Error, c: Context): Response {
  if (error instanceof Refused) return refuse(c, error);
  console.error(error);
  return refuse(c, new Refused('error'));
}

export const notFound = (c: Context): Response => refuse(c, new Refused('not_found'));
