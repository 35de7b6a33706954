import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The name in the URLs. */
  readonly host: string;
  /** PEM; TLS when given. */
  readonly certificate?: { readonly key: string; readonly cert: string } | undefined;
}

export interface Listening {
  /** Where clients find it: scheme, host and port. */
  readonly origin: string;
  /** What answers from now on; until then the answer is 503. */
  readonly answer: (answer: Answer) => void;
  readonly close: () => Promise<void>;
}

type Answer = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** Names of this machine that nobody else can reach, listened to by IPv4 and IPv6. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Listens before there is an answer, because the answer has to know the port. Rejects with the error
 * of the system, such as `EADDRINUSE`, which tells the `port`.
 */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { host, certificate } = options;
  let answer: Answer = () => new Response('Starting…', { status: 503 });
  const create = (): Server =>
    createAdaptorServer({
      fetch: (request, env) => answer(request, env as HttpBindings),
      overrideGlobalObjects: false,
      ...(certificate === undefined
        ? { createServer: createPlain }
        : { createServer: createSecure, serverOptions: certificate }),
    }) as Server;
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closed));
  };
  let { port } = options;
  try {
    for (const address of LOOPBACK.includes(host) ? ['127.0.0.1', '::1'] : [undefined]) {
      const server = create();
      const given = await opened(server, port, address);
      if (given === null) continue;
      servers.push(server);
      port = given;
    }
  } catch (error) {
    await close();
    // The port that was free on one address is not on the other: take another one.
    if (options.port === 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      return listen(options);
    }
    throw error;
  }
  const scheme = certificate === undefined ? 'http' : 'https';
  return { origin: `${scheme}://${host}:${port}`, answer: (next) => void (answer = next), close };
}

/** The port, or null where this machine does not have the address (no IPv6, say). */
function opened(server: Server, port: number, address: string | undefined): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(null);
      else reject(error);
    });
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
