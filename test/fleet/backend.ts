import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedStoreOptions } from '../../src/node/embedded-store.js';
import type { PostgresStoreOptions } from '../../src/node/postgres-store.js';
import type { GatewaySettings } from './gateways.js';

export type StoreConfig =
  | ({ readonly kind: 'embedded' } & EmbeddedStoreOptions)
  | ({ readonly kind: 'postgres' } & Pick<PostgresStoreOptions, 'connectionString'>);

/** What a backend process is started with. */
export interface BackendConfig {
  readonly store: StoreConfig;
  readonly gateways: GatewaySettings;
  readonly publicUrl: string;
  readonly clientKey: string;
  /** Where it writes what its merchant was told. */
  readonly noticesFile: string;
}

/** A backend process. */
export interface Backend {
  /** Has it open its store at this offset of the clock; its port once it serves, null if it died. */
  readonly open: (offset: number) => Promise<number | null>;
  /** SIGKILL; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

const WORKER = fileURLToPath(new URL('../node/workers/checkout-backend.ts', import.meta.url));

/** Starts a process that loads its code and waits. */
export function startBackend(config: BackendConfig): Backend {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, JSON.stringify(config)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  // Writing to one that was killed.
  child.stdin.on('error', () => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async open(offset) {
      await lines.next();
      child.stdin.write(`${offset}\n`);
      const said = await lines.next();
      if (said.done === true) return null;
      return Number(said.value.replace('port ', ''));
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
