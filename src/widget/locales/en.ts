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
  reasons: {
    amount_too_low: 'The amount is too low',
    amount_too_high: 'The amount is too high',
    amount_not_supported: 'Not available for this amount',
    currency_not_supported: 'Not available in this currency',
    country_not_supported: 'Not available in your country',
    temporarily_unavailable: 'Not available right now',
    not_eligible: 'Not available for this order',
  },
} as const;

export type FirstStrings = typeof en;
