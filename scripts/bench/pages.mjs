/* global document */
/** The two pages that are compared, and the server that hands them out and hears what they saw. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'terser';
import { root } from '../lib/run.mjs';
import { PICTURES, SESSION_ID, session } from './session.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');

/** The element by hand as it would be published: with the widget's styles, minified as it is. */
async function handWritten() {
  const [styles] = /"\s*\.root\{[^"]*"/.exec(read('dist/hpp-checkout.js'));
  const source = read('scripts/bench/hand-written.js').replace('(STYLES)', () => `(${styles})`);
  const { code } = await minify(source, { module: true, compress: { passes: 2 } });
  return code;
}

/** What is measured, by name. */
export async function subjects() {
  return {
    widget: { tag: 'hpp-checkout', script: read('dist/hpp-checkout.js') },
    'by hand': { tag: 'hand-written', script: await handWritten() },
  };
}

/** The script with a mark as its first statement; a comment to the browser stays first. */
const marked = (script) => script.replace(/^(?:\/\/.*\n)*/, '$&performance.mark("script-start");');

/**
 * Runs in the page, and tells the server when the list was painted. It holds the first text of the
 * page, so that the first contentful paint is that of the list. What is asked for before it counts;
 * pictures do not, which come after it in both.
 */
function probe(tag) {
  const tell = (paint) => {
    const [start] = performance.getEntriesByName('script-start');
    const resources = performance.getEntriesByType('resource');
    const script = resources.find(({ initiatorType }) => initiatorType === 'script');
    // What the network says can come later than what the page did with it.
    if (!start || !script) return setTimeout(tell, 20, paint);
    const before = resources.filter(
      (each) => each.startTime < paint.paintTime && each.initiatorType !== 'img',
    );
    const loaded = [...performance.getEntriesByType('navigation'), ...before];
    const drawn = document.querySelector(tag).shadowRoot;
    const seen = {
      rows: drawn.querySelectorAll('[type=radio]').length,
      // What it looks like, to see that both are the same: its height, and its words as a number.
      height: Math.round(drawn.querySelector('.root').getBoundingClientRect().height),
      words: [...drawn.querySelector('form').innerText.replaceAll(/\s+/g, '')].reduce(
        (sum, letter) => (sum * 31 + letter.codePointAt(0)) % 1_000_003,
        0,
      ),
      paintAt: paint.paintTime - start.startTime,
      shown: paint.startTime - start.startTime,
      fromDownload: paint.startTime - script.responseEnd,
      requests: loaded.length,
      transferred: script.transferSize,
    };
    return navigator.sendBeacon('/seen', JSON.stringify(seen));
  };
  new PerformanceObserver((list) =>
    list.getEntriesByName('first-contentful-paint').forEach(tell),
  ).observe({ type: 'paint', buffered: true });
}

const page = (name, tag, count) => `<!doctype html><html lang="en"><meta charset="utf-8">
<link rel="icon" href="data:,"><script>window.InitData=${JSON.stringify({
  client_key: 'pk_bench',
  session_id: SESSION_ID,
  session: session(count),
})};(${probe})("${tag}")</script>
<script type="module" src="/${encodeURIComponent(name)}.js"></script><${tag}></${tag}></html>`;

/** One grey dot: a GIF, because the browser opens a document of its own for an SVG. */
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAICAgAAAACwAAAAAAQABAAACAkQBADs=', 'base64');

/** Resources as a shop would send them: compressed, never kept, so that every visit is the first. */
function answers(all, counts) {
  const found = new Map(PICTURES.map((path) => [path, ['image/gif', PICTURE]]));
  for (const [name, { tag, script }] of Object.entries(all)) {
    found.set(`/${encodeURIComponent(name)}.js`, ['text/javascript', marked(script)]);
    for (const count of counts)
      found.set(`/${encodeURIComponent(name)}/${count}`, ['text/html', page(name, tag, count)]);
  }
  // What the widget fetches once the list is shown.
  for (const file of readdirSync(join(root, 'dist/parts')))
    found.set(`/parts/${file}`, ['text/javascript', read(`dist/parts/${file}`)]);
  for (const [path, [type, text]] of found) found.set(path, [type, brotliCompressSync(text)]);
  return found;
}

/** Serves the pages. `seen(ms)` is the next report of one, or null when none comes in time. */
export async function serve(all, counts) {
  const found = answers(all, counts);
  let hear;
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(204).end();
      hear(JSON.parse(body));
      return;
    }
    const [type, body] = found.get(request.url) ?? ['text/plain', ''];
    response.writeHead(body ? 200 : 404, {
      'Content-Type': type,
      ...(body && { 'Content-Encoding': 'br' }),
      'Cache-Control': 'no-store',
      // A page that no other can look into has a clock of 5 microseconds instead of 100.
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    seen: (ms) =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, ms, null);
        hear = (report) => {
          clearTimeout(late);
          resolve(report);
        };
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
