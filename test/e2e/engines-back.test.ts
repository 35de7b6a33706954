import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINES, type Tab } from './support/engines.js';
import { useWorld } from './support/world.js';

interface Start {
  readonly session: string;
  /** The attempt that it was answered with. */
  readonly attempt: string;
}

/** Every start that reached the backend, in any journey of this file. */
const starts: Start[] = [];

const startsOf = (id: string) => starts.filter(({ session }) => session === id);

const world = useWorld((site) => {
  site.use('/api/checkout/*', async (c, next) => {
    await next();
    const session = /\/sessions\/([^/]+)\/payments$/.exec(c.req.path)?.[1];
    if (session === undefined || c.req.method !== 'POST') return;
    const { attempt } = (await c.res.clone().json()) as { attempt: { id: string } };
    starts.push({ session, attempt: attempt.id });
  });
});

const WIDGET = `const root = document.querySelector('hpp-checkout').shadowRoot;`;
const part = (name: string): string => `${WIDGET} return root.querySelector('[part~=${name}]');`;
const radio = (at: number): string =>
  `${WIDGET} return root.querySelectorAll('[type=radio]')[${at}];`;

/** Waits until the body of a function says yes in the page, which may be on its way to another. */
const sees = (tab: Tab, body: string) =>
  world().until(async () => (await tab.run(body).catch(() => false)) === true);

const reads = (tab: Tab, words: string) =>
  sees(tab, `${WIDGET} return root.textContent.includes('${words}');`);

const at = (tab: Tab, origin: string, path = '/') =>
  world().until(async () => {
    const url = new URL(await tab.url().catch(() => 'about:blank'));
    return url.origin === origin && url.pathname.startsWith(path);
  });

const order = async (): Promise<string> => {
  const answer = await fetch(`${world().demo.url}/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify([{ id: 'finjan', quantity: 1 }]),
  });
  return ((await answer.json()) as { session_id: string }).session_id;
};

/** Lives as long as the page does, in the back/forward cache too, and remembers what it hears. */
const LISTEN = `window.heard = { persisted: [], violations: [] };
  addEventListener('pageshow', (event) => heard.persisted.push(event.persisted));
  document.addEventListener('securitypolicyviolation', (event) =>
    heard.violations.push(event.violatedDirective));`;

for (const engine of ENGINES) {
  test(
    `${engine.name}: left for the provider, Back out of the cache, continued, paid once`,
    { skip: engine.missing },
    async () => {
      const { demo, browser } = world();
      const id = await order();
      const page = `${demo.url}/checkout?session_id=${id}`;
      const policy = (await fetch(page)).headers.get('Content-Security-Policy') ?? '';
      assert.match(policy, /^default-src 'none';.+require-trusted-types-for 'script'/);

      const tab = await engine.open(browser);
      try {
        await tab.go(page);
        await sees(tab, `${WIDGET} return root.querySelector('[part=pay]') !== null;`);
        await tab.run(LISTEN);
        await tab.press(part('pay'));
        await at(tab, demo.sandboxUrl);
        const provider = await tab.url();
        await sees(tab, `return document.querySelector('[data-testid=pay]') !== null;`);

        await tab.back();
        await at(tab, demo.url, '/checkout');
        await reads(tab, 'A payment at KNET is under way.');
        assert.deepEqual(
          // The first `pageshow` of the page may come after the list.
          await tab.run('return { ...heard, persisted: heard.persisted.at(-1) };'),
          { persisted: true, violations: [] },
          'the same page, out of the back/forward cache',
        );

        await tab.press(radio(1));
        await sees(tab, `${WIDGET} return root.querySelectorAll('[type=radio]')[1].checked;`);
        await reads(tab, 'with Credit card');
        assert.equal(startsOf(id).length, 1, 'nothing is started by Back');

        await tab.press(part('continue'));
        await at(tab, demo.sandboxUrl);
        assert.equal(await tab.url(), provider, 'the same attempt');
        await sees(tab, `return document.querySelector('[data-testid=pay]') !== null;`);
        await tab.press(`return document.querySelector('[data-testid=pay]');`);
        await at(tab, demo.url, '/return');
        await reads(tab, 'Payment successful');
      } finally {
        await tab.close();
      }
      const session = await demo.merchants.few.checkout.sessions.retrieve(id);
      assert.equal(session.state, 'paid');
      assert.equal(session.attempts.length, 1);
      // Continue asks for the redirect of the attempt that is live: it starts no other one.
      assert.deepEqual(
        startsOf(id).map(({ attempt }) => attempt),
        [session.attempts[0]?.id, session.attempts[0]?.id],
      );
    },
  );
}
