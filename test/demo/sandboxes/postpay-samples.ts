import { checkout, type Postpay } from './postpay-support.js';

/** Values that each documented type refuses. */
export const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  String: [7, {}],
  Email: ['john', 7],
  Decimal: ['814.80', 8.5, -1],
  Integer: ['1', 1.5, 0],
  Boolean: ['yes'],
  Currency: ['XXX', 7],
  Country: ['ARE', 'XX'],
  URL: ['www.example.ae', 'javascript:alert(1)'],
  Date: ['20.01.1990', '1990-02-31'],
  Datetime: ['yesterday', 7],
  Address: ['Dubai'],
  Shipping: ['express'],
  Customer: ['john'],
  Merchant: ['shop'],
  'Item[]': [[], {}],
  'Discount[]': [{}],
  'String[]': ['order', []],
  'Key/Value': ['text', []],
};

const PARTS: Readonly<Record<string, (date: Date) => number | string>> = {
  date: (date) => date.toISOString().slice(0, 10),
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  week_day: (date) => date.getUTCDay() + 1,
  day: (date) => date.getUTCDate(),
  hour: (date) => date.getUTCHours(),
};

const dated = (date: Date, days: number): string =>
  new Date(date.getTime() + days * 86_400_000).toISOString();

/** A value of a filter that keeps the row, and one that drops it. */
export function sampleFor(
  type: string,
  lookup: string,
  value: unknown,
): { readonly fits: string; readonly fails: string } {
  const [part = '', comparison = 'exact'] = lookup.split('__');
  if (lookup === 'isnull') return { fits: 'false', fails: 'true' };
  if (type === 'Datetime') {
    const date = new Date(String(value));
    const read = PARTS[part];
    if (read === undefined) {
      return around(part, (days) => (days === 0 ? String(value) : dated(date, days)));
    }
    return around(comparison, (step) =>
      part === 'date' ? dated(date, step).slice(0, 10) : String(Number(read(date)) + step),
    );
  }
  const text = String(value);
  if (type === 'Boolean') return { fits: text, fails: String(value !== true) };
  if (type === 'String[]') return { fits: text, fails: 'transaction' };
  if (lookup === 'in') return { fits: `none,${text}`.replace(/^none(?=,\d+$)/, '1'), fails: '1,2' };
  if (type === 'Decimal' || type === 'Integer') {
    return around(lookup, (step) => String(Number(value) + step));
  }
  const upper = lookup.startsWith('i') ? text.toUpperCase() : text;
  const [head, tail] = [upper.slice(0, 4), upper.slice(-4)];
  switch (lookup.replace(/^i(?=[a-z]+(?:with|ains|gex)$)/, '')) {
    case 'startswith':
      return { fits: head, fails: tail };
    case 'endswith':
      return { fits: tail, fails: head };
    case 'regex':
      return { fits: `^${head}.+`, fails: `^${head}$` };
    case 'contains':
      return { fits: upper.slice(2, 6), fails: 'dolphins' };
    default:
      return { fits: text, fails: 'dolphins' };
  }
}

function around(comparison: string, step: (by: number) => string) {
  switch (comparison) {
    case 'gt':
      return { fits: step(-1), fails: step(0) };
    case 'gte':
      return { fits: step(0), fails: step(1) };
    case 'lt':
      return { fits: step(1), fails: step(0) };
    case 'lte':
      return { fits: step(0), fails: step(-1) };
    default:
      return { fits: step(0), fails: step(1) };
  }
}

const refund = async (world: Postpay, body: unknown) =>
  world.call('POST', `/orders/${await world.captured()}/refunds`, body);

/** What leads to each documented error. */
export const provoke: Readonly<Record<string, (world: Postpay) => Promise<Response>>> = {
  invalid: ({ call }) => call('POST', '/checkouts', {}),
  parse_error: ({ call }) => call('POST', '/checkouts', '{"order_id": '),
  authentication_failed: ({ call }) => call('GET', '/orders', undefined, { authorization: '' }),
  payment_required: ({ call, sandbox }) => {
    sandbox.control.configure({ account: 'payment_required' });
    return call('GET', '/orders');
  },
  permission_denied: ({ call, sandbox }) => {
    const { merchant_id, read_only_secret_key } = sandbox.credentials;
    const authorization = `Basic ${btoa(`${merchant_id}:${read_only_secret_key}`)}`;
    return call('POST', '/checkouts', {}, { authorization });
  },
  not_found: ({ call }) => call('GET', '/orders/nobody'),
  method_not_allowed: ({ call }) => call('DELETE', '/orders'),
  not_acceptable: ({ call }) => call('GET', '/orders', undefined, { accept: 'text/html' }),
  conflict: async ({ open, call }) => {
    await open();
    return call('POST', '/checkouts', checkout());
  },
  gone: async ({ call }) => {
    const hook = { events: ['order'], url: 'https://shop.example/hooks', secret: 's' };
    const { id } = (await (await call('POST', '/hooks', hook)).json()) as { id: string };
    await call('DELETE', `/hooks/${id}`);
    return call('GET', `/hooks/${id}`);
  },
  unsupported_media_type: ({ call }) =>
    call('POST', '/checkouts', 'order_id=1', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
  unprocessable: ({ call, sandbox }) => {
    sandbox.control.configure({ totals: 'checked' });
    return call('POST', '/checkouts', checkout({ total_amount: 1 }));
  },
  throttled: ({ call, sandbox }) => {
    sandbox.control.configure({ requests_per_minute: 0 });
    return call('GET', '/orders');
  },
  error: ({ call, sandbox }) => {
    sandbox.control.failApi({ kind: 'status', status: 503 });
    return call('GET', '/orders');
  },
  'capture invalid_status': async ({ call, open }) => {
    await open();
    return call('POST', '/orders/order-01/capture');
  },
  'capture capture_error': async ({ call, approved, sandbox }) => {
    sandbox.control.configure({ capture_outcome: 'declined' });
    return call('POST', `/orders/${await approved()}/capture`);
  },
  'capture expired': async ({ call, approved, clock, sandbox }) => {
    const id = await approved();
    clock.advance(sandbox.control.settings.capture_lifetime_ms);
    return call('POST', `/orders/${id}/capture`);
  },
  'create_refund invalid': (world) => refund(world, { amount: 1 }),
  'create_refund invalid_status': async ({ call, approved }) =>
    call('POST', `/orders/${await approved()}/refunds`, { refund_id: 'r' }),
  'create_refund conflict': async (world) => {
    await refund(world, { refund_id: 'r', amount: 1 });
    return world.call('POST', '/orders/order-01/refunds', { refund_id: 'r', amount: 1 });
  },
  'create_refund limit_exceeded': (world) => refund(world, { refund_id: 'r', amount: 81481 }),
};
