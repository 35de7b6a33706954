import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { writeLook } from '../../../demo/gallery/look.js';
import { DEFAULT_LOOK } from './gallery.js';
import type { World } from './world.js';

/** A shopper without a pointer, on the page of one scene. */
export class Keyboard {
  private constructor(readonly page: Page) {}

  static async open({ browser, demo }: World, scene: string): Promise<Keyboard> {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    page.setDefaultTimeout(15_000);
    await page.goto(demo.url + writeLook(DEFAULT_LOOK, { scene }));
    await page.locator('hpp-checkout[data-standing]').waitFor();
    // A page has more to reach than the widget, before it and behind it.
    await page.locator('hpp-checkout').evaluate((widget) => {
      widget.before(document.createElement('button'));
      widget.after(document.createElement('button'));
      document.querySelector('button')?.focus();
    });
    return new Keyboard(page);
  }

  /** What has the focus, by its part, its id or its kind; null outside of the widget. */
  focused(): Promise<string | null> {
    return this.page.evaluate(() => {
      const has = document.querySelector('hpp-checkout')?.shadowRoot?.activeElement;
      if (!has) return null;
      const around = has.closest('details')?.getAttribute('part');
      const type = has.getAttribute('type');
      return [around, has.getAttribute('part'), has.id, has.localName, type]
        .filter(Boolean)
        .slice(0, 2)
        .join(' ');
    });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Goes on with Tab until this has the focus, once around the page at most. */
  async tabTo(wanted: string): Promise<void> {
    const passed: (string | null)[] = [];
    for (let stops = 0; stops < 40; stops++) {
      await this.press('Tab');
      passed.push(await this.focused());
      if (passed.at(-1) === wanted) return;
    }
    assert.fail(`Tab does not reach ${wanted}, but ${passed.join(', ')}`);
  }

  /** Every stop of the widget from what is before it to what is behind it; back again with Shift. */
  async stops(key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
    const found: string[] = [];
    for (let more = true; more && found.length < 40;) {
      await this.press(key);
      const now = await this.focused();
      if (now !== null) found.push(now);
      more = now !== null;
    }
    return found;
  }

  /** Waits until this has the focus. */
  async focusAt(wanted: string): Promise<void> {
    await this.page
      .waitForFunction((selector) => {
        const root = document.querySelector('hpp-checkout')?.shadowRoot;
        return root?.activeElement?.matches(selector) === true;
      }, wanted)
      .catch(async () => assert.fail(`not ${wanted} has the focus, but ${await this.focused()}`));
  }

  async phase(wanted: string): Promise<void> {
    await this.page.waitForFunction(
      (name) =>
        document.querySelector<HTMLElement & { state: string }>('hpp-checkout')?.state === name,
      wanted,
    );
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words);
  }

  /** All that a key or a pointer could have changed: phase, words, and what is checked. */
  snapshot(): Promise<unknown> {
    return this.page.evaluate(() => {
      const widget = document.querySelector<HTMLElement & { state: string }>('hpp-checkout')!;
      const inputs = widget.shadowRoot!.querySelectorAll('input');
      return [
        widget.state,
        widget.shadowRoot!.textContent,
        [...inputs].map(({ checked, value }) => `${checked} ${value}`),
      ];
    });
  }

  /** What the live region says. */
  said(): Promise<string> {
    return this.page.locator('hpp-checkout [role=status]').innerText();
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
