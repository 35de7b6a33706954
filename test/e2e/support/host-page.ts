import { page, type PolicyOptions } from '../../../demo/site.js';

export const WIDGET = `<hpp-checkout client-key="pk_demo_diwan" session-id-param="session_id"></hpp-checkout>`;
export const MODULE = '<script type="module" src="/dist/hpp-checkout.js"></script>';
export const CLASSIC = '<script src="/dist/hpp-checkout.iife.js"></script>';

export interface HostPage {
  /** Scripts and style sheets. */
  readonly head?: string;
  readonly body?: string;
}

/** A page of some shop, under the strict policy of the README. */
export function hostPage(
  { head = MODULE, body = WIDGET }: HostPage,
  policy: Partial<PolicyOptions> = {},
): Response {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>A shop</title>
    ${head}
  </head>
  <body><main><h1>Checkout</h1>${body}</main></body>
</html>`;
  return page(html, { formTargets: [], ...policy });
}

/** A script or style sheet of such a page. */
export const file = (type: 'javascript' | 'css', text: string): Response =>
  new Response(text, { headers: { 'Content-Type': `text/${type}; charset=utf-8` } });
