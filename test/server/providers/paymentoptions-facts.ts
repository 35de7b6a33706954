import type { ProviderFacts } from '../../suites/provider-facts/facts.js';
import type { World } from '../../suites/provider-facts/world.js';

/** What an approved payment of the whole order says. */
const APPROVED = {
  success: true,
  payment_details: { amount: 14, currency: 'KWD', response_code: '0' },
};

/** A payment that the bank still thinks about: there is a transaction to lie about. */
async function undecided({ shop }: World, reference: string): Promise<void> {
  const { control } = shop.paymentoptions;
  control.configure({ payment_outcome: 'pending' });
  await control.complete(reference, 'pay');
}

/** Seed 002. */
export const PAYMENTOPTIONS: ProviderFacts = {
  code: 'paymentoptions',
  facts: {
    create: {
      says: 'a link per attempt, always with its amount, in the unit of amountUnit',
      operation: 'generate_link',
      at: 'start',
      sent: { amount: 14, currency: 'KWD', 'payment_method.type': 'scheme' },
      reference: 'merchant_txn_ref',
    },
    list: { says: 'one method, listed without asking', methods: ['hosted_page'], asks: 0 },
    redirect: { says: 'GET to the url of the link', page: /Card payment[^]*14\.000 KWD/ },
    pay: { says: 'paid once the transaction that its webhook names says so' },
    decline: {
      says: 'attempted, with the reason; another try opens a new link',
      again: 'new page',
    },
    cancel: {
      says: 'no webhook tells: asked after cancel_url, found unpaid, and it stays watched',
      inShop: 'refused',
    },
    abandon: { says: 'open for linkLifetimeMs, a day unless told, then expired', hours: 24 },
    return: {
      says: 'success_url, decline_url, cancel_url; the transaction is known by its webhook only',
      known: 'pending',
      urls: ['return_url.success_url', 'return_url.decline_url', 'return_url.cancel_url'],
    },
    'webhook verified': {
      says: 'nothing is signed: it comes to a secret URL and only leads to a question',
      signed: null,
    },
    'webhook forged': {
      says: 'never believed: the transaction that it names is asked for',
      forgeries: [
        {
          as: 'a transaction that is said to be approved',
          status: 200,
          send: async (world, reference) => {
            await undecided(world, reference);
            return world.control.emit(reference, { overrides: APPROVED });
          },
        },
        {
          as: 'altered on its way',
          status: 200,
          send: ({ control }, reference) => {
            control.setWebhooks({ forge: 'body' });
            return control.emit(reference, { overrides: APPROVED });
          },
        },
      ],
    },
    'webhook duplicate and late': { says: 'counted once; paid after the link, told as late' },
    proof: {
      says: 'asking for the transaction; one whose webhook is lost is waited for, another amount is held for review',
      lost: 'waits',
      altered: { amount: 1 },
    },
    capture: { says: 'capture of a PRE_AUTH, in parts', partial: true },
    'refund full': { says: 'refund of the transaction, once per order', by: 'refund' },
    'refund partial': { says: 'in parts, never above what was paid' },
    void: { says: 'void of a PRE_AUTH, whole' },
    tokenization: {
      says: 'store_payment_method; stored_payment_method_id comes with the transaction',
      method: 'paymentoptions:hosted_page',
      operation: 'generate_link',
      saving: { 'payment_method.store_payment_method': true },
      plain: { 'payment_method.store_payment_method': undefined },
    },
    errors: {
      says: 'a refusal ends the attempt; after a lost answer the same click opens another link',
      operation: 'generate_link',
      renews: false,
    },
  },
};
