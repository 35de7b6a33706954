import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { iconSvg } from '../sandboxes/ottu/icons.js';
import { answerTo } from './answers.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const namesIn = (path: string, pattern: RegExp): string[] => {
  const files = existsSync(folder(path)) ? readdirSync(folder(path)) : [];
  return files.flatMap((file) => pattern.exec(file)?.[1] ?? []).sort();
};

const script = (body: string): [string, 200, Record<string, string>] => [
  body,
  200,
  { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' },
];

/** What the pages of the gallery ask for. The pages themselves are in `site.ts`. */
export function galleryRoutes(): Hono {
  const routes = new Hono();
  routes.all('/api/*', (c) => {
    const nth = Number(c.req.query('nth') ?? 1);
    const answer = answerTo(c.req.method, c.req.path, nth);
    // What is no answer is played by the page, which needs no connection for it.
    if (typeof answer === 'string') return c.body(null, 503);
    return c.json(answer.body, answer.status as 200, { 'Cache-Control': 'no-store' });
  });
  routes.get('/looks', (c) =>
    c.json({
      themes: namesIn('../themes/', /^([\w-]+)\.css$/),
      languages: ['en', ...namesIn('../../dist/parts/', /^locale-([\w-]+)-\w+\.js$/)],
    }),
  );
  routes.get('/pictures/:label/:color{[0-9a-f]{6}\\.svg}', async (c) => {
    const color = `#${c.req.param('color').slice(0, 6)}`;
    c.header('Content-Type', 'image/svg+xml');
    const drawn = await iconSvg({ label: c.req.param('label'), color });
    return c.body(drawn.toString());
  });
  // An answer without content ends a navigation and leaves the page as it is.
  routes.all('/provider', (c) => c.body(null, 204));
  routes.get('/never.svg', () => new Promise<Response>(() => undefined));
  // The same script twice more, with its words, where the code behind the list never comes and where
  // it cannot be had.
  routes.get('/:copy{late|lost}/:file{hpp-checkout\\.js|parts/locale-[\\w-]+\\.js}', async (c) =>
    c.body(...script(await readFile(folder(`../../dist/${c.req.param('file')}`), 'utf8'))),
  );
  routes.get('/late/parts/*', (c) => c.body(...script('await new Promise(() => {});')));
  return routes;
}
