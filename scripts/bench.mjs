/* global document, location, requestAnimationFrame */
/**
 * `npm run bench`: how long it takes from the script to the painted list, beside an element that
 * draws the same list by hand without any library. Both in one browser, by turns, so that only the
 * ratio counts; no time is asserted.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build, isBuilt } from './build.mjs';
import { main, root } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

const ROUNDS = 15;
const COUNTS = [6, 50];
const ID = 'benchbenchbenchbenchbench';
const SUBJECTS = {
  widget: { tag: 'hpp-checkout', script: '/hpp-checkout.js' },
  'by hand': { tag: 'hand-written', script: '/hand-written.js' },
};

const money = (value) => ({ value, currency: 'KWD' });

function session(count) {
  const payment_methods = Array.from({ length: count }, (_, n) => ({
    code: `m${n}`,
    gateway: 'ottu',
    name: `Method ${n}`,
    icon: null,
    description: null,
    fee: null,
    fee_description: null,
    total: money('14.000'),
    sandbox: false,
    can_save_card: false,
    unavailable_reason: null,
  }));
  const nothing = { subtotal: null, discount: null, shipping: null, tax: null };
  const order = { reference: 'R-1', description: null, merchant_name: null, items: [], ...nothing };
  const times = { expires_at: null, due_at: null, server_time: new Date().toISOString() };
  return {
    ...{ contract: 1, id: ID, state: 'created', review: false, amount: money('14.000') },
    ...{ captured_amount: null, refunded_amount: null, order, payment_methods, ...times },
    ...{ language: null, cancel_url: null, attempt: null },
  };
}

const page = ({ tag, script }) => `<!doctype html><html lang="en"><meta charset="utf-8">
<script type="module" src="${script}"></script>
<${tag} client-key="pk" session-id="${ID}"></${tag}></html>`;

/** Answers from memory; what the browser asks for decides. */
function serve(count) {
  const answers = {
    '/widget': ['text/html', page(SUBJECTS.widget)],
    '/by%20hand': ['text/html', page(SUBJECTS['by hand'])],
    '/hand-written.js': [
      'text/javascript',
      readFileSync(join(root, 'scripts/bench/hand-written.js')),
    ],
    [`/api/checkout/sessions/${ID}`]: ['application/json', JSON.stringify(session(count))],
  };
  const fromDist = (path) => ['text/javascript', readFileSync(join(root, 'dist', path))];
  const server = createServer(({ url }, response) => {
    const found = answers[url] ?? (/^\/[\w./-]+\.js$/.test(url) ? fromDist(url) : null);
    response.writeHead(found ? 200 : 404, { 'Content-Type': found?.[0] ?? 'text/plain' });
    response.end(found?.[1]);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Milliseconds from the end of the script's download to the frame that shows the whole list. */
async function measure(context, url, { tag, script }, count) {
  const tab = await context.newPage();
  await tab.goto(url, { waitUntil: 'commit' });
  const ms = await tab.evaluate(
    ([name, file, rows]) =>
      new Promise((resolve) => {
        const look = () => {
          const shown = document.querySelector(name)?.shadowRoot?.querySelectorAll('[type=radio]');
          if ((shown?.length ?? 0) < rows) return requestAnimationFrame(look);
          // The frame is on the screen when the one after it begins.
          requestAnimationFrame(() => {
            const [entry] = performance.getEntriesByName(new URL(file, location.href).href);
            resolve(performance.now() - entry.responseEnd);
          });
        };
        look();
      }),
    [tag, script, count],
  );
  await tab.close();
  return ms;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

await main(async () => {
  await ensureDependencies();
  const executablePath = await ensureBrowser();
  if (!isBuilt()) await build();
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext();
  for (const count of COUNTS) {
    const server = await serve(count);
    const origin = `http://127.0.0.1:${server.address().port}`;
    const times = { widget: [], 'by hand': [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, subject] of Object.entries(SUBJECTS)) {
        const url = `${origin}/${encodeURIComponent(name)}`;
        times[name].push(await measure(context, url, subject, count));
      }
    }
    const [widget, byHand] = [median(times.widget), median(times['by hand'])];
    console.log(
      `${count} methods: widget ${widget.toFixed(1)} ms, by hand ${byHand.toFixed(1)} ms, ` +
        `ratio ${(widget / byHand).toFixed(2)}`,
    );
    server.close();
    server.closeAllConnections();
  }
  await browser.close();
});
