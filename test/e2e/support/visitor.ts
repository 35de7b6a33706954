import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Demo } from '../../../demo/server.js';
import { SCENARIO_COOKIE, scenarioCookie, type Scenario } from '../../../demo/scenario.js';
import { accessibilityFaults } from './axe.js';
import { inArabic } from './in-arabic.js';
import { PageLog } from './page-log.js';

export interface VisitorOptions {
  readonly scenario?: Partial<Scenario>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Touched with a finger. */
  readonly isPhone?: boolean;
  /** Console errors that this journey provokes on purpose. */
  readonly expects?: readonly RegExp[];
}

const WAIT = 15_000;

/** A shopper: knows what to do on the shop's pages and on those of the providers. */
export class Visitor {
  readonly log: PageLog;
  /** Right to left, the widget speaks Arabic. */
  readonly #rtl: boolean;

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly demo: Demo,
    options: VisitorOptions,
  ) {
    this.#rtl = options.scenario?.direction === 'rtl';
    this.log = new PageLog(context, demo.url, options.expects ?? []);
    page.setDefaultTimeout(WAIT);
  }

  static async open(browser: Browser, demo: Demo, options: VisitorOptions): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1000, height: 900 },
      colorScheme: options.colorScheme ?? 'light',
      reducedMotion: 'reduce',
      isMobile: options.isPhone ?? false,
      hasTouch: options.isPhone ?? false,
    });
    const value = scenarioCookie(options.scenario ?? {});
    await context.addCookies([{ name: SCENARIO_COOKIE, value, url: demo.url }]);
    await context.addInitScript(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    return new Visitor(await context.newPage(), context, demo, options);
  }

  /** Another tab of the same shopper. */
  async tab(): Promise<Visitor> {
    return new Visitor(await this.context.newPage(), this.context, this.demo, {});
  }

  /** Places an order as the cart does; the answer is the session id. */
  async order(base = ''): Promise<string> {
    const answer = await this.context.request.post(`${this.demo.url}${base}/orders`, {
      data: [{ id: 'finjan', quantity: 1 }],
    });
    assert.equal(answer.status(), 200, await answer.text());
    return ((await answer.json()) as { session_id: string }).session_id;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.demo.url + path);
  }

  /** A new order, and its checkout page with the list shown. */
  async checkout(): Promise<string> {
    const id = await this.order();
    await this.open(`/checkout?session_id=${id}`);
    await this.listShown();
    return id;
  }

  get widget(): Locator {
    return this.page.locator('hpp-checkout');
  }

  get payButton(): Locator {
    return this.#rtl
      ? this.widget.locator('[part=pay]')
      : this.widget.getByRole('button', { name: /^Pay .+ with / });
  }

  method(name: string): Locator {
    return this.widget.getByRole('radio', { name: new RegExp(`^${name}`) });
  }

  async listShown(): Promise<void> {
    await this.payButton.waitFor();
  }

  async choose(name: string): Promise<void> {
    await this.method(name).check();
    const label = new RegExp(this.#rtl ? name : `^Pay .+ with ${name}`);
    await this.widget.getByRole('button', { name: label }).waitFor();
  }

  /** Selects a method, pays, and arrives at the provider. */
  async goToProvider(name: string): Promise<void> {
    await this.choose(name);
    await this.payButton.click();
    await this.atProvider();
  }

  async atProvider(): Promise<void> {
    await this.page.waitForURL((url) => url.origin === this.demo.sandboxUrl);
  }

  /** Presses a button of the provider's page. */
  async press(action: 'pay' | 'decline' | 'cancel'): Promise<void> {
    await this.page.getByTestId(action).click();
  }

  async atReturnPage(): Promise<void> {
    await this.page.waitForURL((url) => url.origin === this.demo.url && url.pathname === '/return');
  }

  /** Waits for a heading of the widget. */
  async sees(heading: string | RegExp): Promise<void> {
    const name = this.#rtl ? inArabic(heading) : heading;
    await this.widget.getByRole('heading', { name }).waitFor();
  }

  /** Waits for words anywhere in the widget. */
  async reads(words: string | RegExp): Promise<void> {
    await this.widget
      .getByText(this.#rtl ? inArabic(words) : words)
      .first()
      .waitFor();
  }

  async back(): Promise<void> {
    await this.page.goBack({ waitUntil: 'commit' });
    // A page out of the back/forward cache does not load again.
    const atShop = (url: URL) => url.origin === this.demo.url;
    await this.page.waitForURL(atShop, { waitUntil: 'commit' });
  }

  /** True when the page came back out of the back/forward cache. */
  wasRestored(): Promise<boolean> {
    return this.page.evaluate(() => (window as { persisted?: boolean }).persisted === true);
  }

  /** Fails on any accessibility fault of the page as it is now. */
  async accessible(): Promise<void> {
    assert.deepEqual(await accessibilityFaults(this.page), []);
  }

  /** Ends the visit: nothing broke a policy, nothing complained, no request went elsewhere. */
  async leave(): Promise<void> {
    this.log.assertClean();
    await this.context.close();
  }
}
