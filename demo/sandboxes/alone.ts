import { listen, type Listening } from '../listen.js';
import { createCertificate } from './certificate.js';
import { finrelaySandbox } from './finrelay/sandbox.js';
import { opttySandbox } from './optty/sandbox.js';
import { ottuSandbox } from './ottu/sandbox.js';
import { paymentOptionsSandbox } from './paymentoptions/sandbox.js';
import { postpaySandbox } from './postpay/sandbox.js';
import type { Sandbox } from './sandbox.js';
import { rootHandler, sandboxHandler } from './server.js';

type MakeSandbox = (options: { readonly baseUrl: string }) => Sandbox | Promise<Sandbox>;

/** In the order of their own ports. */
export const SANDBOXES = {
  optty: opttySandbox,
  finrelay: finrelaySandbox,
  paymentoptions: paymentOptionsSandbox,
  ottu: ottuSandbox,
  postpay: postpaySandbox,
} as const satisfies Readonly<Record<string, MakeSandbox>>;

export interface AloneOptions {
  /** Where all of them are, each under its name; 0 takes a free one. */
  readonly port: number;
  /** The first of five ports, one sandbox at the root of each; 0 takes free ones. */
  readonly ownPort: number;
  /** The name in the URLs. A loopback name keeps the sandboxes to this machine. */
  readonly host: string;
  readonly tls: boolean;
}

export interface Alone {
  readonly sandboxes: readonly {
    readonly sandbox: Sandbox;
    /** Base URLs of the same payments: under the provider's name, and at the root of its own port. */
    readonly baseUrls: readonly [string, string];
  }[];
  /** PEM of what clients have to trust; null without TLS. */
  readonly authority: string | null;
  readonly close: () => Promise<void>;
}

/** The five sandboxes without the shop, for any client of these providers. Rejects as `listen` does. */
export async function startAlone(options: AloneOptions): Promise<Alone> {
  const { host, ownPort } = options;
  const certificate = options.tls ? await createCertificate(host) : undefined;
  const opened: Listening[] = [];
  const open = async (port: number): Promise<Listening> => {
    const listening = await listen({ port, host, certificate });
    opened.push(listening);
    return listening;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((each) => each.close()));
  };
  try {
    const shared = await open(options.port);
    const sandboxes: Alone['sandboxes'][number][] = [];
    for (const [n, [name, make]] of Object.entries(SANDBOXES).entries()) {
      const own = await open(ownPort === 0 ? 0 : ownPort + n);
      const baseUrl = `${shared.origin}/${name}`;
      const sandbox: Sandbox = await make({ baseUrl });
      own.answer(rootHandler(sandbox, own.origin));
      sandboxes.push({ sandbox, baseUrls: [baseUrl, own.origin] });
    }
    shared.answer(sandboxHandler(sandboxes.map(({ sandbox }) => sandbox)));
    return { sandboxes, authority: certificate?.authority ?? null, close };
  } catch (error) {
    await close();
    throw error;
  }
}
