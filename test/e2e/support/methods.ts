/** What the shop offers, by the names on the list: five methods of Ottu, and one of each other provider. */
export const OTTU_METHODS = [
  'KNET',
  'Credit card',
  'Apple Pay',
  'Tabby: 4 payments',
  'stc pay',
] as const;

/** Those beside KNET, which stands for Ottu in the journeys of the providers. */
export const MORE_OF_OTTU = OTTU_METHODS.slice(1);

export const FINRELAY = 'Finrelay';

export const METHODS = [...OTTU_METHODS, FINRELAY, 'Optty', 'PaymentOptions', 'Postpay'] as const;
