import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { z } from 'zod';
import { sandboxHandler } from '../../demo/sandboxes/server.js';
import { ACCOUNTS, type Account } from './accounts.js';
import type { Book } from './books.js';
import type { GatewaySettings } from './gateways.js';

export type Provider = Omit<Account<unknown>, 'options'>;

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

/** The sandboxes, served over HTTP: they outlive every backend. */
export async function openProviders(options: ProvidersOptions): Promise<Providers> {
  const door = await openDoor();
  const { origin } = door;
  const accounts = await openAccounts(origin, options);
  const all: readonly Provider[] = Object.values(accounts);
  door.answer(sandboxHandler(all.map(({ sandbox }) => sandbox)));
  const { ottu, finrelay, optty, postpay, paymentoptions } = accounts;
  return {
    all,
    settings: {
      ottu: ottu.options,
      finrelay: finrelay.options,
      optty: optty.options,
      postpay: postpay.options,
      paymentoptions: paymentoptions.options,
    },
    behind: ({ pathname }) => {
      const found = all.find(({ sandbox }) => pathname.startsWith(`/${sandbox.name}/`));
      if (!found) throw new Error(`No provider has a page at ${pathname}`);
      return found;
    },
    books: async () => (await Promise.all(all.map((one) => booksOf(origin, one)))).flat(),
    busy: door.busy,
    nextRequest: door.nextRequest,
    idle: async () => {
      await Promise.all(all.map(({ sandbox }) => sandbox.idle()));
    },
    close: door.close,
  };
}

async function openAccounts(origin: string, { publicUrl, now, deliver }: ProvidersOptions) {
  const place = (code: keyof GatewaySettings) => ({
    ...{ now, deliver },
    baseUrl: `${origin}/${code}`,
    webhookToken: SECRET,
    webhookUrl: `${publicUrl}/webhooks/${code}/${SECRET}`,
  });
  return {
    ottu: await ACCOUNTS.ottu(place('ottu')),
    finrelay: await ACCOUNTS.finrelay(place('finrelay')),
    optty: await ACCOUNTS.optty(place('optty')),
    postpay: await ACCOUNTS.postpay(place('postpay')),
    paymentoptions: await ACCOUNTS.paymentoptions(place('paymentoptions')),
  };
}

/** A port on this machine whose requests are counted. */
async function openDoor() {
  let answer = (_: Request): Promise<Response> =>
    Promise.resolve(new Response(null, { status: 503 }));
  let busy = 0;
  const waiting: (() => void)[] = [];
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      busy += 1;
      for (const go of waiting.splice(0)) go();
      try {
        return await answer(request);
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
  // As in the backends: an idle connection is not a fault of a provider.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    answer: (handle: typeof answer): void => {
      answer = handle;
    },
    busy: () => busy,
    nextRequest: () => new Promise<void>((resolve) => waiting.push(resolve)),
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
