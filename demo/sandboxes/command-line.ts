import { parseArgs } from 'node:util';
import { SANDBOXES, type AloneOptions } from './alone.js';

/** An option that is none, or has no such value; the message names the remedy. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

export const USAGE = `npm run sandbox -- [options]

  --port 5174        where all sandboxes are, each under its name
  --own-port 5181    the first of five ports, one sandbox at the root of each; --port + 7 otherwise
  --host localhost   the name in the URLs; one that is not this machine alone opens it to others
  --tls              https, with a certificate made for this start
  --help             this text

A port of 0 takes free ones.`;

const COUNT = Object.keys(SANDBOXES).length;
/** What servers listen to, and no client can ask for. */
const EVERYWHERE = ['0.0.0.0', '[::]'];
/** From the shared port to the first own one, as in the defaults. */
const DISTANCE = 7;

/** What the command was given; null when it was asked for help. Throws a `UsageError`. */
export function readCommandLine(args: readonly string[]): AloneOptions | null {
  const values = parsed(args);
  if (values.help) return null;
  const port = portOf('--port', values.port ?? '5174', 0);
  const own = values['own-port'] ?? String(port === 0 ? 0 : port + DISTANCE);
  const ownPort = portOf('--own-port', own, COUNT - 1);
  if (port !== 0 && port >= ownPort && port < ownPort + COUNT) {
    throw new UsageError(`--port ${port} is one of the ${COUNT} from --own-port ${ownPort} on.`);
  }
  const host = values.host ?? 'localhost';
  if (EVERYWHERE.includes(host)) {
    throw new UsageError(
      `--host ${host} is no address: give the name by which clients reach this.`,
    );
  }
  if (!URL.canParse(`http://${host}:1/`) || new URL(`http://${host}:1/`).host !== `${host}:1`) {
    throw new UsageError(`--host ${host}: give a name or an address alone, in lower case.`);
  }
  return { port, ownPort, host, tls: values.tls ?? false };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'own-port': { type: 'string' },
        host: { type: 'string' },
        tls: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\n\n${USAGE}`, { cause: error });
  }
}

/** `room`: how many ports above it are taken too. */
function portOf(option: string, text: string, room: number): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port + room <= 65_535) return port;
  throw new UsageError(`${option} ${text}: give a number from 0 to ${65_535 - room}.`);
}
