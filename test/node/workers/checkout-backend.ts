/**
 * A merchant's backend as a process of its own. It loads its code, says so, and waits for the word
 * to open its store; then it serves the checkout, and beside it what the merchant's own code would
 * do, on one port. It ends with whoever started it.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { getRequestListener } from '@hono/node-server';
import { embeddedStore } from '../../../src/node/embedded-store.js';
import { toNodeListener } from '../../../src/node/listener.js';
import { postgresStore } from '../../../src/node/postgres-store.js';
import { createCheckout } from '../../../src/server/create-checkout.js';
import type { StateChange } from '../../../src/server/payments/merchant-session.js';
import type { Commit, Store } from '../../../src/server/store/store.js';
import { gatewaysOf } from '../../fleet/gateways.js';
import { obey, MERCHANT_PATH } from '../../fleet/merchant.js';
import type { BackendConfig } from '../../fleet/backend.js';

const config = JSON.parse(process.argv[2] ?? '{}') as BackendConfig;
const clock = { offset: 0 };
const now = (): number => Date.now() + clock.offset;
const counts = { commits: 0, conflicts: 0 };

/** On the disk before the checkout hears that it was taken. */
function note({ session: _, ...notice }: StateChange): void {
  const file = openSync(config.noticesFile, 'a');
  writeSync(file, `\n${JSON.stringify(notice)}`);
  fsyncSync(file);
  closeSync(file);
}

/** Tells how often processes met. */
function counted(store: Store): Store {
  return {
    ...store,
    async commit(commit: Commit) {
      const won = await store.commit(commit);
      counts[won ? 'commits' : 'conflicts'] += 1;
      return won;
    },
  };
}

async function open(): Promise<void> {
  const store = counted(
    config.store.kind === 'embedded'
      ? await embeddedStore(config.store)
      : await postgresStore(config.store),
  );
  const checkout = createCheckout({
    publicUrl: config.publicUrl,
    returnUrl: 'http://localhost/thanks',
    clientKeys: [config.clientKey],
    gateways: gatewaysOf(config.gateways, now),
    store,
    now,
    onStateChange: note,
  });
  const shopper = toNodeListener(checkout);
  const merchant = getRequestListener(
    (request) => obey({ checkout, store, clock, counts }, request),
    {
      overrideGlobalObjects: false,
    },
  );
  const server = createServer((incoming, outgoing) => {
    const listen = incoming.url === MERCHANT_PATH ? merchant : shopper;
    void listen(incoming, outgoing);
  });
  // A connection that is closed for being idle while a request is on its way looks like a death.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address !== 'string') {
      process.stdout.write(`port ${address.port}\n`);
    }
  });
}

const orders = createInterface(process.stdin);
orders.on('line', (line) => {
  clock.offset = Number(line);
  open().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
orders.on('close', () => process.exit(0));
process.stdout.write('loaded\n');
