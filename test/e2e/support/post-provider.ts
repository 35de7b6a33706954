import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import type { DemoEnv } from '../../../demo/server.js';
import { page } from '../../../demo/site.js';

/** Names that a form uses itself, and values that have to survive encoding. */
export const FIELDS = {
  token: 'a b&c=<d>"é\u{1F6D2}',
  submit: 'yes',
  action: 'sale',
  method: 'card',
};

export interface PostProvider {
  readonly url: string;
  /** The bodies that were posted to its page. */
  readonly posted: readonly string[];
  close(): void;
}

/** A provider whose hosted page is reached by posting a form: on an origin of its own. */
export async function openPostProvider(): Promise<PostProvider> {
  const posted: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      if (request.method === 'POST') posted.push(body);
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Provider</title><h1>Hosted page</h1>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, posted, close: () => void server.close() };
}

const widgetPage = `<!doctype html><html lang="en"><title>Posting</title>
<script type="module" src="/dist/hpp-checkout.js"></script>
<main><h1>Checkout</h1>
<hpp-checkout client-key="pk_demo_diwan" session-id-param="session_id" backend-url="/posting/api"></hpp-checkout></main>`;

/** A backend beside the shop's own whose starts answer a POST form, and two pages that use it. */
export function addPosting(site: Hono<DemoEnv>, provider: () => string): void {
  const policies = { '/posting/open': () => [provider()], '/posting/closed': () => [] };
  for (const [path, formTargets] of Object.entries(policies)) {
    site.get(path, () => page(widgetPage, { formTargets: formTargets() }));
  }
  site.all('/posting/api/*', async (c) => {
    const target = new URL(c.req.url);
    target.pathname = target.pathname.replace('/posting/api', '/api/checkout');
    const headers = new Headers(c.req.raw.headers);
    headers.delete('origin');
    const body = c.req.method === 'POST' ? await c.req.text() : null;
    const answer = await fetch(target, { method: c.req.method, headers, body });
    if (!answer.ok || !target.pathname.endsWith('/payments')) return answer;
    const started = (await answer.json()) as { readonly attempt: unknown };
    const redirect = { method: 'POST', url: `${provider()}/hpp`, fields: FIELDS };
    return c.json({ attempt: started.attempt, redirect });
  });
}
