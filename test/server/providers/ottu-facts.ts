import assert from 'node:assert/strict';
import type { ProviderFacts } from '../../suites/provider-facts/facts.js';
import type { World } from '../../suites/provider-facts/world.js';
import { claiming } from './forgeries.js';

/** The payer agrees on the page of the card, too: without that nothing is saved. */
async function payAndSave(world: World): Promise<void> {
  const { wired } = world;
  const { redirect } = await world.leave({ method: 'ottu:credit-card', saveCard: true });
  const page = await wired.sandbox.fetch(new Request(redirect.url));
  const [, action] = /action="([^"]+)"/.exec(await page.text()) ?? [];
  const body = new URLSearchParams({ action: 'pay', save_card: 'yes' });
  const answer = await wired.sandbox.fetch(new Request(action ?? '', { method: 'POST', body }));
  assert.ok(answer.status < 400, `${answer.status}`);
}

/** Seed 003. */
export const OTTU: ProviderFacts = {
  code: 'ottu',
  facts: {
    create: {
      says: 'one payment per session, opened to list its methods; it serves every attempt',
      operation: 'create',
      at: 'session',
      sent: { amount: '14.000', currency_code: 'KWD', type: 'e_commerce' },
      reference: 'order_no',
    },
    list: {
      says: 'the gateway codes that Ottu offers for this order, with their fees',
      methods: ['knet', 'credit-card', 'apple-pay', 'tabby', 'stc-pay'],
      asks: 1,
    },
    redirect: { says: 'GET to the redirect_url of the method', page: /KNET[^]*14\.000 KWD/ },
    pay: { says: 'paid once Ottu, asked, says so' },
    decline: { says: 'attempted; another try uses the same payment at Ottu', again: 'new page' },
    cancel: {
      says: 'its webhook tells; a cancel in the shop cancels at Ottu first',
      inShop: 'canceled',
    },
    abandon: { says: 'open for expirationTime, a day unless told, then expired', hours: 24 },
    return: {
      says: 'redirect_url with order number and reference; a return leads to a question',
      known: 'paid',
      urls: ['redirect_url'],
    },
    'webhook verified': {
      says: 'signature, an HMAC-SHA256 over 18 fields; answered with exactly 200',
      signed: { field: 'signature' },
    },
    'webhook forged': {
      says: '401 with another key, without a signature, and with another body',
      forgeries: claiming({ overrides: { state: 'paid', result: 'success' } }),
    },
    'webhook duplicate and late': { says: 'counted once; paid after the payment, told as late' },
    proof: {
      says: 'asking Ottu: a lost webhook loses nothing, another amount is held for review',
      lost: 'asked',
      altered: { amount: '1.000' },
    },
    capture: { says: 'capture of an authorization, in parts, with a tracking key', partial: true },
    'refund full': { says: 'refund with a tracking key, once per order', by: 'refund' },
    'refund partial': { says: 'in parts, never above what was paid' },
    void: { says: 'void of an authorization, whole, with a tracking key' },
    tokenization: {
      says: "customer_id brings Ottu's own offer to save; the token comes with the webhook",
      method: 'ottu:credit-card',
      operation: 'create',
      saving: { customer_id: 'customer-7', payment_type: undefined },
      plain: { payment_type: undefined },
      pay: payAndSave,
    },
    errors: {
      says: 'a refusal ends the attempt; after a lost answer the same click goes on',
      operation: 'update',
      renews: false,
    },
  },
};
