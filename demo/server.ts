import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { consoleLog, serve } from 'hpp-checkout/node';
import type { Checkout, CheckoutOptions, Log } from 'hpp-checkout/server';
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

type Limit = Parameters<Checkout['reconcile']>[0];
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
  const shop = await open(options.port, 'localhost', log);
  const sandbox = await open(options.sandboxPort, options.sandboxHost ?? 'localhost', log);
  const providers = await createProviders(sandbox.url, shop.url);
  sandbox.answer((request) => providers.fetch(request));

  const given = { log, ...options.checkout };
  const few = merchantServer(shop.url, providers.settings.few, given);
  const many = merchantServer(`${shop.url}/many`, providers.settings.many, given);
  shop.reconcile = async (limit) => {
    const runs = await Promise.all([few, many].map(({ checkout }) => checkout.reconcile(limit)));
    return { checked: runs.reduce((sum, { checked }) => sum + checked, 0) };
  };
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
      await Promise.all([shop.close(), sandbox.close()]);
    },
  };
}

type Answer = (request: Request, env?: HttpBindings) => Response | Promise<Response>;

/** Listens before there is an answer, because the answer has to know the port. */
async function open(port: number, hostname: string, log: Log) {
  let answer: Answer = () => new Response('Starting…', { status: 503 });
  const origin = {
    url: '',
    reconcile: (_: Limit): Promise<{ checked: number }> => Promise.resolve({ checked: 0 }),
    answer: (next: Answer): void => void (answer = next),
    close: () => server.close(),
  };
  const server = await serve(
    {
      // The Node adapter passes the socket along.
      fetch: async (request, env?: HttpBindings) => answer(request, env),
      reconcile: (limit) => origin.reconcile(limit),
    },
    { port, hostname, log, closeTimeout: 500 },
  );
  origin.url = `http://${hostname}:${server.port}`;
  return origin;
}
