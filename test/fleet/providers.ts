import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { z } from 'zod';
import { finrelaySandbox } from '../../demo/sandboxes/finrelay/sandbox.js';
import { ottuSandbox } from '../../demo/sandboxes/ottu/sandbox.js';
import { sandboxHandler } from '../../demo/sandboxes/server.js';
import type { Sandbox } from '../../demo/sandboxes/sandbox.js';
import { finrelayBook, ottuBook, type Book, type ReadBook } from './books.js';
import type { GatewaySettings } from './gateways.js';

/** A provider as the shopper's hand and the auditor meet it. */
export interface Provider {
  readonly sandbox: Sandbox;
  /** Nobody can ask it, so a webhook that was not taken has to be sent again. */
  readonly sendsAgain: boolean;
  /** Which payment, and which method of it, a link leads to. */
  readonly paymentOf: (link: URL) => { readonly payment: string; readonly method?: string };
  readonly read: ReadBook;
}

export interface Providers {
  readonly all: readonly Provider[];
  /** What a merchant would write into the options of the gateways. */
  readonly settings: GatewaySettings;
  /** The provider whose page this is. */
  readonly behind: (link: URL) => Provider;
  readonly books: () => Promise<readonly Book[]>;
  /** Requests of the backends that are being answered now. */
  readonly busy: () => number;
  /** Resolves when a backend asks for something. */
  readonly nextRequest: () => Promise<void>;
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ProvidersOptions {
  readonly publicUrl: string;
  readonly now: () => number;
  /** How webhooks reach the backends. */
  readonly deliver: (request: Request) => Promise<Response>;
}

const SECRET = 'secret-of-the-webhook-address-0123456789';
const OTTU_CODES = ['knet', 'credit-card', 'apple-pay', 'tabby'];

/** The last parts of a path. */
const partsOf = ({ pathname }: URL): string[] => pathname.split('/').slice(-2);

/** The sandboxes, served over HTTP: they outlive every backend. */
export async function openProviders(options: ProvidersOptions): Promise<Providers> {
  const { publicUrl, now, deliver } = options;
  const front: { handle: (request: Request) => Promise<Response> } = {
    handle: () => Promise.resolve(new Response(null, { status: 503 })),
  };
  let busy = 0;
  const waiting: (() => void)[] = [];
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      busy += 1;
      for (const go of waiting.splice(0)) go();
      try {
        return await front.handle(request);
      } catch {
        // A sandbox that was told to break the connection.
        outgoing.destroy();
        return new Response(null, { status: 502 });
      } finally {
        busy -= 1;
      }
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  const origin = `http://127.0.0.1:${address.port}`;
  const shared = { now, deliver };
  const ottu = ottuSandbox({
    ...shared,
    baseUrl: `${origin}/ottu`,
    // So that there are authorizations to be released, too.
    settings: { operations: { tabby: 'authorize' } },
  });
  const finrelay = await finrelaySandbox({
    ...shared,
    baseUrl: `${origin}/finrelay`,
    settings: { webhook_url: `${publicUrl}/webhooks/finrelay/${SECRET}` },
  });
  const all: readonly Provider[] = [
    {
      sandbox: ottu,
      sendsAgain: false,
      paymentOf: (link) => {
        const [payment = '', method = ''] = partsOf(link);
        return { payment, method };
      },
      read: ottuBook,
    },
    {
      sandbox: finrelay,
      sendsAgain: true,
      paymentOf: (link) => ({ payment: partsOf(link)[1] ?? '' }),
      read: finrelayBook,
    },
  ];
  front.handle = sandboxHandler(all.map(({ sandbox }) => sandbox));
  return {
    all,
    settings: {
      ottu: {
        baseUrl: `${origin}/ottu`,
        apiKey: ottu.credentials.api_key,
        webhookKey: ottu.credentials.hmac_key,
        pgCodes: OTTU_CODES,
      },
      finrelay: {
        baseUrl: `${origin}/finrelay`,
        username: finrelay.credentials.username,
        password: finrelay.credentials.password,
        apiKey: finrelay.credentials.x_api_key,
        terminalId: finrelay.credentials.terminal_id,
        webhookToken: SECRET,
        webhookKeys: finrelay.credentials.public_key_pem,
        method: { name: 'Card (Finrelay)' },
      },
    },
    behind: ({ pathname }) => {
      const found = all.find(({ sandbox }) => pathname.startsWith(`/${sandbox.name}/`));
      if (!found) throw new Error(`No provider has a page at ${pathname}`);
      return found;
    },
    books: async () => (await Promise.all(all.map((one) => booksOf(origin, one)))).flat(),
    busy: () => busy,
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    idle: async () => {
      await Promise.all(all.map(({ sandbox }) => sandbox.idle()));
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const Control = z.object({ payments: z.array(z.unknown()) });

async function booksOf(origin: string, { sandbox, read }: Provider): Promise<Book[]> {
  const response = await sandbox.fetch(new Request(`${origin}/${sandbox.name}/_control`));
  const { payments } = Control.parse(await response.json());
  return payments.map((payment) => ({ gateway: sandbox.name, ...read(payment) }));
}
