import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { consoleLog } from 'hpp-checkout/node';
import type { CheckoutOptions, Log } from 'hpp-checkout/server';
import { memoryStore } from 'hpp-checkout/server/memory';
import { invoices } from './invoice.js';
import { listen } from './listen.js';
import { operatorSite } from './operator/routes.js';
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

type Merchant = Awaited<ReturnType<typeof merchantServer>>;

export interface Demo {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly providers: Providers;
  /** The shop as it is, and the same shop with fifty methods. */
  readonly merchants: { readonly few: Merchant; readonly many: Merchant };
  close(): Promise<void>;
}

/**
 * The shop on one origin, the providers on another.
 * @throws {StoreError} `folder_locked` when another process keeps its payments in the same folder
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const shop = await listen({ port: options.port, host: 'localhost' });
  const { sandboxPort, sandboxHost = 'localhost' } = options;
  const sandbox = await listen({ port: sandboxPort, host: sandboxHost });
  const closePorts = () => Promise.all([shop.close(), sandbox.close()]);
  try {
    const { log = consoleLog } = options;
    const providers = await createProviders(sandbox.origin, shop.origin);
    sandbox.answer((request) => providers.fetch(request));
    const merchants = await openMerchants(shop.origin, providers, { log, ...options.checkout });
    const both = [merchants.few, merchants.many];
    const timer = setInterval(() => void reconcile(both, log), RECONCILE_EVERY).unref();
    const site = createSite(shop.origin, merchants, providers, options.extend);
    site.route('/', shopSite([sandbox.origin]));
    shop.answer((request, env) => site.fetch(request, env));
    const close = async () => {
      clearInterval(timer);
      await closePorts();
      await Promise.all(both.map((merchant) => merchant.close()));
    };
    return { url: shop.origin, sandboxUrl: sandbox.origin, providers, merchants, close };
  } catch (error) {
    await closePorts();
    throw error;
  }
}

/** The shop with fifty methods is there to be looked at: it keeps nothing. */
async function openMerchants(
  url: string,
  { accounts }: Providers,
  given: Partial<CheckoutOptions>,
) {
  const few = await merchantServer(url, accounts.few, given);
  const passing = { ...given, store: memoryStore() };
  return { few, many: await merchantServer(`${url}/many`, accounts.many, passing) };
}

function createSite(
  url: string,
  { few, many }: Demo['merchants'],
  providers: Providers,
  extend: DemoOptions['extend'],
): Hono<DemoEnv> {
  const site = new Hono<DemoEnv>();
  site.use('/api/checkout/*', backendFaults);
  site.use('/many/api/checkout/*', backendFaults);
  site.use('/orders', orderScenario(few.checkout, url));
  site.use('/many/orders', orderScenario(many.checkout, url));
  site.route('/demo', sandboxControls(providers));
  site.use('/static/*', plainOrder(few.app));
  site.route('/operator', operatorSite(few.checkout.sessions, url));
  site.route('/invoices', invoices(few.checkout));
  site.route('/many/invoices', invoices(many.checkout));
  extend?.(site);
  site.route('/', few.app);
  site.route('/many', many.app);
  return site;
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
