import { html } from 'hono/html';
import type { Sandbox } from './sandbox.js';

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What is served here, for whoever opens the address of a sandbox in a browser. */
export async function indexPage(
  sandboxes: readonly (Pick<Sandbox, 'name' | 'credentials'> & { readonly baseUrl: string })[],
): Promise<Response> {
  const body = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Provider sandboxes</title>
      </head>
      <body>
        <main>
          <h1>Provider sandboxes</h1>
          <p>
            Fakes of payment providers: no money moves. Their APIs start at these addresses; the
            README beside the sandboxes tells how to control them.
          </p>
          ${sandboxes.map(
            ({ name, credentials, baseUrl }) =>
              html`<h2>${name}</h2>
                <p><code>${baseUrl}</code></p>
                <dl>
                  ${Object.entries(credentials).map(
                    ([key, value]) =>
                      html`<dt>${key}</dt>
                        <dd><code>${value}</code></dd>`,
                  )}
                </dl>`,
          )}
        </main>
      </body>
    </html>`;
  return new Response(body.toString(), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}
