import { decimalsOf, exponentOf } from '../kit/money.js';
import { notAChoice, type FieldErrors } from './drf.js';
import type { PaymentFields } from './fields.js';
import type { OttuGateway } from './gateways.js';

type Rule = (fields: PaymentFields, gateways: readonly OttuGateway[]) => FieldErrors;

const amount: Rule = ({ amount: value, currency_code: currency }) => {
  const digits = exponentOf(currency);
  if (decimalsOf(value) > digits) {
    return { amount: [`Ensure that there are no more than ${digits} decimal places.`] };
  }
  // A comparison by digits: 0, 0.00 and 0.009 are below one hundredth, everything else is not.
  const tooSmall = /^0+(\.0{0,2}|\.00\d*)?$/.test(value);
  return tooSmall ? { amount: ['Ensure this value is greater than or equal to 0.01.'] } : {};
};

const required = (): string[] => ['This field is required.'];

const contact: Rule = ({ notifications, customer_email, customer_phone }, gateways) => {
  const sms =
    notifications?.sms !== undefined || gateways.some((gateway) => gateway.kfast === true);
  return {
    ...(notifications?.email !== undefined &&
      customer_email === undefined && { customer_email: required() }),
    ...(sms && customer_phone === undefined && { customer_phone: required() }),
  };
};

const orderNumber: Rule = ({ order_no }, gateways) => {
  const max = Math.min(...gateways.map((gateway) => gateway.maxOrderNo ?? Infinity));
  if (order_no === undefined || order_no.length <= max) return {};
  return { order_no: [`Ensure this field has no more than ${max} characters.`] };
};

const autoDebit: Rule = (fields, gateways) => {
  if (fields.payment_type !== 'auto_debit') {
    return fields.agreement === undefined
      ? {}
      : { agreement: ['This field is only allowed when payment_type is auto_debit.'] };
  }
  const card = gateways.find((gateway) => !gateway.tokenizable);
  return {
    ...(fields.agreement === undefined && { agreement: required() }),
    ...(fields.customer_id === undefined && { customer_id: required() }),
    ...(card && { pg_codes: [`"${card.code}" does not support tokenization.`] }),
  };
};

const irregular: Rule = ({ agreement }) =>
  agreement?.type === 'unscheduled' && agreement.frequency !== 'irregular'
    ? { agreement: { frequency: ['Must be irregular when type is unscheduled.'] } }
    : {};

const instrument: Rule = ({ payment_instrument: paid, pg_codes }, [gateway]) => {
  if (paid === undefined) return {};
  if (pg_codes.length !== 1 || gateway === undefined) {
    return { pg_codes: ['Only one code is allowed with payment_instrument.'] };
  }
  if (!gateway.instruments.includes(paid.instrument_type)) {
    return { payment_instrument: { instrument_type: [`Not supported by "${gateway.code}".`] } };
  }
  if (Object.keys(paid.payload).length === 0) {
    return { payment_instrument: { payload: ['This field may not be empty.'] } };
  }
  return paid.instrument_type === 'token' && typeof paid.payload['token'] !== 'string'
    ? { payment_instrument: { payload: { token: required() } } }
    : {};
};

const RULES: readonly Rule[] = [amount, contact, orderNumber, irregular, autoDebit, instrument];

/** What is wrong with fields that are each right by themselves. */
export function crossErrors(fields: PaymentFields, known: readonly OttuGateway[]): FieldErrors {
  const unknown = fields.pg_codes.filter((code) => !known.some((each) => each.code === code));
  if (unknown.length > 0) return { pg_codes: unknown.map(notAChoice) };
  const chosen = known.filter((each) => fields.pg_codes.includes(each.code));
  return Object.assign({}, ...RULES.map((rule) => rule(fields, chosen))) as FieldErrors;
}
