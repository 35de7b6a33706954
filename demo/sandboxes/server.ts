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
    const [, name = ''] = new URL(request.url).pathname.split('/');
    const sandbox = byName.get(name);
    if (sandbox !== undefined) return sandbox.fetch(request);
    return Response.json(
      { detail: 'No such sandbox.', sandboxes: [...byName.keys()] },
      { status: 404 },
    );
  };
}
