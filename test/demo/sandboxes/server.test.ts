import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ottuSandbox } from '../../../demo/sandboxes/ottu/sandbox.js';
import { sandboxHandler } from '../../../demo/sandboxes/server.js';

const origin = 'http://localhost:5174';
const handle = sandboxHandler([ottuSandbox({ baseUrl: `${origin}/ottu` })]);
const get = (path: string): Promise<Response> => handle(new Request(origin + path));

describe('the address of the sandboxes, opened in a browser', () => {
  it('tells what is served there, with addresses and test credentials', async () => {
    for (const path of ['/', '/ottu', '/ottu/']) {
      const response = await get(path);
      assert.equal(response.status, 200, path);
      const text = await response.text();
      assert.ok(text.includes(`${origin}/ottu`));
      assert.ok(text.includes('ottu-sandbox-api-key'));
    }
  });

  it('has an answer for the icon that every browser asks for', async () => {
    assert.equal((await get('/favicon.ico')).status, 204);
  });

  it('leaves the API of a sandbox alone', async () => {
    assert.equal((await get('/ottu/b/checkout/v1/pymt-txn/nobody')).status, 404);
    const create = new Request(`${origin}/ottu/b/checkout/v1/pymt-txn/`, { method: 'POST' });
    assert.equal((await handle(create)).status, 401);
  });

  it('names the sandboxes to whoever asks for another one', async () => {
    const response = await get('/nobody/at/all');
    assert.equal(response.status, 404);
    assert.deepEqual(((await response.json()) as { sandboxes: string[] }).sandboxes, ['ottu']);
  });
});
