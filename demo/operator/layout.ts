import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { readScenario } from '../scenario.js';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** No script at all: every page is whole as the server writes it, and every act is a form. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** The `Cookie` header: theme and direction of this browser, as the scenarios of the demo say. */
  readonly cookies: string | undefined;
  readonly status?: number;
}

/** A page for the shop's own people. Everything interpolated is escaped by `html`. */
export async function operatorPage({ title, body, cookies, status = 200 }: PageContent) {
  const { theme, direction } = readScenario(cookies);
  const page = await html`<!doctype html>
    <html lang="en" dir="${direction}" data-theme="${theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Diwan, operator</title>
        <link rel="icon" href="/shop/images/mark.svg" />
        <link rel="stylesheet" href="/shop/shop.css" />
        <link rel="stylesheet" href="/operator/operator.css" />
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/operator"><img src="/shop/images/mark.svg" alt="" />Diwan</a>
          <span class="bar-note">Operator · <a href="/">To the shop</a></span>
        </header>
        <main class="desk">${body}</main>
        <footer class="desk-note">
          <bdi
            >Part of the demo: it asks for no password, because only this machine reaches it. Put a
            page like this behind the login of your staff.</bdi
          >
        </footer>
      </body>
    </html>`;
  return new Response(page.toString(), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}
