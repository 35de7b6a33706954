import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Running {
  readonly port: number;
  /** What it said until it was ready. */
  readonly said: readonly string[];
  /** Ends it as Ctrl+C does, and waits for the end. */
  stop(): Promise<void>;
}

/** `npm start`, with its payments in a folder of the caller's. */
export async function start(folder: string, port: number): Promise<Running> {
  const { demo, ended } = launch(folder, port);
  const said: string[] = [];
  for await (const line of createInterface(demo.stdout)) {
    said.push(line);
    if (line.startsWith('Stop with')) break;
  }
  demo.stdout.resume();
  const stop = async (): Promise<void> => {
    demo.kill('SIGTERM');
    await ended;
  };
  return { port, said, stop };
}

/** `npm start` where it cannot: what it answers to the shell, and what it complains about. */
export async function failedStart(folder: string, port: number) {
  const { demo, ended } = launch(folder, port);
  let complaint = '';
  demo.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  const [code] = await ended;
  return { code, complaint };
}

function launch(folder: string, port: number) {
  const demo = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demo.stderr.pipe(process.stderr);
  return { demo, ended: once(demo, 'close') as Promise<[number | null]> };
}

/** A port of which the next one is free, too: the sandboxes take that. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await listen(0);
    if (port !== null && (await listen(port + 1)) !== null) return port;
  }
}

/** Listens for a moment: the port that it got, or null when that one is taken. */
function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, 'localhost', () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });
}
