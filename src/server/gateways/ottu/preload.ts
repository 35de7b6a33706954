import { z } from 'zod';
import { sameMoney, type Money } from '../../../contract/money.js';
import { readDecimal, sumMoney } from '../amount.js';
import { amountOf } from './end.js';
import { OttuMethod, type OttuPayment } from './wire.js';

/**
 * The part of `sdk_setup_preload_payload` that a list of redirects needs. The seed only says that it
 * is there; what is in it is told by the public docs of Ottu's SDK. Saved cards, the customer, submit
 * and cancel URLs, wallets and whatever else stands in it are not read at all.
 */
const text = z.string().nullish();

/** `display` is the same as text for the eye. */
const Line = z.object({ value: z.string(), currency_code: z.string(), label: text });

const PreloadMethod = OttuMethod.pick({
  code: true,
  name: true,
  pg: true,
  type: true,
  is_sandbox: true,
  fee_description: true,
  icon: true,
  flow: true,
  branding_options: true,
}).extend({
  can_save_card: z.boolean().nullish(),
  billing: z.object({ amount: Line, sub_total: Line, fee: Line }),
});
type PreloadMethod = z.infer<typeof PreloadMethod>;

const Payload = z.object({
  session_id: z.string(),
  amount: z.string(),
  currency_code: z.string(),
  payment_methods: z.array(PreloadMethod),
});

/** A method that is entered by a redirect, as the payload tells of it. */
export interface Preloaded {
  readonly method: PreloadMethod;
  /** What the shopper pays on top of the order amount; in the currency that the method takes. */
  readonly fee: Money;
  readonly total: Money;
}

/** How long Ottu takes payments, where only the payload says so. */
export function preloadedExpiration(payment: OttuPayment): string | null {
  const stated = payment.sdk_setup_preload_payload?.['expiration_time'];
  return typeof stated === 'string' ? stated : null;
}

/** The methods of the payload; a text says why it is of no use. */
export function readPreload(payment: OttuPayment): readonly Preloaded[] | string {
  const given = payment.sdk_setup_preload_payload;
  if (!given) return 'it is not there';
  const parsed = Payload.safeParse(given);
  if (!parsed.success)
    return `${parsed.error.issues[0]?.path.join('.') ?? 'all of it'} is not readable`;
  const { session_id, amount, currency_code, payment_methods } = parsed.data;
  const ordered = amountOf(payment);
  const stated = readDecimal(amount, currency_code);
  if (session_id !== payment.session_id) return 'it is about another payment';
  if (ordered === null || stated === null || !sameMoney(ordered, stated)) {
    return 'it states another amount';
  }
  const methods: Preloaded[] = [];
  for (const method of payment_methods.filter(({ flow }) => (flow ?? 'redirect') === 'redirect')) {
    const priced = pricedAs(method, ordered);
    if (priced === null) return `the billing of ${method.code} does not add up`;
    methods.push({ method, ...priced });
  }
  return methods;
}

/** A list whose sums are wrong says nothing that a shopper could rely on. */
function pricedAs({ billing }: PreloadMethod, ordered: Money): Omit<Preloaded, 'method'> | null {
  const [subTotal, fee, total] = [billing.sub_total, billing.fee, billing.amount].map((line) =>
    readDecimal(line.value, line.currency_code),
  );
  if (!subTotal || !fee || !total || !sameCurrency(subTotal, fee, total)) return null;
  const sum = sumMoney([subTotal, fee], subTotal.currency);
  const exchanged = subTotal.currency !== ordered.currency;
  const ours = exchanged || sameMoney(subTotal, ordered);
  return sum !== null && sameMoney(sum, total) && ours ? { fee, total } : null;
}

const sameCurrency = (first: Money, ...others: readonly Money[]): boolean =>
  others.every(({ currency }) => currency === first.currency);
