/** The words of the first screen. What comes later is in `en-journey.ts`. */
export const en = {
  loading: 'Loading payment methods…',
  amount: 'Amount to pay',
  details: 'Order details',
  order: (reference: string) => `Order ${reference}`,
  methods: 'Payment method',
  test: 'Test',
  fee: (amount: string) => `incl. ${amount} fee`,
  saveCard: 'Save my card for next time',
  pay: (amount: string, method: string) => `Pay ${amount} with ${method}`,
  busy: 'One moment…',
  next: 'You continue to a secure payment page.',
  cancel: 'Cancel',
  retry: 'Try again',
  none: 'No payment method is available.',
  notLoaded: 'Check your connection and try again.',
  'unavailable.amount_too_low': 'The amount is too low',
  'unavailable.amount_too_high': 'The amount is too high',
  'unavailable.amount_not_supported': 'Not available for this amount',
  'unavailable.currency_not_supported': 'Not available in this currency',
  'unavailable.country_not_supported': 'Not available in your country',
  'unavailable.temporarily_unavailable': 'Not available right now',
  'unavailable.not_eligible': 'Not available for this order',
};

export type FirstStrings = Readonly<typeof en>;
