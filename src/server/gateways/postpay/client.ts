import { z } from 'zod';
import { callWith, listWith } from './call.js';
import {
  postpayClientSettings,
  type PostpayClientOptions,
  type PostpayClientSettings,
} from './client-options.js';
import { HOOKS, ORDERS, REFUNDS, TRANSACTIONS } from './lists.js';
import type { PostpayQuery } from './query.js';
import type {
  PostpayCheckout,
  PostpayHookEdit,
  PostpayHookRequest,
  PostpayRefundRequest,
} from './requests.js';
import {
  PostpayHook,
  PostpayLink,
  PostpayOrder,
  PostpayOrderSummary,
  PostpayRefund,
  PostpayTransaction,
  type PostpayPage,
} from './wire.js';

/**
 * The whole API that Postpay documents (seed 004). Amounts are integers: hundredths of any currency.
 * Each call may throw a `GatewayError`, whose Postpay code `postpayErrorCode` tells; none retries.
 */
export interface PostpayClient {
  /** Opens a checkout: `POST /checkouts`. An order number is taken once (`conflict`). */
  createCheckout(body: PostpayCheckout, signal?: AbortSignal): Promise<PostpayLink>;
  /**
   * Takes the money of an approved order, whole: `POST /orders/{order_id}/capture`.
   * `invalid_status`, `capture_error` or `expired` when it cannot.
   */
  capture(orderId: string, signal?: AbortSignal): Promise<PostpayOrder>;
  listOrders(
    query?: PostpayQuery<typeof ORDERS>,
    signal?: AbortSignal,
  ): Promise<PostpayPage<PostpayOrderSummary>>;
  retrieveOrder(orderId: string, signal?: AbortSignal): Promise<PostpayOrder>;
  listRefunds(
    orderId: string,
    query?: PostpayQuery<typeof REFUNDS>,
    signal?: AbortSignal,
  ): Promise<PostpayPage<PostpayRefund>>;
  retrieveRefund(orderId: string, refundId: string, signal?: AbortSignal): Promise<PostpayRefund>;
  /**
   * Gives back all or part of what was captured: `POST /orders/{order_id}/refunds`. `invalid`,
   * `invalid_status`, `conflict` or `limit_exceeded` when it cannot. An `amount` that is there but
   * no amount is never sent: without one Postpay would refund everything.
   */
  createRefund(
    orderId: string,
    body: PostpayRefundRequest,
    signal?: AbortSignal,
  ): Promise<PostpayRefund>;
  /** The settlement: what is paid to the merchant's bank account. */
  listTransactions(
    query?: PostpayQuery<typeof TRANSACTIONS>,
    signal?: AbortSignal,
  ): Promise<PostpayPage<PostpayTransaction>>;
  retrieveTransaction(transactionId: string, signal?: AbortSignal): Promise<PostpayTransaction>;
  listHooks(
    query?: PostpayQuery<typeof HOOKS>,
    signal?: AbortSignal,
  ): Promise<PostpayPage<PostpayHook>>;
  retrieveHook(hookId: string, signal?: AbortSignal): Promise<PostpayHook>;
  createHook(body: PostpayHookRequest, signal?: AbortSignal): Promise<PostpayHook>;
  editHook(hookId: string, body: PostpayHookEdit, signal?: AbortSignal): Promise<PostpayHook>;
  deleteHook(hookId: string, signal?: AbortSignal): Promise<void>;
}

/** @throws {GatewayError} `misconfigured` for options that cannot work. */
export const postpayClient = (options: PostpayClientOptions): PostpayClient =>
  clientOf(postpayClientSettings(options));

export function clientOf(settings: PostpayClientSettings): PostpayClient {
  const call = callWith(settings);
  type Rest = Pick<Parameters<typeof call>[0], 'body' | 'signal' | 'problems'>;
  const get = <T>(action: string, path: readonly string[], answer: z.ZodType<T>, rest: Rest) =>
    call({ action, method: 'GET', path, answer, ...rest });
  const post = <T>(action: string, path: readonly string[], answer: z.ZodType<T>, rest: Rest) =>
    call({ action, method: 'POST', path, answer, ...rest });
  return {
    createCheckout: (body, signal) =>
      post('create the checkout', ['checkouts'], PostpayLink, { body, signal }),
    capture: (id, signal) =>
      post('capture the order', ['orders', id, 'capture'], PostpayOrder, { signal }),
    listOrders: listWith(call, {
      action: 'list the orders',
      path: ['orders'],
      row: PostpayOrderSummary,
      rules: ORDERS,
    }),
    retrieveOrder: (id, signal) =>
      get('retrieve the order', ['orders', id], PostpayOrder, { signal }),
    listRefunds: (id, query, signal) => {
      const path = ['orders', id, 'refunds'];
      const list = { action: 'list the refunds', path, row: PostpayRefund, rules: REFUNDS };
      return listWith(call, list)(query, signal);
    },
    retrieveRefund: (id, refundId, signal) =>
      get('retrieve the refund', ['orders', id, 'refunds', refundId], PostpayRefund, { signal }),
    createRefund: (id, body, signal) => {
      const rest = { body, signal, problems: refundProblems(body) };
      return post('refund the order', ['orders', id, 'refunds'], PostpayRefund, rest);
    },
    listTransactions: listWith(call, {
      action: 'list the transactions',
      path: ['transactions'],
      row: PostpayTransaction,
      rules: TRANSACTIONS,
    }),
    retrieveTransaction: (id, signal) =>
      get('retrieve the transaction', ['transactions', id], PostpayTransaction, { signal }),
    listHooks: listWith(call, {
      action: 'list the hooks',
      path: ['hooks'],
      row: PostpayHook,
      rules: HOOKS,
    }),
    retrieveHook: (id, signal) => get('retrieve the hook', ['hooks', id], PostpayHook, { signal }),
    createHook: (body, signal) => post('create the hook', ['hooks'], PostpayHook, { body, signal }),
    editHook: (id, body, signal) => {
      const rest = { answer: PostpayHook, body, signal };
      return call({ action: 'edit the hook', method: 'PATCH', path: ['hooks', id], ...rest });
    },
    deleteHook: async (id, signal) => {
      const rest = { answer: z.unknown(), signal };
      await call({ action: 'delete the hook', method: 'DELETE', path: ['hooks', id], ...rest });
    },
  };
}

/** `null`, or a field without a value, would be sent as no amount: a refund of everything. */
function refundProblems(body: PostpayRefundRequest): readonly string[] {
  const { amount } = body;
  const whole = amount === undefined && !('amount' in body);
  return whole || (Number.isSafeInteger(amount) && Number(amount) > 0)
    ? []
    : ['amount: give hundredths above 0, or leave the field out to refund everything'];
}
