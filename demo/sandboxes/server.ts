import { indexPage } from './index-page.js';
import type { Sandbox } from './sandbox.js';

/**
 * Serves every sandbox under `/{name}`. Each was made with that base URL, so the request passes
 * through as it came: nothing may re-encode what a signature covers.
 */
export function sandboxHandler(
  sandboxes: readonly Sandbox[],
): (request: Request) => Promise<Response> {
  const byName = new Map(sandboxes.map((sandbox) => [sandbox.name, sandbox]));
  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    const [, name = '', ...rest] = pathname.split('/');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    // Browsers ask for it on every new origin; a 404 would stand in the console.
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
    if (isRead && name === '') return indexPage(origin, sandboxes);
    if (isRead && byName.has(name) && rest.join('') === '') {
      return indexPage(
        origin,
        sandboxes.filter((one) => one.name === name),
      );
    }
    const sandbox = byName.get(name);
    if (sandbox !== undefined) return sandbox.fetch(request);
    return Response.json(
      { detail: 'No such sandbox.', sandboxes: [...byName.keys()] },
      { status: 404 },
    );
  };
}
