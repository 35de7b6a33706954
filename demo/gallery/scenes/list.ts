import { choose, ok, type Scene, type SceneGroup } from '../scene.js';
import { CARD, KNET, kwd, LATER, method, METHODS, ORDER, session } from '../sessions.js';

const list = (
  name: string,
  about: string,
  changes: Parameters<typeof session>[0] = {},
  more: Partial<Scene> = {},
): Scene => ({ name, about, phase: 'choosing', reads: [ok(session(changes))], ...more });

const BARE = {
  reference: null,
  description: null,
  merchant_name: null,
  items: [],
  subtotal: null,
  discount: null,
  shipping: null,
  tax: null,
};

const LONG = 'Cooperative Bank of the Northern Emirates, Current and Savings Accounts';

const REASONS = {
  amount_too_low: 'Valu',
  amount_too_high: 'Tabby',
  amount_not_supported: 'Tamara',
  currency_not_supported: 'Mada',
  country_not_supported: 'Benefit',
  temporarily_unavailable: 'STC Pay',
  not_eligible: 'Deema',
} as const;

const REFUSED = Object.entries(REASONS).map(([reason, name]) =>
  method(name, name, { unavailable_reason: reason as keyof typeof REASONS }),
);

export const BEFORE: SceneGroup = {
  title: 'Before the list',
  scenes: [
    {
      name: 'configuring',
      about: 'Waiting for the page to name a session',
      phase: 'configuring',
      attributes: { 'session-id': null },
      page: { loads: 'for ever' },
    },
    {
      name: 'skeleton',
      about: 'The session is being read',
      phase: 'loading',
      reads: ['silence'],
    },
    {
      name: 'skeleton-six',
      about: 'The same for a merchant with six methods',
      phase: 'loading',
      attributes: { 'skeleton-rows': '6' },
      reads: ['silence'],
    },
  ],
};

export const LIST: SceneGroup = {
  title: 'The list',
  scenes: [
    list('list', 'Plain', {
      payment_methods: [KNET, method('card', 'Credit card'), method('later', 'Postpay')],
    }),
    list(
      'list-rich',
      'Fee, description, test mode, a method that is not available; the card is to be saved',
      {
        payment_methods: [
          KNET,
          { ...CARD, sandbox: true },
          { ...LATER, fee: kwd('0.100'), fee_description: '+ 0.100 KWD for each payment' },
          method('stc', 'STC Pay', { unavailable_reason: 'currency_not_supported' }),
        ],
      },
      { acts: [choose(2), { click: '[part=save-card] input' }], shows: '[part=save-card]' },
    ),
    list(
      'list-details',
      'The order, opened',
      { order: { ...ORDER, description: 'Delivered to Salmiya on Thursday', tax: kwd('0.000') } },
      { acts: [{ click: '[part=summary] summary' }], shows: '[part=totals]' },
    ),
    list('list-reference', 'An order without lines', {
      order: { ...BARE, merchant_name: 'Diwan', reference: 'D-20418' },
    }),
    list('list-bare', 'An order that nothing is known of', {
      order: BARE,
      cancel_url: null,
      payment_methods: [KNET],
    }),
    list('list-long', 'Long names and a large sum', {
      amount: { value: '1234567.890', currency: 'KWD' },
      order: { ...ORDER, merchant_name: 'The Diwan Coffee Roasters and Importers of Old Salmiya' },
      payment_methods: [
        method('coop', LONG, {
          description: 'For customers who signed up before the first of January',
          fee: kwd('12345.678'),
          total: kwd('1246913.568'),
          sandbox: true,
        }),
        method('unbroken', 'Überweisungsfreigabeverfahren', { total: kwd('1234567.890') }),
      ],
    }),
    list('list-many', 'A dozen methods', {
      payment_methods: [
        ...METHODS,
        ...Array.from({ length: 9 }, (_, at) => method(`bank-${at}`, `Bank ${at + 1}`)),
      ],
    }),
    list('list-reasons', 'Every reason for which a method is not available', {
      payment_methods: [KNET, ...REFUSED],
    }),
    list('list-none', 'No method can be used', { payment_methods: REFUSED.slice(0, 2) }),
    list('list-empty', 'No methods at all', { payment_methods: [] }),
    list('list-early', 'Before the code behind it is there', {}, { page: { parts: 'late' } }),
  ],
};
