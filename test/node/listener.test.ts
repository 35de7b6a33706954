import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { toNodeListener } from '../../src/node/listener.js';
import { SESSION_ID } from '../server/handler/fixture.js';
import { call, signedCheckout, webhook } from './fixture.js';

async function listening(
  listener: RequestListener,
  run: (port: number) => Promise<void>,
): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await run((server.address() as AddressInfo).port);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const checkout = () => toNodeListener(signedCheckout().checkout);

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test('it is a listener for node:http', () => {
  const listener = checkout();
  return listening(
    (incoming, outgoing) => void listener(incoming, outgoing),
    async (port) => assert.equal((await webhook(port, Buffer.from([0xff, 0x00]))).status, 200),
  );
});

test('below a mount path that the framework cut off, the whole path counts', () => {
  const listener = checkout();
  return listening(
    (incoming, outgoing) => {
      const { url = '' } = incoming;
      Object.assign(incoming, { originalUrl: url, url: url.replace('/api/checkout', '') });
      void listener(incoming, outgoing);
    },
    async (port) => {
      const path = `/api/checkout/sessions/${SESSION_ID}`;
      const answer = await call({ port, path, headers: { 'Client-Key': 'pk_live_1' } });
      assert.equal(answer.status, 200);
    },
  );
});

test('bytes that a platform kept in rawBody are used', () => {
  const listener = checkout();
  return listening(
    (incoming, outgoing) => {
      void readAll(incoming).then((rawBody) => {
        Object.assign(incoming, { rawBody });
        return listener(incoming, outgoing);
      });
    },
    async (port) => assert.equal((await webhook(port, Buffer.from([0xff, 0x00]))).status, 200),
  );
});

test('a body that something read before is a clear failure, not a forged webhook', async () => {
  const listener = checkout();
  const warned = once(process, 'warning');
  await listening(
    (incoming, outgoing) => {
      void readAll(incoming).then(() => listener(incoming, outgoing));
    },
    async (port) => assert.equal((await webhook(port, Buffer.from('{}'))).status, 500),
  );
  const [warning] = (await warned) as [Error & { code: string }];
  assert.equal(warning.code, 'HPP_CHECKOUT_BODY_READ');
});
