import type { ProviderFacts } from '../../suites/provider-facts/facts.js';

const STRANGE = 'a-guess-of-a-stranger-0123456789';

/** Seed 000. */
export const OPTTY: ProviderFacts = {
  code: 'optty',
  facts: {
    create: {
      says: 'a payment link per attempt, under an invoice number of its own',
      operation: 'create',
      at: 'start',
      sent: { price: 14, subTotal: 14, currency: 'KWD' },
      reference: 'invoiceNumber',
    },
    list: {
      says: 'one method, listed without asking',
      methods: ['hosted_page'],
      asks: 0,
    },
    redirect: {
      says: 'GET to the payment link, where the shopper chooses who lends',
      page: /Choose how to pay[^]*14\.000 KWD/,
    },
    pay: { says: 'paid by its webhook; the page learns it by polling' },
    decline: { says: 'attempted; the same link takes another try', again: 'same page' },
    cancel: {
      says: 'canceled by its webhook; the shop never calls the call that may refund',
      inShop: 'refused',
    },
    abandon: { says: 'open until the due date of the link, then expired', hours: 24 },
    return: { none: 'Optty takes no return URL: the page learns the outcome by polling' },
    'webhook verified': {
      says: 'nothing is signed: the secret URL, the invoice number and the amount have to match',
      signed: null,
    },
    'webhook forged': {
      says: '404 at any other URL; ignored with the number of another invoice',
      forgeries: [
        {
          as: 'at a guessed address',
          status: 404,
          send: ({ control }, reference) => {
            const url = `https://shop.test/api/checkout/webhooks/optty/${STRANGE}`;
            return control.emit(reference, { url, overrides: { status: 'PAID' } });
          },
        },
        {
          as: 'of another invoice',
          status: 200,
          send: ({ control }, reference) => {
            const metadata = { invoiceNumber: 'hpp-another-invoice' };
            return control.emit(reference, { overrides: { status: 'PAID', metadata } });
          },
        },
      ],
    },
    'webhook duplicate and late': {
      says: 'counted once; paid after the link was due, told as late',
    },
    proof: {
      says: 'the webhook alone: a lost one is waited for, another amount is held for review',
      lost: 'waits',
      altered: { price: 1 },
    },
    capture: { none: 'there are no authorizations: a payment is taken at once' },
    'refund full': {
      says: 'by the one call that refunds what is paid: refundOrCancel',
      by: 'refundOrCancel',
    },
    'refund partial': { none: 'the one call, refundOrCancel, always gives all of it back' },
    void: { none: 'nothing is authorized; refundOrCancel cancels a link that is not paid' },
    tokenization: { none: 'Optty documents no way to save a card' },
    errors: {
      says: 'a refusal ends the attempt; a lost answer goes on under the next invoice number',
      operation: 'create',
      renews: true,
    },
  },
};
