import { lastResponse, type Hook } from './hook.js';
import { paidAt, type Order, type Refund, type Transaction } from './order.js';
import type { Filter, ListRules, Value } from './query.js';

const CHOICE = ['exact', 'in'];
const COMPARED = ['exact', 'gt', 'lt', 'gte', 'lte'];
const DATED = [...COMPARED, 'date', 'year', 'month', 'week_day', 'day', 'hour'];
const SEARCHED = ['contains', 'startswith', 'endswith', 'regex'].flatMap((each) => [
  each,
  `i${each}`,
]);

const choice = <T>(read: (row: T) => Value): Filter<T> => ({ kind: 'text', lookups: CHOICE, read });
const amount = <T>(read: (row: T) => Value): Filter<T> => ({
  kind: 'number',
  lookups: COMPARED,
  read,
});
const time = <T>(read: (row: T) => Value): Filter<T> => ({ kind: 'time', lookups: DATED, read });

export const ORDERS: ListRules<Order> = {
  filters: {
    order_id: choice(({ orderId }) => orderId),
    status: choice(({ status }) => status),
    total_amount: amount(({ totalAmount }) => totalAmount),
    currency: choice(({ currency }) => currency),
    created: time(({ created }) => created),
  },
  ordering: ['total_amount', 'created'],
};

export const REFUNDS: ListRules<Refund> = {
  filters: {
    refund_id: choice(({ refundId }) => refundId),
    description: { kind: 'text', lookups: SEARCHED, read: ({ description }) => description },
    amount: amount((refund) => refund.amount),
    created: time(({ created }) => created),
  },
  ordering: ['amount', 'created'],
};

/** What is paid depends on the time. */
export const transactionRules = (now: number): ListRules<Transaction> => ({
  filters: {
    id: choice(({ id }) => id),
    type: choice(({ type }) => type),
    amount: amount((transaction) => transaction.amount),
    currency: choice(({ order }) => order.currency),
    created: time(({ created }) => created),
    paid: {
      kind: 'time',
      lookups: [...DATED, 'isnull'],
      read: (transaction) => paidAt(transaction, now),
    },
  },
  ordering: ['amount', 'created', 'paid'],
});

export const HOOKS: ListRules<Hook> = {
  filters: {
    id: choice(({ id }) => id),
    events: { kind: 'list', lookups: ['exact', 'contains'], read: ({ events }) => events },
    url: { kind: 'text', lookups: [...CHOICE, ...SEARCHED], read: ({ url }) => url },
    active: { kind: 'boolean', lookups: ['exact'], read: ({ active }) => active },
    last_response_code: {
      kind: 'number',
      lookups: [...COMPARED, 'in'],
      read: (hook) => lastResponse(hook).code,
    },
    created: time(({ created }) => created),
  },
  ordering: ['created'],
};
