import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { consoleLog } from 'hpp-checkout/node';
import type { CheckoutOptions, Log } from 'hpp-checkout/server';
import { merchantServer } from './merchant-server.js';
import { createProviders, type Providers } from './providers.js';
import { backendFaults, orderScenario, plainOrder, sandboxControls } from './scenario-routes.js';
import { shopSite } from './site.js';

export interface DemoOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly sandboxPort: number;
  /** The name under which browsers reach the sandboxes; another site than the shop's in tests. */
  readonly sandboxHost?: string;
  readonly log?: Log;
  /** Replaces what the merchant's server would take itself. */
  readonly checkout?: Partial<CheckoutOptions>;
  /** Adds routes to the shop's origin. */
  readonly extend?: (site: Hono<DemoEnv>) => void;
}

export interface DemoEnv {
  Bindings: HttpBindings;
}

type Merchant = ReturnType<typeof merchantServer>;

export interface Demo {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly providers: Providers;
  /** The shop as it is, and the same shop with fifty methods. */
  readonly merchants: { readonly few: Merchant; readonly many: Merchant };
  close(): Promise<void>;
}

/** The shop on one origin, the providers on another. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { log = consoleLog } = options;
  const shop = await open(options.port, 'localhost');
  const sandbox = await open(options.sandboxPort, options.sandboxHost ?? 'localhost');
  const providers = await createProviders(sandbox.url, shop.url);
  sandbox.answer((request) => providers.fetch(request));

  const given = { log, ...options.checkout };
  const few = merchantServer(shop.url, providers.settings.few, given);
  const many = merchantServer(`${shop.url}/many`, providers.settings.many, given);
  const timer = setInterval(() => void reconcile([few, many], log), RECONCILE_EVERY).unref();
  const site = new Hono<DemoEnv>();
  site.use('/api/checkout/*', backendFaults);
  site.use('/many/api/checkout/*', backendFaults);
  site.use('/orders', orderScenario(few.checkout));
  site.use('/many/orders', orderScenario(many.checkout));
  site.route('/demo', sandboxControls(providers));
  site.use('/static/*', plainOrder(few.app));
  options.extend?.(site);
  site.route('/', few.app);
  site.route('/many', many.app);
  site.route('/', shopSite([sandbox.url]));
  shop.answer((request, env) => site.fetch(request, env));

  return {
    url: shop.url,
    sandboxUrl: sandbox.url,
    providers,
    merchants: { few, many },
    close: async () => {
      clearInterval(timer);
      await Promise.all([shop.close(), sandbox.close()]);
    },
  };
}

/** Milliseconds. A merchant's server does the same, or calls it from cron. */
const RECONCILE_EVERY = 30_000;

async function reconcile(merchants: readonly Merchant[], log: Log): Promise<void> {
  for (const { checkout } of merchants) {
    try {
      await checkout.reconcile({ limit: 50 });
    } catch (error) {
      log.error('Reconciling failed; it is tried again.', { error });
    }
  }
}

type Answer = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** Listens before there is an answer, because the answer has to know the port. */
async function open(port: number, hostname: string) {
  let answer: Answer = () => new Response('Starting…', { status: 503 });
  const server = createAdaptorServer({
    fetch: (request, env) => answer(request, env as HttpBindings),
    overrideGlobalObjects: false,
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, resolve);
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${given}`,
    answer: (next: Answer): void => void (answer = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
