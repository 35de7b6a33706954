import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { isWebUrl } from './web-url.js';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/**
 * No script, no frame, no foreign resource. `form-action` allows any http(s) origin because it also
 * governs the redirects after a form: they lead to the merchant, and on to where the merchant likes.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self' http: https:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageContent {
  readonly title: string;
  readonly language: string;
  /** URL of the style sheet. */
  readonly styles: string;
  /** The provider's name, shown as the page's brand. */
  readonly brand: string;
  readonly body: Markup;
}

/** A hosted page: everything interpolated is escaped by `html`. */
export function page(
  c: Context,
  status: 200 | 404 | 409 | 410 | 422,
  content: PageContent,
): Response | Promise<Response> {
  c.header('Content-Security-Policy', POLICY);
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cache-Control', 'no-store');
  const direction = content.language === 'ar' ? 'rtl' : 'ltr';
  return c.html(
    html`<!doctype html>
      <html lang="${content.language}" dir="${direction}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${content.title}</title>
          <link rel="stylesheet" href="${content.styles}" />
        </head>
        <body>
          <header><strong>${content.brand}</strong><span class="badge">Sandbox</span></header>
          <main>${content.body}</main>
          <footer>A test page: no money moves.</footer>
        </body>
      </html>`,
    status,
  );
}

/** 303 to a URL that was checked when it was stored; anything but http(s) is a bug and stops here. */
export function leave(c: Context, url: string): Response {
  if (!isWebUrl(url)) throw new Error(`Refused to redirect to ${url}`);
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cache-Control', 'no-store');
  return c.redirect(url, 303);
}

export interface ActionButton {
  readonly action: 'pay' | 'decline' | 'cancel';
  readonly label: string;
}

/** A submit button that also works without script; tests find it by `data-testid`. */
export const actionButton = ({ action, label }: ActionButton): Markup =>
  html`<button class="${action}" name="action" value="${action}" data-testid="${action}">
    ${label}
  </button>`;

export const reasonSelect = (reasons: readonly { value: string; label: string }[]): Markup =>
  html`<label class="field"
    >If declined, because
    <select name="reason" data-testid="reason">
      ${reasons.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}
    </select></label
  >`;

/** The facts of a payment, as a description list. */
export const facts = (rows: readonly (readonly [string, string])[]): Markup =>
  html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
