/** What `npm run sandbox` runs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startAlone, type Alone } from './alone.js';
import { readCommandLine, USAGE, UsageError } from './command-line.js';

const CACHE = new URL('../../.cache/', import.meta.url);

/** Base URLs and credentials, to be copied from. */
function describe({ sandboxes }: Alone): string {
  return sandboxes
    .map(({ sandbox, baseUrls }) => {
      const credentials = Object.entries(sandbox.credentials).map(
        ([name, value]) =>
          `  ${name.padEnd(22)}${value.trim().replaceAll('\n', `\n${' '.repeat(24)}`)}`,
      );
      return [sandbox.name, ...baseUrls.map((url) => `  ${url}`), ...credentials].join('\n');
    })
    .join('\n\n');
}

/** Where clients find what they have to trust. Only certificates are written, never a key. */
async function writeAuthority(authority: string, port: number): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const file = fileURLToPath(new URL(`sandbox-${port}.pem`, CACHE));
  await writeFile(file, authority);
  return file;
}

function remedyOf(error: unknown): string | null {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof Error) || !('code' in error) || !('port' in error)) return null;
  const ways = 'choose others with --port and --own-port.';
  if (error.code === 'EADDRINUSE')
    return `Port ${String(error.port)} is taken: free it, or ${ways}`;
  if (error.code === 'EACCES') return `Port ${String(error.port)} needs more rights: ${ways}`;
  return null;
}

async function run(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  if (options === null) {
    console.log(USAGE);
    return;
  }
  const alone = await startAlone(options);
  const stop = (): void => void alone.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`Fakes of payment providers: no money moves.\n\n${describe(alone)}\n`);
  if (alone.authority !== null) {
    const { port } = new URL(alone.sandboxes[0]?.baseUrls[0] ?? '');
    const file = await writeAuthority(alone.authority, Number(port));
    console.log(`Certificate to trust: ${file}\n  Node: NODE_EXTRA_CA_CERTS=${file}`);
  }
  console.log('Stop with Ctrl+C.');
}

try {
  await run();
} catch (error) {
  const remedy = remedyOf(error);
  if (remedy === null) throw error;
  console.error(remedy);
  process.exitCode = 1;
}
