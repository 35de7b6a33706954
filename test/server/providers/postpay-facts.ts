import type { ProviderFacts } from '../../suites/provider-facts/facts.js';
import { claiming } from './forgeries.js';

/** Seed 004. */
export const POSTPAY: ProviderFacts = {
  code: 'postpay',
  facts: {
    create: {
      says: 'a checkout per attempt, amounts in hundredths of every currency',
      operation: 'create_checkout',
      at: 'start',
      sent: { total_amount: 1400, tax_amount: 0, currency: 'KWD' },
      reference: 'order_id',
    },
    list: { says: 'one method, listed without asking', methods: ['hosted_page'], asks: 0 },
    redirect: { says: 'GET to redirect_url', page: /Pay in instalments[^]*14\.00 KWD/ },
    pay: { says: 'captured as soon as its approval is proven, and paid' },
    decline: { says: 'attempted; another try opens a new checkout', again: 'new page' },
    cancel: {
      says: 'no webhook tells: asked after cancel_url, found unpaid, and it stays watched',
      inShop: 'refused',
    },
    abandon: { says: 'open until expires, an hour in the sandbox, then expired', hours: 1 },
    return: {
      says: 'confirmation_url, cancel_url, with any status at either; leads to a question',
      known: 'paid',
      urls: ['merchant.confirmation_url', 'merchant.cancel_url'],
    },
    'webhook verified': {
      says: 'X-Postpay-Signature, an HMAC-SHA256 over time and body; leads to a question',
      signed: { header: 'x-postpay-signature' },
    },
    'webhook forged': {
      says: '401 with another key, without a signature, and with another body',
      forgeries: claiming({ overrides: { status: 'captured' } }),
    },
    'webhook duplicate and late': {
      says: 'counted once; approved after the page, captured and told as late',
    },
    proof: {
      says: 'asking for the order: a lost webhook loses nothing, another amount is held for review',
      lost: 'asked',
      altered: { total_amount: 100 },
    },
    capture: { says: "by hand with capture: 'manual'; whole only", partial: false },
    'refund full': { says: 'a refund with an id of its own, once per order', by: 'refund' },
    'refund partial': { says: 'several refunds, never above what was captured' },
    void: { none: 'Postpay documents no void: an approval that is not captured lapses' },
    tokenization: { none: 'Postpay documents no saved cards' },
    errors: {
      says: 'a refusal ends the attempt; a lost answer goes on under the next order number',
      operation: 'create_checkout',
      renews: false,
    },
  },
};
