/** What the shop offers, by the names on the list: five methods of Ottu, and Finrelay. */
export const OTTU_METHODS = [
  'KNET',
  'Credit card',
  'Apple Pay',
  'Tabby: 4 payments',
  'stc pay',
] as const;

export const FINRELAY = 'Finrelay';

export const METHODS = [...OTTU_METHODS, FINRELAY] as const;
