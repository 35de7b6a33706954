import type { ProviderFacts } from '../../suites/provider-facts/facts.js';
import { claiming } from './forgeries.js';

const saying = { event: 'transaction-svc:transaction:purchase:approved' };

/** Seed 001. */
export const FINRELAY: ProviderFacts = {
  code: 'finrelay',
  facts: {
    create: {
      says: 'a hosted payment page per attempt, the amount in minor units',
      operation: 'hosted_payment_page',
      at: 'start',
      sent: { amount: 14_000, currency: 'KWD', transaction_type: 'PURCHASE' },
      reference: 'reference',
    },
    list: { says: 'one method, listed without asking', methods: ['hosted_page'], asks: 0 },
    redirect: { says: 'GET to redirect_url', page: /Card payment[^]*14\.000 KWD/ },
    pay: { says: 'paid by its webhook' },
    decline: {
      says: 'attempted, with the reason; another try opens a new page',
      again: 'new page',
    },
    cancel: {
      says: 'no webhook tells: coming back by cancel_url gives the attempt up, and it stays watched',
      inShop: 'refused',
    },
    abandon: { says: 'open for linkLifetimeMs, a day unless told, then expired', hours: 24 },
    return: {
      says: 'success_url, cancel_url, error_url; proves nothing, the webhook is waited for',
      known: 'pending',
      urls: ['success_url', 'cancel_url', 'error_url'],
    },
    'webhook verified': {
      says: 'a JWT in Authorization, signed by a known key, with the SHA-512 of the body',
      signed: { header: 'authorization' },
    },
    'webhook forged': {
      says: '401 with another key, without a token, and with another body',
      forgeries: claiming(saying),
    },
    'webhook duplicate and late': { says: 'counted once; paid after the page, told as late' },
    proof: {
      says: 'the webhook alone: a lost one is waited for, another amount is held for review',
      lost: 'waits',
      altered: { amount: 1000 },
    },
    capture: { says: 'CAPTURE of an AUTHORIZE, in parts', partial: true },
    'refund full': { says: 'REFUND, once per order', by: 'refund' },
    'refund partial': { says: 'REFUND in parts, never above what was paid' },
    void: { says: 'VOID of an AUTHORIZE, whole' },
    tokenization: {
      says: 'save_card_for_future_payments; the token comes with the webhook',
      method: 'finrelay:hosted_page',
      operation: 'hosted_payment_page',
      saving: { 'tokenization.save_card_for_future_payments': true },
      plain: { 'tokenization.save_card_for_future_payments': undefined },
    },
    errors: {
      says: 'a refusal ends the attempt; a lost answer goes on with the same reference',
      operation: 'hosted_payment_page',
      renews: true,
    },
  },
};
