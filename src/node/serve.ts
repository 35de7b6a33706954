import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Checkout, Log } from '../server/index.js';
import type { Background } from './background.js';
import { consoleLog } from './console-log.js';
import { toNodeListener } from './listener.js';
import { startReconciling } from './reconcile-timer.js';

export interface ServeOptions {
  /** Default 3000; 0 takes a free one. */
  readonly port?: number;
  /** Default: every interface. */
  readonly hostname?: string;
  /** Milliseconds between two runs of `checkout.reconcile`. Default 30 000. */
  readonly reconcileEvery?: number;
  /** Sessions per run. Default 50. */
  readonly reconcileLimit?: number;
  /** The one whose `waitUntil` the checkout was made with: `close` waits for it. */
  readonly background?: Background;
  /** Milliseconds that `close` gives to requests under way. Default 10 000. */
  readonly closeTimeout?: number;
  /** Default `consoleLog`. */
  readonly log?: Log;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no new request, then waits for what is under way. Safe to call twice. */
  close(): Promise<void>;
}

/** A client that sends this slowly is none of ours. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Serves the checkout and reconciles on a timer. Resolves once it listens; rejects when it cannot
 * (port taken, say).
 */
export async function serve(
  checkout: Pick<Checkout, 'fetch' | 'reconcile'>,
  options: ServeOptions = {},
): Promise<RunningServer> {
  const { log = consoleLog, background, closeTimeout = 10_000 } = options;
  const listener = toNodeListener(checkout);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  const { port } = await listening(server, options.port ?? 3000, options.hostname);
  const stopReconciling = startReconciling(checkout, {
    every: options.reconcileEvery ?? 30_000,
    limit: options.reconcileLimit ?? 50,
    log,
  });
  log.info('The checkout is listening.', { port });

  async function shutDown(): Promise<void> {
    await Promise.all([stopReconciling(), closed(server, closeTimeout)]);
    await background?.settled();
  }
  let closing: Promise<void> | undefined;
  return { port, close: () => (closing ??= shutDown()) };
}

function listening(server: Server, port: number, hostname?: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: hostname }, () => {
      server.off('error', reject);
      const address = server.address();
      // Null or a path only for pipes and closed servers.
      if (address === null || typeof address === 'string') reject(new Error('No TCP address.'));
      else resolve(address);
    });
  });
}

/** Idle connections end at once, busy ones after their answer or when the time is up. */
function closed(server: Server, timeout: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), timeout);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
  });
}
