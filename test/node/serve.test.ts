import assert from 'node:assert/strict';
import { Agent, createServer } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { createBackground } from '../../src/node/background.js';
import { serve } from '../../src/node/serve.js';
import { deferred, SESSION_ID, VIEW } from '../server/handler/fixture.js';
import { call, signedCheckout, webhook } from './fixture.js';

type Port = number;

const globals = [globalThis.Request, globalThis.Response];

async function served(run: (port: Port) => Promise<void>): Promise<void> {
  const { checkout, log } = signedCheckout();
  const server = await serve(checkout, { port: 0, hostname: '127.0.0.1', log });
  try {
    await run(server.port);
  } finally {
    await server.close();
  }
}

const SESSION = `/api/checkout/sessions/${SESSION_ID}`;
const headers = { 'Client-Key': 'pk_live_1' };

const bodies: readonly (readonly [string, readonly Uint8Array[]])[] = [
  ['every byte value', [Uint8Array.from({ length: 256 }, (_, i) => i)]],
  ['bytes that are not UTF-8', [Uint8Array.from([0xff, 0xfe, 0x80, 0xc0, 0xed, 0xa0, 0x80])]],
  ['odd white space', [Buffer.from('\ufeff {\r\n\t"a" :\u00a0 1 ,"b":1.0e2}\n\n')]],
  ['a character cut between chunks', [Uint8Array.from([0xe2, 0x82]), Uint8Array.from([0xac])]],
  ['nothing', []],
  ['1 MiB in chunks', Array.from({ length: 16 }, (_, i) => new Uint8Array(65_536).fill(i))],
];
for (const [what, chunks] of bodies) {
  test(`a signature over ${what} holds`, () =>
    served(async (port) => {
      const answer = await webhook(port, ...chunks);
      assert.equal(answer.status, 200);
      assert.equal(answer.body.toString(), 'ok');
    }));
}

test('one changed byte breaks the signature', () =>
  served(async (port) => {
    const path = '/api/checkout/webhooks/ottu/wT_0123456789-abcdefghij';
    const forged = await call({ port, path, method: 'POST', chunks: [Buffer.from('{}')] });
    assert.equal(forged.status, 401);
  }));

test('a body above the limit is refused while it is still being sent', () =>
  served(async (port) => {
    const chunks = Array.from({ length: 40 }, () => new Uint8Array(65_536));
    assert.equal((await webhook(port, ...chunks)).status, 413);
    assert.equal((await webhook(port, Buffer.from('x'))).status, 200);
  }));

test('GET and HEAD tell the same, HEAD without the body', () =>
  served(async (port) => {
    const got = await call({ port, path: SESSION, headers });
    assert.deepEqual(JSON.parse(got.body.toString()), VIEW);
    assert.equal(got.headers['cache-control'], 'no-store');
    const head = await call({ port, path: SESSION, headers, method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
  }));

test('one connection serves many requests, also after a body that nobody read', () =>
  served(async (port) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const path = '/api/checkout/returns/rT_0123456789-abcdefghij.d';
    const posted = await call({ port, path, method: 'POST', chunks: [Buffer.from('a=b')], agent });
    assert.equal(posted.status, 303);
    const ports = new Set([posted.localPort]);
    for (let i = 0; i < 5; i += 1) {
      ports.add((await call({ port, path: SESSION, headers, agent })).localPort);
    }
    assert.equal(ports.size, 1);
    agent.destroy();
  }));

test('a forged Host changes no URL', () =>
  served(async (port) => {
    const path = '/api/checkout/returns/unknown%20token';
    const answer = await call({ port, path, headers: { Host: 'evil.example' } });
    assert.equal(answer.headers.location, 'https://shop.example/thanks?lang=ar');
  }));

/** Sends the text as it is and resolves to the status line of the answer. */
function raw(port: Port, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data).split('\r\n')[0] ?? '');
    });
    socket.once('error', reject);
  });
}

test('hostile request lines get an error answer and the server goes on', () =>
  served(async (port) => {
    const key = 'Client-Key: pk_live_1\r\nConnection: close\r\n\r\n';
    for (const line of [
      'GET /api/checkout/../../etc/passwd HTTP/1.1\r\nHost: a\r\n',
      `GET /api/checkout/%2e%2e${SESSION} HTTP/1.1\r\nHost: a\r\n`,
      'GET /api/checkout\\sessions HTTP/1.1\r\nHost: a\r\n',
      `GET http://evil.example/sessions/${SESSION_ID} HTTP/1.1\r\nHost: a\r\n`,
      `GET ${SESSION} HTTP/1.1\r\nHost: a@b/c\r\n`,
      `GET ${SESSION} HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n`,
    ]) {
      assert.match(await raw(port, line + key), /^HTTP\/1\.1 4\d\d /, line);
    }
    assert.equal((await call({ port, path: SESSION, headers })).status, 200);
  }));

test('a port that is taken is reported, not thrown later', async () => {
  const blocker = createServer().listen(15_401, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const { checkout, log } = signedCheckout();
  await assert.rejects(serve(checkout, { port: 15_401, hostname: '127.0.0.1', log }), {
    code: 'EADDRINUSE',
  });
  blocker.close();
});

test('closing waits for the request under way and for work behind it', async () => {
  const { checkout, log } = signedCheckout();
  const tracked = createBackground();
  const [arrived, answer] = [deferred<null>(), deferred<null>()];
  const [asking, work] = [deferred<null>(), deferred<null>()];
  const background = {
    ...tracked,
    settled: () => {
      asking.resolve(null);
      return tracked.settled();
    },
  };
  const slow = {
    ...checkout,
    fetch: async () => {
      background.waitUntil(work.promise);
      arrived.resolve(null);
      await answer.promise;
      return new Response('done');
    },
  };
  const server = await serve(slow, { port: 0, hostname: '127.0.0.1', log, background });
  const events: string[] = [];
  const asked = call({ port: server.port, path: '/' }).then(() => events.push('answered'));
  await arrived.promise;
  const closing = server.close().then(() => events.push('closed'));
  answer.resolve(null);
  await asked;
  await asking.promise;
  events.push('work ends');
  work.resolve(null);
  await closing;
  assert.deepEqual(events, ['answered', 'work ends', 'closed']);
  await assert.rejects(call({ port: server.port, path: '/' }), { code: 'ECONNREFUSED' });
  await server.close();
});

test('a request that never ends is cut off when closing takes too long', async () => {
  const { checkout, log } = signedCheckout();
  const arrived = deferred<null>();
  const stuck = {
    ...checkout,
    fetch: () => {
      arrived.resolve(null);
      return new Promise<Response>(() => undefined);
    },
  };
  const options = { port: 0, hostname: '127.0.0.1', log, closeTimeout: 1 };
  const server = await serve(stuck, options);
  const asked = assert.rejects(call({ port: server.port, path: '/' }), { code: 'ECONNRESET' });
  await arrived.promise;
  await server.close();
  await asked;
});

test('serving leaves the Request and Response of the process alone', async () => {
  await served(() => Promise.resolve());
  assert.deepEqual([globalThis.Request, globalThis.Response], globals);
});
