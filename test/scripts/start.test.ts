import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isBuilt } from '../../scripts/build.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
// It would build, under the eyes of the tests that read dist.
const skip = !isBuilt() && 'dist is not built';

test('npm start serves the shop and the sandboxes, and stops when told to', { skip }, async () => {
  const port = await freePort();
  const demo = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(demo, 'exit');
  try {
    const said: string[] = [];
    for await (const line of createInterface(demo.stdout)) {
      said.push(line);
      if (line.startsWith('Stop with')) break;
    }
    assert.ok(said.includes(`Shop:      http://localhost:${port}/`), said.join('\n'));
    for (const path of ['/', '/checkout', '/dist/hpp-checkout.js']) {
      const { status } = await fetch(`http://localhost:${port}${path}`);
      assert.equal(status, 200, path);
    }
    for (const provider of ['ottu', 'finrelay']) {
      assert.ok(said.includes(`Sandbox:   http://localhost:${port + 1}/${provider}`), provider);
      const { status } = await fetch(`http://localhost:${port + 1}/${provider}/_control`);
      assert.equal(status, 200, provider);
    }
  } finally {
    demo.kill('SIGTERM');
  }
  await ended;
  await assert.rejects(fetch(`http://localhost:${port}/`));
});

/** A port of which the next one is free, too: the sandboxes take that. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = await listen(0);
    if (port !== null && (await listen(port + 1)) !== null) return port;
  }
}

/** Listens for a moment: the port that it got, or null when that one is taken. */
function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, 'localhost', () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });
}
