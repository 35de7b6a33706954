/** Takes a picture of every state, in light, dark, right to left and at 320 pixels. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../../../demo/scenario.js';
import { BACK_SCENES } from './back-scenes.js';
import { chosen, openCheckout, type Scene } from './scene.js';
import type { Visitor } from './visitor.js';
import { openWorld } from './world.js';

const folder = fileURLToPath(new URL('../../../.cache/screenshots/', import.meta.url));

interface Look {
  readonly scenario?: Partial<Scenario>;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 800 } },
  rtl: { scenario: { direction: 'rtl' } },
};

/** The return page, told something about a payment that no sandbox brings about by itself. */
const told =
  (state: object, attempt: object, heading: RegExp, ahead = 0): Scene['act'] =>
  async (shopper) => {
    await chosen(shopper, 'Credit card');
    await shopper.page.route(/\/api\/checkout\/sessions\/[^/]+$/, async (route) => {
      const answer = await route.fetch();
      const session = (await answer.json()) as { readonly attempt: object };
      await route.fulfill({
        response: answer,
        json: { ...session, ...state, attempt: { ...session.attempt, ...attempt } },
      });
    });
    if (ahead > 0) await shopper.page.clock.install();
    await shopper.press('pay');
    if (ahead > 0) await shopper.sees(/Confirming/);
    for (let passed = 0; passed < ahead; passed += 15_000) {
      await shopper.page.clock.runFor(15_000);
      await shopper.page.waitForLoadState('networkidle');
    }
    await shopper.sees(heading);
  };

const PAID = { state: 'paid' };

/** Without a session nothing says that the shopper reads Arabic: the page is in English. */
const inOwnWords = (shopper: Visitor) =>
  shopper.widget.getByRole('heading', { name: /unavailable|could not reach/ }).waitFor();

const SCENES: Readonly<Record<string, Scene>> = {
  cart: { act: (shopper) => shopper.open('/') },
  panel: {
    act: async (shopper) => {
      await shopper.open('/');
      await shopper.page.getByRole('button', { name: 'Scenarios' }).click();
    },
  },
  list: {
    act: async (shopper) => {
      await openCheckout(shopper);
      await shopper.listShown();
      await shopper.page.waitForLoadState('networkidle');
    },
  },
  'list-card': {
    act: async (shopper) => {
      await openCheckout(shopper);
      await shopper.listShown();
      await shopper.choose('Credit card');
      await shopper.widget.locator('summary').first().click();
      await shopper.page.waitForLoadState('networkidle');
    },
  },
  skeleton: {
    scenario: { backend: 'slow' },
    act: async (shopper) => {
      await openCheckout(shopper);
      await shopper.widget.getByRole('img', { name: /Loading/ }).waitFor();
    },
  },
  leaving: {
    act: async (shopper) => {
      await openCheckout(shopper);
      await shopper.listShown();
      // An answer without content ends the navigation and leaves the page as it is.
      const stay = { status: 204 };
      await shopper.page.route(`${shopper.demo.sandboxUrl}/**`, (route) => route.fulfill(stay));
      await shopper.payButton.click();
      await shopper.sees(/Taking you to/);
    },
  },
  paid: {
    act: async (shopper) => {
      await chosen(shopper, 'Credit card');
      await shopper.press('pay');
      await shopper.sees('Payment successful');
    },
  },
  declined: {
    act: async (shopper) => {
      await chosen(shopper, 'KNET');
      await shopper.press('decline');
      await shopper.reads(/declined/);
    },
  },
  'under-way': {
    act: async (shopper) => {
      await chosen(shopper, 'KNET');
      await shopper.back();
      await shopper.reads(/is under way/);
    },
  },
  warning: {
    act: async (shopper) => {
      await chosen(shopper, 'Finrelay');
      await shopper.back();
      await shopper.reads(/is under way/);
      await shopper.choose('KNET');
      await shopper.payButton.click();
      await shopper.sees(/cannot stop/);
    },
  },
  'not-canceled': {
    act: async (shopper) => {
      await chosen(shopper, 'Finrelay');
      await shopper.back();
      await shopper.reads(/is under way/);
      await shopper.widget.locator('[part=cancel]').click();
      await shopper.reads(/was not canceled/);
    },
  },
  confirming: {
    act: async (shopper) => {
      const { control } = shopper.demo.providers.sandboxes.finrelay;
      control.setWebhooks({ mode: 'hold', shopper: 'continues', times: 1 });
      await chosen(shopper, 'Finrelay');
      await shopper.press('pay');
      await shopper.sees('Confirming your payment…');
    },
  },
  authorized: {
    act: told({ state: 'authorized' }, { state: 'authorized' }, /Payment approved/),
  },
  cod: { act: told({ state: 'cod' }, { state: 'authorized' }, /Order placed/) },
  refunded: {
    act: told(
      { state: 'refunded', refunded_amount: { value: '11.250', currency: 'KWD' } },
      PAID,
      /Payment refunded/,
    ),
  },
  failed: {
    act: told(
      { state: 'failed' },
      { state: 'failed', failure_reason: 'suspected_fraud' },
      /Payment failed/,
    ),
  },
  review: { act: told({ state: 'pending', review: true }, { state: 'returned' }, /Confirming/) },
  stalled: {
    act: told({ state: 'pending' }, { state: 'returned' }, /still confirming/, 900_000),
  },
  expired: {
    scenario: { session: 'expired' },
    act: async (shopper) => {
      await openCheckout(shopper);
      await shopper.sees(/expired/);
    },
  },
  misconfigured: {
    scenario: { key: 'missing', cancel: 'hppdata' },
    act: async (shopper) => {
      await openCheckout(shopper);
      await inOwnWords(shopper);
    },
  },
  broken: {
    scenario: { backend: 'down', cancel: 'hppdata' },
    act: async (shopper) => {
      await openCheckout(shopper);
      await inOwnWords(shopper);
    },
  },
  fifty: {
    scenario: { methods: 'fifty' },
    act: async (shopper) => {
      await shopper.open(`/many/checkout?session_id=${await shopper.order('/many')}`);
      await shopper.listShown();
      await shopper.page.waitForLoadState('networkidle');
    },
  },
  framed: {
    act: async (shopper) => {
      await shopper.open(`/framed?session_id=${await shopper.order()}`);
      const frame = shopper.page.frameLocator('#frame');
      await frame.locator('[part=pay]').waitFor();
    },
  },
  canceled: {
    act: async (shopper) => {
      await openCheckout(shopper);
      await shopper.widget.locator('[part=cancel]').click();
      await shopper.page.waitForURL((url) => url.pathname === '/canceled');
    },
  },
  ...BACK_SCENES,
  static: {
    act: async (shopper) => {
      await shopper.open('/static/');
      await shopper.listShown();
    },
  },
};

mkdirSync(folder, { recursive: true });
const only = process.argv.slice(2);
const world = await openWorld();
for (const [scene, { scenario, act }] of Object.entries(SCENES)) {
  if (only.length > 0 && !only.some((part) => scene.includes(part))) continue;
  for (const [look, options] of Object.entries(LOOKS)) {
    const shopper = await world.visitor({
      ...options,
      scenario: { ...options.scenario, ...scenario },
    });
    await act(shopper);
    await shopper.page.screenshot({ path: `${folder}${scene}-${look}.png`, fullPage: true });
    await shopper.context.close();
    console.log(`.cache/screenshots/${scene}-${look}.png`);
  }
}
await world.browser.close();
await world.demo.close();
