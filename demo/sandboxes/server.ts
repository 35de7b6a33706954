import { indexPage } from './index-page.js';
import type { Sandbox } from './sandbox.js';

type Fetch = Sandbox['fetch'];

/** Browsers ask for it on every new origin; a 404 would stand in the console. */
const ICON = '/favicon.ico';

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/**
 * Serves every sandbox under `/{name}`. Each was made with that base URL, so the request passes
 * through as it came: nothing may re-encode what a signature covers.
 */
export function sandboxHandler(sandboxes: readonly Sandbox[]): Fetch {
  const byName = new Map(sandboxes.map((sandbox) => [sandbox.name, sandbox]));
  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    const [, name = '', ...rest] = pathname.split('/');
    if (pathname === ICON) return new Response(null, { status: 204 });
    const sandbox = byName.get(name);
    if (isRead(request) && (name === '' || sandbox !== undefined) && rest.join('') === '') {
      const shown = sandbox === undefined ? sandboxes : [sandbox];
      return indexPage(shown.map((each) => ({ ...each, baseUrl: `${origin}/${each.name}` })));
    }
    if (sandbox !== undefined) return sandbox.fetch(request);
    return Response.json(
      { detail: 'No such sandbox.', sandboxes: [...byName.keys()] },
      { status: 404 },
    );
  };
}

/** Serves one sandbox at the root of an origin of its own: the same payments as where it was made. */
export function rootHandler(sandbox: Sandbox, origin: string): Fetch {
  const answer = sandbox.at(origin);
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === ICON) return new Response(null, { status: 204 });
    if (isRead(request) && pathname === '/') return indexPage([{ ...sandbox, baseUrl: origin }]);
    return answer(request);
  };
}
