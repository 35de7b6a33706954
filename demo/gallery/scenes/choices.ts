import { choose, ok, type Scene, type SceneGroup } from '../scene.js';
import { attempt, CARD, KNET, kwd, LATER, method, ORDER, session } from '../sessions.js';

const list = (
  name: string,
  about: string,
  changes: Parameters<typeof session>[0],
  more: Partial<Scene> = {},
): Scene => ({ name, about, phase: 'choosing', reads: [ok(session(changes))], ...more });

const PRAISED = [
  { ...KNET, recommended: true },
  { ...CARD, promo_label: '5 % cash back' },
  {
    ...LATER,
    promo_label: '0 % interest',
    instalments: [
      { count: 3, amount: kwd('4.750') },
      { count: 4, amount: null },
    ],
  },
  method('low', 'Valu', { unavailable_reason: 'amount_too_low', min_amount: kwd('50.000') }),
  method('high', 'Tabby', { unavailable_reason: 'amount_too_high', max_amount: kwd('10.000') }),
];
const MANY = Array.from({ length: 16 }, (_, at) => method(`bank-${at}`, `Bank ${at + 1}`));
const TERMS = { name: null, url: '/gallery/terms' };
const LOGO = { ...ORDER, merchant_logo: '/gallery/pictures/D/0a4b91.svg' };
const HOSTED = 'https://shop.example/checkout?session_id=gallery-session-of-any-scene';

/** What a list can hold beside methods. */
export const CHOICES: SceneGroup = {
  title: 'The list with more to choose',
  scenes: [
    list('praised', 'Recommended, praised, out of bounds, with a logo', {
      payment_methods: PRAISED,
      order: LOGO,
    }),
    list('instalments', 'A plan to choose', { payment_methods: PRAISED }, { acts: [choose(3)] }),
    list('terms', 'Terms to accept', { terms: TERMS }),
    list(
      'terms-missed',
      'Terms that were not accepted',
      { terms: TERMS },
      { acts: ['pay'], shows: '[part=terms] [aria-invalid=true]' },
    ),
    list(
      'more',
      'The first methods, a search, and the rest',
      { payment_methods: MANY },
      { attributes: { 'visible-methods': '4' } },
    ),
    list(
      'tiles',
      'Methods as tiles',
      { payment_methods: PRAISED },
      { attributes: { layout: 'grid' } },
    ),
    list(
      'one-click',
      'A click on a method pays',
      { payment_methods: PRAISED },
      { attributes: { 'one-click': '' }, shows: 'button[part~=method]' },
    ),
    list(
      'hand-off',
      'A QR code for the phone, and a file',
      {
        hosted_url: HOSTED,
        attachment: { name: 'Invoice D-20418.pdf', url: '/gallery/invoice.pdf' },
      },
      { acts: [{ click: '[part=qr] > summary' }], shows: 'svg[part=qr-code]' },
    ),
    list('countdown', 'Half an hour left', { expires_at: '2026-01-01T12:30:00Z' }),
    list('last-minute', 'A minute left', { expires_at: '2026-01-01T12:01:00Z' }),
    list('due', 'Due on a day', { due_at: '2026-02-01T12:00:00Z' }),
    {
      name: 'slow-loading',
      about: 'The list takes long',
      phase: 'loading',
      shows: '[part~=slow]',
      reads: ['silence'],
      acts: [{ pass: 6000 }],
    },
    {
      name: 'slow-starting',
      about: 'A start takes long',
      phase: 'starting',
      shows: '[part~=slow]',
      reads: [ok(session())],
      starts: ['silence'],
      acts: ['pay', { pass: 6000 }],
    },
  ],
};

const ended = (
  state: 'paid' | 'expired' | 'failed',
  name: string,
  about: string,
  attributes: Record<string, string>,
): Scene => ({
  name,
  about,
  phase: 'settled',
  attributes,
  reads: [ok(session({ state, attempt: state === 'paid' ? attempt({ state }) : null }))],
});

/** Results that lead on. */
export const LEADING_ON: SceneGroup = {
  title: 'Results that lead on',
  scenes: [
    ended('paid', 'paid-return', 'Back to the shop by a button', {
      'return-url': '/gallery/provider',
    }),
    ended('paid', 'paid-auto-return', 'Back to the shop in a while', {
      'return-url': '/gallery/provider',
      'auto-return': '9',
    }),
    ended('expired', 'expired-again', 'Expired: start again', { 'start-again': '' }),
    ended('failed', 'failed-again', 'Failed: start again', { 'start-again': '' }),
  ],
};
