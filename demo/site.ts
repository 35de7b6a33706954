import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { transformWithOxc } from 'vite';
import { galleryRoutes } from './gallery/routes.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface PolicyOptions {
  /** Every origin that a form post of the shopper may lead to: those of the providers. */
  readonly formTargets: readonly string[];
  /** For the page that frames another one. */
  readonly frames?: boolean;
  /** Names of Trusted Types policies; Lit's own by default. */
  readonly trustedTypes?: string;
}

/** The strict policy that the README documents. */
export function contentSecurityPolicy(options: PolicyOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    ['form-action', "'self'", ...options.formTargets].join(' '),
    ...(options.frames ? ["frame-src 'self'"] : []),
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${options.trustedTypes ?? 'lit-html'}`,
  ].join('; ');
}

/** A page of the demo under its policy. */
export function page(html: string, options: PolicyOptions): Response {
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(options),
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      // Not `no-store`: that would keep the page out of the back/forward cache.
      'Cache-Control': 'no-cache',
    },
  });
}

/** The scripts of the shop are TypeScript: types are taken out on the way to the browser. */
async function browserScript(c: Context): Promise<Response> {
  const file = fileURLToPath(new URL(`.${c.req.path.replace(/\.js$/, '.ts')}`, import.meta.url));
  const source = await readFile(file, 'utf8').catch(() => null);
  if (source === null) return c.notFound();
  const { code } = await transformWithOxc(source, file, { sourcemap: false });
  return c.body(code, 200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' });
}

const noSniff: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
};

const PAGES = {
  '/': 'cart',
  '/checkout': 'checkout',
  '/return': 'return',
  '/canceled': 'canceled',
  '/terms': 'terms',
};

/** The pages of the shop, its own files, and the built scripts of the widget. */
export function shopSite(formTargets: readonly string[]): Hono {
  const site = new Hono();
  const policy = { formTargets };
  const send =
    (file: string, options: PolicyOptions = policy) =>
    async () =>
      page(await readFile(folder(file), 'utf8'), options);
  for (const base of ['', '/many']) {
    for (const [path, name] of Object.entries(PAGES)) {
      site.get(base + path, send(`./shop/${name}.html`));
    }
    site.get(`${base}/framed`, send('./shop/framed.html', { ...policy, frames: true }));
  }
  site.get('/static/', send('./static/index.html'));
  site.get('/static/classic.html', send('./static/classic.html'));
  site.get('/gallery', send('./gallery/index.html', { formTargets: [], frames: true }));
  site.get('/gallery/:file{(?:scenes/)?[\\w-]+\\.js}', browserScript);
  site.get('/gallery/gallery.css', noSniff, serveStatic({ root: folder('./') }));
  site.route('/gallery', galleryRoutes());
  site.get('/shop/:file{.+\\.js}', browserScript);
  site.get('/scenario.js', browserScript);
  site.get('/products.js', browserScript);
  // Asked for by pages that name no icon.
  site.get('/favicon.ico', (c) => c.redirect('/shop/images/mark.svg'));
  site.use('/shop/*', noSniff, serveStatic({ root: folder('./') }));
  site.use('/themes/*', noSniff, serveStatic({ root: folder('./') }));
  const dist = serveStatic({
    root: folder('../dist'),
    rewriteRequestPath: (path) => path.replace(/^\/dist/, ''),
    // Whatever brings a hash in its name never changes.
    onFound: (path, c) =>
      c.header(
        'Cache-Control',
        path.includes('parts') ? 'max-age=31536000, immutable' : 'no-cache',
      ),
  });
  site.use('/dist/*', noSniff, dist);
  return site;
}
