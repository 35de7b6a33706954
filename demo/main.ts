import { embeddedStore, StoreError } from 'hpp-checkout/node/embedded';
import { startDemo } from './server.js';

const port = Number(process.env['PORT'] ?? 5173);
if (!Number.isInteger(port) || port < 1 || port > 65_534) {
  console.error(`PORT is "${process.env['PORT'] ?? ''}": set it to a number from 1 to 65534.`);
  process.exit(1);
}

/** `DATA` names another folder for the payments than that of the merchant's server. */
const folder = process.env['DATA'];

try {
  const store = folder === undefined ? {} : { store: await embeddedStore({ folder }) };
  const demo = await startDemo({ port, sandboxPort: port + 1, checkout: store });
  console.log(`Shop:      ${demo.url}/`);
  console.log(`Operator:  ${demo.url}/operator`);
  for (const name of demo.providers.names) console.log(`Sandbox:   ${demo.sandboxUrl}/${name}`);
  console.log('Stop with Ctrl+C.');
  const stop = (): void => void demo.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  const remedy = remedyOf(error);
  if (remedy === null) throw error;
  console.error(remedy);
  process.exit(1);
}

function remedyOf(error: unknown): string | null {
  if (error instanceof StoreError) return `${error.message} Or set DATA to another folder.`;
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return null;
  return `Port ${port} or ${port + 1} is taken: free both or set PORT to another number.`;
}
