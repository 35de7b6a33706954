import { z } from 'zod';
import { amount, Plugin, text, url } from './fields.js';

/** What Ottu's other endpoints take and answer: its public documentation; seed 003 only links to it. */

const payment = {
  session_id: text(128).optional(),
  order_no: text(128).optional(),
};

const isNamed = (one: { session_id?: string | undefined; order_no?: string | undefined }) =>
  one.session_id !== undefined || one.order_no !== undefined;
const NAMED = { error: 'give it, or order_no', path: ['session_id'] };

/** `delete` removes an unpaid payment for good; `cancel` and `expire` end one. */
const OperationParameters = z.object({
  ...payment,
  operation: z.enum(['refund', 'capture', 'void', 'cancel', 'expire', 'delete']),
  /** Major units; all that is left by default. A void takes none. */
  amount: amount.optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
  /** Where a refund goes to. */
  destination: z.enum(['pg', 'wallet']).optional(),
});
export type OttuOperationRequest = Readonly<z.infer<typeof OperationParameters>>;
export const OttuOperationRequest = OperationParameters.refine(isNamed, NAMED);

const InquiryParameters = z.object({
  ...payment,
  /** Tell the payment's own webhook URL as well. */
  notify_webhook_url: z.boolean().optional(),
  /** Another URL to tell. */
  webhook_url: url.optional(),
});
export type OttuInquiry = Readonly<z.infer<typeof InquiryParameters>>;
export const OttuInquiry = InquiryParameters.refine(isNamed, NAMED);

const environment = z.enum(['sandbox', 'production']);
const texts = z.array(text()).readonly().optional();

export const OttuMethodsRequest = z.object({
  plugin: Plugin,
  currencies: texts,
  customer_id: text(64).optional(),
  operation: z.enum(['purchase', 'authorize']).optional(),
  tokenizable: z.boolean().optional(),
  auto_debit: z.boolean().optional(),
  pg_names: texts,
  type: environment.optional(),
  tags: texts,
  payment_services: texts,
});
export type OttuMethodsRequest = Readonly<z.infer<typeof OttuMethodsRequest>>;

export const OttuCardsRequest = z.object({
  type: environment,
  customer_id: text(64),
  pg_codes: texts,
  agreement_id: text().optional(),
});
export type OttuCardsRequest = Readonly<z.infer<typeof OttuCardsRequest>>;

export const OttuCardRef = z.object({ token: text(), customer_id: text(64), type: environment });
export type OttuCardRef = Readonly<z.infer<typeof OttuCardRef>>;

/** Cash on delivery. */
export const OttuCash = z.object({ session_id: text(128) });
export type OttuCash = Readonly<z.infer<typeof OttuCash>>;

const said = z.string().nullish();
const flag = z.boolean().nullish().catch(null);
const saidTexts = z.array(z.string()).nullish().catch(null);

/** A gateway of the merchant, as it is set up. Good for a day up to a week. */
export const OttuMethods = z.object({
  payment_methods: z.array(
    z.object({
      code: z.string(),
      name: said,
      is_sandbox: flag,
      logo: said,
      wallets: z.array(z.unknown()).nullish(),
      payment_services: z.array(z.unknown()).nullish(),
      default_currency: said,
      accepted_currencies: saidTexts,
      operation: said,
      operations: saidTexts,
      is_tokenizable: flag,
      auto_debit_enabled: flag,
      tags: z.array(z.unknown()).nullish(),
    }),
  ),
});
export type OttuMethods = z.infer<typeof OttuMethods>;

/** A saved card. `number` is masked. */
export const OttuCard = z.object({
  token: z.string().min(1),
  number: said,
  brand: said,
  name_on_card: said,
  expiry_month: said,
  expiry_year: said,
  pg_code: said,
  customer_id: said,
  is_preferred: flag,
  is_expired: flag,
});
export type OttuCard = z.infer<typeof OttuCard>;
export const OttuCards = z.array(OttuCard);
