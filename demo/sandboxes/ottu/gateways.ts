export type Operation = 'purchase' | 'authorize';
export type Instrument = 'apple_pay' | 'google_pay' | 'token';

export interface Reason {
  readonly value: string;
  readonly label: string;
}

/** A payment gateway as a merchant has set it up in Ottu. */
export interface OttuGateway {
  readonly code: string;
  readonly name: string;
  /** Name of the gateway behind it. */
  readonly pg: string;
  readonly operation: Operation;
  /** What it takes; anything else needs an exchange rate, or the method is left out. */
  readonly currencies: readonly string[] | 'all';
  readonly exchange?: {
    readonly currency: string;
    readonly rates: Readonly<Record<string, string>>;
  };
  /** Part of the amount, for example 0.025. */
  readonly feeRate?: string;
  /** Per currency, major units, added to the rate. */
  readonly feeFixed?: Readonly<Record<string, string>>;
  readonly feeDescription: string;
  readonly tokenizable: boolean;
  /** KNET's KFAST needs the customer's phone. */
  readonly kfast?: boolean;
  readonly maxOrderNo?: number;
  readonly instruments: readonly Instrument[];
  /** Major units of the payment's currency; outside them the method is left out. */
  readonly limits?: { readonly min?: string; readonly max?: string };
  readonly icon: { readonly label: string; readonly color: string };
  readonly declines: readonly Reason[];
}

const CARD_DECLINES: readonly Reason[] = [
  { value: 'insufficient_funds', label: 'Insufficient funds' },
  { value: 'do_not_honour', label: 'Do not honour' },
  { value: 'expired_card', label: 'Expired card' },
  { value: 'authentication_failed', label: '3-D Secure failed' },
  { value: 'suspected_fraud', label: 'Suspected fraud' },
];

/** Five methods as a shop in the Gulf has them. */
export const GATEWAYS: readonly OttuGateway[] = [
  {
    code: 'knet',
    name: 'KNET',
    pg: 'KNET',
    operation: 'purchase',
    currencies: 'all',
    feeDescription: '',
    tokenizable: false,
    instruments: [],
    icon: { label: 'KNET', color: '#0a4b91' },
    declines: [
      { value: 'insufficient_funds', label: 'Insufficient funds' },
      { value: 'wrong_pin', label: 'Wrong PIN' },
      { value: 'do_not_honour', label: 'Refused by the bank' },
    ],
  },
  {
    code: 'credit-card',
    name: 'Credit card',
    pg: 'MPGS',
    operation: 'purchase',
    currencies: 'all',
    feeRate: '0.025',
    feeDescription: 'Card fee of 2.5 %',
    tokenizable: true,
    maxOrderNo: 37,
    instruments: ['token'],
    icon: { label: 'CARD', color: '#c8102e' },
    declines: CARD_DECLINES,
  },
  {
    code: 'apple-pay',
    name: 'Apple Pay',
    pg: 'Cybersource',
    operation: 'purchase',
    currencies: 'all',
    feeDescription: '',
    tokenizable: false,
    instruments: ['apple_pay', 'google_pay'],
    icon: { label: 'Pay', color: '#16181d' },
    declines: CARD_DECLINES,
  },
  {
    code: 'tabby',
    name: 'Tabby: 4 payments',
    pg: 'Tabby',
    operation: 'purchase',
    currencies: 'all',
    feeDescription: '',
    tokenizable: false,
    instruments: [],
    limits: { min: '5' },
    icon: { label: 'tabby', color: '#0f7a5c' },
    declines: [
      { value: 'not_eligible', label: 'Not eligible for this purchase' },
      { value: 'limit_reached', label: 'Spending limit reached' },
    ],
  },
  {
    code: 'stc-pay',
    name: 'stc pay',
    pg: 'STC Pay',
    operation: 'purchase',
    currencies: 'all',
    feeRate: '0.01',
    feeFixed: { KWD: '0.100', SAR: '1.00', EUR: '0.25', USD: '0.25' },
    feeDescription: 'Wallet fee of 1 % and a fixed part',
    tokenizable: false,
    instruments: [],
    limits: { max: '1000' },
    icon: { label: 'stc', color: '#4f008c' },
    declines: [
      { value: 'wrong_otp', label: 'Wrong one-time code' },
      { value: 'insufficient_funds', label: 'Insufficient balance' },
    ],
  },
];
