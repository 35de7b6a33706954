/** The documented filters and orders of each list (seed 004): types and checks both come from here. */

const COMPARED = ['exact', 'gt', 'lt', 'gte', 'lte'] as const;
const DATED = [...COMPARED, 'date', 'year', 'month', 'week_day', 'day', 'hour'] as const;
const PREFIXED = ['contains', 'icontains', 'startswith', 'istartswith'] as const;
const SEARCHED = [...PREFIXED, 'endswith', 'iendswith', 'regex', 'iregex'] as const;

/** The lookups of each kind of filter. */
export const LOOKUPS = {
  choice: ['exact', 'in'],
  amount: COMPARED,
  time: DATED,
  optionalTime: [...DATED, 'isnull'],
  search: SEARCHED,
  url: ['exact', 'in', ...SEARCHED],
  events: ['exact', 'contains'],
  flag: ['exact'],
  code: ['exact', 'in', 'gt', 'lt', 'gte', 'lte'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FilterKind = keyof typeof LOOKUPS;

/** The parts of a time may be compared themselves: `created__date__gt`. */
export const COMPARISONS = ['gt', 'lt', 'gte', 'lte'] as const;
export const TIME_PARTS = ['date', 'year', 'month', 'week_day', 'day', 'hour'] as const;

export interface ListRules {
  readonly filters: Readonly<Record<string, FilterKind>>;
  readonly ordering: readonly string[];
}

export const ORDERS = {
  filters: {
    order_id: 'choice',
    status: 'choice',
    total_amount: 'amount',
    currency: 'choice',
    created: 'time',
  },
  ordering: ['total_amount', 'created'],
} as const satisfies ListRules;

export const REFUNDS = {
  filters: { refund_id: 'choice', description: 'search', amount: 'amount', created: 'time' },
  ordering: ['amount', 'created'],
} as const satisfies ListRules;

export const TRANSACTIONS = {
  filters: {
    id: 'choice',
    type: 'choice',
    amount: 'amount',
    currency: 'choice',
    created: 'time',
    paid: 'optionalTime',
  },
  ordering: ['amount', 'created', 'paid'],
} as const satisfies ListRules;

export const HOOKS = {
  filters: {
    id: 'choice',
    events: 'events',
    url: 'url',
    active: 'flag',
    last_response_code: 'code',
    created: 'time',
  },
  ordering: ['created'],
} as const satisfies ListRules;
