import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isBuilt } from '../../scripts/build.mjs';
import { failedStart, freePort, start, type Running } from './start-support.js';

// It would build, under the eyes of the tests that read dist.
const skip = !isBuilt() && 'dist is not built';

const PROVIDERS = ['ottu', 'finrelay', 'optty', 'paymentoptions', 'postpay'];

const place = mkdtempSync(join(tmpdir(), 'demo-'));
after(() => rmSync(place, { recursive: true, force: true }));

const shopOf = ({ port }: Running): string => `http://localhost:${port}`;

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as Record<string, unknown>;
}

const KEY = { 'Client-Key': 'pk_demo_diwan' };

async function view(shop: string, id: string): Promise<{ readonly state: string }> {
  const answer = await fetch(`${shop}/api/checkout/sessions/${id}`, { headers: KEY });
  return (await answer.json()) as { readonly state: string };
}

test(
  'npm start: shop and sandboxes, payments that outlive it, one process per folder',
  {
    skip,
  },
  async (t) => {
    const folder = join(place, 'kept');
    const first = await start(folder, await freePort());
    let paid = '';
    let begun = '';
    try {
      await t.test('serves the shop and every sandbox', async () => {
        assert.ok(first.said.includes(`Shop:      ${shopOf(first)}/`), first.said.join('\n'));
        for (const path of ['/', '/checkout', '/operator', '/dist/hpp-checkout.js']) {
          assert.equal((await fetch(shopOf(first) + path)).status, 200, path);
        }
        for (const provider of PROVIDERS) {
          const url = `http://localhost:${first.port + 1}/${provider}`;
          assert.ok(first.said.includes(`Sandbox:   ${url}`), provider);
          assert.equal((await fetch(`${url}/_control`)).status, 200, provider);
        }
      });

      await t.test('a second one on the same folder ends at once and says what to do', async () => {
        const { code, complaint } = await failedStart(folder, await freePort());
        assert.equal(code, 1);
        assert.match(complaint, /is in use by process \d+\. Stop that one first/);
        assert.match(complaint, /set DATA to another folder/);
        assert.doesNotMatch(complaint, /^ +at /m);
      });

      paid = await order(first);
      await pay(first, paid, 'pay');
      begun = await order(first);
      await pay(first, begun, 'abandon');
    } finally {
      await first.stop();
    }
    await assert.rejects(fetch(`${shopOf(first)}/`));

    const second = await start(folder, await freePort());
    try {
      await t.test('a paid order is still paid after a restart', async () => {
        assert.equal((await view(shopOf(second), paid)).state, 'paid');
      });

      await t.test('the operator still sees both', async () => {
        const page = await (await fetch(`${shopOf(second)}/operator`)).text();
        for (const id of [paid, begun]) assert.ok(page.includes(`/operator/sessions/${id}`), id);
      });

      await t.test(
        'a payment that was under way breaks nothing: its provider has forgotten it',
        async () => {
          assert.equal((await view(shopOf(second), begun)).state, 'pending');
          const page = await fetch(`${shopOf(second)}/operator/sessions/${begun}`);
          assert.equal(page.status, 200);
        },
      );
    } finally {
      await second.stop();
    }
  },
);

async function order(demo: Running): Promise<string> {
  const { session_id: id } = await post(`${shopOf(demo)}/orders`, [{ id: 'finjan', quantity: 1 }]);
  return String(id);
}

/** Chooses KNET and acts as the shopper at the provider, by the hand of the sandbox. */
async function pay(demo: Running, id: string, action: 'pay' | 'abandon'): Promise<void> {
  const amount = { value: '11.250', currency: 'KWD' };
  const headers = { ...KEY, 'Idempotency-Key': crypto.randomUUID() };
  const chosen = { payment_method: 'ottu:knet', options: {}, amount, total: amount };
  await post(`${shopOf(demo)}/api/checkout/sessions/${id}/payments`, chosen, headers);
  const control = `http://localhost:${demo.port + 1}/ottu/_control`;
  const { payments } = (await (await fetch(control)).json()) as {
    readonly payments: readonly { readonly session_id: string }[];
  };
  const payment = payments.at(-1)?.session_id;
  const answer = await fetch(control, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ complete: { payment, action, method: 'knet' } }),
  });
  assert.equal(answer.status, 200, await answer.text());
}
