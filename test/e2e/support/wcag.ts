import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import ts from 'typescript';
import type * as measures from './measures.js';

export type Measured = keyof typeof measures;

const { outputText } = ts.transpileModule(
  readFileSync(new URL('./measures.ts', import.meta.url), 'utf8'),
  { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } },
);
const SCRIPT = `globalThis.measures = ((exports) => {${outputText};return exports})({});`;

/** Makes the measures known to every document that this page will show. */
export async function bringMeasures(page: Page): Promise<void> {
  await page.addInitScript(SCRIPT);
}

/** The faults that a measure finds in the page and in its frames. */
export async function faultsOf(page: Page, measure: Measured): Promise<string[]> {
  const found: string[] = [];
  // One after the other: only one frame can have the focus.
  for (const frame of page.frames())
    found.push(...(await frame.evaluate<string[]>(`measures.${measure}()`)));
  return found;
}

/** One scene below the other: columns would cut those that are higher than the others. */
export async function stackScenes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.scenes { columns: auto }');
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Puts a style sheet into every widget, over all that is there: as one of the shopper's own. */
export async function dressWidgets(page: Page, css: string): Promise<void> {
  for (const frame of page.frames())
    await frame.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      for (const { shadowRoot } of document.querySelectorAll('hpp-checkout'))
        shadowRoot?.adoptedStyleSheets.push(sheet);
    }, css);
}

/** Takes that style sheet out again. */
export async function undressWidgets(page: Page): Promise<void> {
  for (const frame of page.frames())
    await frame.evaluate(() => {
      for (const { shadowRoot } of document.querySelectorAll('hpp-checkout'))
        shadowRoot?.adoptedStyleSheets.pop();
    });
}

/** The size of text that the shopper chose in the browser; 16 pixels is what browsers begin with. */
export async function setTextSize(page: Page, pixels: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: pixels } });
  await page.waitForFunction(
    (size) =>
      [...document.querySelectorAll('hpp-checkout')].every(({ shadowRoot }) => {
        const root = shadowRoot?.querySelector('.root');
        return root && getComputedStyle(root).fontSize === `${size}px`;
      }),
    pixels,
  );
  await session.detach();
}

/** Changes the language of the page and its frames, and waits until every widget speaks it. */
export async function speak(page: Page, lang: string): Promise<void> {
  for (const frame of page.frames())
    await frame.evaluate(
      ({ name, dir }) => Object.assign(document.documentElement, { lang: name, dir }),
      { name: lang, dir: /^(?:ar|he)$/.test(lang) ? 'rtl' : 'ltr' },
    );
  for (const frame of page.frames())
    await frame.waitForFunction(
      (name) =>
        [...document.querySelectorAll('hpp-checkout')].every(
          ({ shadowRoot }) => shadowRoot?.querySelector<HTMLElement>('.root')?.lang === name,
        ),
      lang,
    );
}
