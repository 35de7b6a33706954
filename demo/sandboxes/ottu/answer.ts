import { format } from '../kit/money.js';
import { DEFAULT_MIN_EXPIRY } from './cards.js';
import { gatewayOf, paymentOperation, type OttuContext } from './context.js';
import { methodView, offersOf } from './offers.js';
import { preloadPayload } from './preload.js';
import { DEFAULT_EXPIRATION, type Transaction } from './transaction.js';

/** A due date as Ottu answers it: with seconds, whether they were given or not. */
function dueDate({ fields, createdAt }: Transaction): string {
  const given = fields.due_datetime;
  if (given !== undefined) return /:\d\d:\d\d$/.test(given) ? given : `${given}:00`;
  const [day = '', time = ''] = new Date(createdAt).toISOString().slice(0, 19).split('T');
  return `${day.split('-').reverse().join('/')} ${time}`;
}

/** `1 00:00:00`: days without leading zeros. */
const duration = (value: string): string => value.replace(/^0+(?=\d)/, '');

export const checkoutUrl = (context: OttuContext, { sessionId }: Transaction): string =>
  context.url(`/b/checkout/redirect/start/?session_id=${sessionId}`);

/** The payment as create, update and retrieve answer it; each field under its presence condition. */
export function paymentView(
  context: OttuContext,
  transaction: Transaction,
): Record<string, unknown> {
  const { fields, attachment, sessionId, initiator } = transaction;
  const {
    generate_qr_code,
    include_sdk_setup_preload,
    shortify_attachment_url,
    shortify_checkout_url,
    payment_instrument: _spent,
    ...echoed
  } = fields;
  const { url } = context;
  const file =
    attachment && url(`/attachments/${sessionId}/${encodeURIComponent(attachment.name)}`);
  const methods = offersOf(fields, context.gateways).map((offer) =>
    methodView(offer, gatewayOf(context, offer.code), url, sessionId),
  );
  return {
    ...echoed,
    amount: format(fields.amount, fields.currency_code),
    checkout_url: checkoutUrl(context, transaction),
    due_datetime: dueDate(transaction),
    expiration_time: duration(fields.expiration_time ?? DEFAULT_EXPIRATION),
    language: fields.language ?? 'en',
    operation: paymentOperation(context, transaction),
    payment_methods: methods,
    payment_type: fields.payment_type ?? 'one_off',
    ...(fields.payment_type === 'auto_debit' && {
      card_acceptance_criteria: {
        min_expiry_time: DEFAULT_MIN_EXPIRY,
        ...fields.card_acceptance_criteria,
      },
    }),
    session_id: sessionId,
    state: transaction.state,
    ...(file !== null && { attachment: file }),
    ...(file !== null &&
      shortify_attachment_url === true && {
        attachment_short_url: url(`/b/a/${transaction.shortId}`),
      }),
    ...(shortify_checkout_url === true && { checkout_short_url: url(`/b/${transaction.shortId}`) }),
    ...(generate_qr_code === true && { qr_code_url: url(`/qr/${sessionId}.svg`) }),
    ...(initiator !== null && { initiator_id: initiator.id }),
    ...(transaction.settledPgCode !== null && { settled_pg_code: transaction.settledPgCode }),
    ...(include_sdk_setup_preload === true && {
      sdk_setup_preload_payload: preloadPayload(context, transaction),
    }),
  };
}
