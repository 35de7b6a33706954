import { startDemo } from './server.js';

const port = Number(process.env['PORT'] ?? 5173);
if (!Number.isInteger(port) || port < 1 || port > 65_534) {
  console.error(`PORT is "${process.env['PORT'] ?? ''}": set it to a number from 1 to 65534.`);
  process.exit(1);
}

try {
  const demo = await startDemo({ port, sandboxPort: port + 1 });
  console.log(`Shop:      ${demo.url}/`);
  for (const name of demo.providers.names) console.log(`Sandbox:   ${demo.sandboxUrl}/${name}`);
  console.log('Stop with Ctrl+C.');
  const stop = (): void => void demo.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} or ${port + 1} is taken: free both or set PORT to another number.`);
  process.exit(1);
}
