import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SANDBOXES } from '../../../demo/sandboxes/alone.js';
import { readCommandLine, UsageError } from '../../../demo/sandboxes/command-line.js';
import { read } from '../../docs/markdown.js';
import { createEach, type Address, type Credentials, type Made } from './alone-client.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const NAMES = Object.keys(SANDBOXES);

interface Running {
  readonly said: string;
  readonly addresses: readonly Address[];
  readonly credentials: Credentials;
  readonly stop: () => Promise<unknown>;
}

const command = (args: readonly string[]) =>
  spawn(process.execPath, ['scripts/sandbox.mjs', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs the command until it says that it can be stopped, and reads what it printed. */
async function start(...args: readonly string[]): Promise<Running> {
  const child = command(args);
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('Stop with')) break;
  }
  const addresses: Address[] = [];
  const credentials: Record<string, Record<string, string>> = {};
  let name = '';
  for (const line of lines) {
    if (NAMES.includes(line)) name = line;
    const baseUrl = /^ {2}(https?:\S+)$/.exec(line)?.[1];
    if (baseUrl !== undefined) addresses.push({ name, baseUrl });
    const [, key, value] = /^ {2}(\w+) {2,}(\S+)$/.exec(line) ?? [];
    if (key !== undefined) credentials[name] = { ...credentials[name], [key]: value ?? '' };
  }
  const stop = async (): Promise<unknown> => {
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  };
  return { said: lines.join('\n'), addresses, credentials, stop };
}

/** The certificate is only trusted by a process that was started with it. */
async function createTrusting({ said, addresses, credentials }: Running) {
  const [, certificate = ''] = /^Certificate to trust: (\S+)$/m.exec(said) ?? [];
  const client = fileURLToPath(new URL('./alone-client.ts', import.meta.url));
  const args = ['--import', 'tsx', client, JSON.stringify(addresses), JSON.stringify(credentials)];
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return JSON.parse(stdout) as readonly Made[];
}

for (const tls of [false, true]) {
  describe(`npm run sandbox${tls ? ' -- --tls' : ''}`, () => {
    let running: Running;
    let made: readonly Made[];
    before(async () => {
      running = await start('--port', '0', ...(tls ? ['--tls'] : []));
      const { addresses, credentials } = running;
      made = tls ? await createTrusting(running) : await createEach(addresses, credentials);
    });
    after(() => running.stop());

    it('prints two base URLs for each provider: under its name, and at a root', () => {
      for (const name of NAMES) {
        const urls = running.addresses.filter((each) => each.name === name);
        assert.equal(urls.length, 2, name);
        const [shared, own] = urls.map(({ baseUrl }) => new URL(baseUrl));
        assert.deepEqual([shared?.pathname, own?.pathname], [`/${name}`, '/']);
        assert.notEqual(shared?.port, own?.port);
        assert.equal(shared?.protocol, tls ? 'https:' : 'http:');
      }
    });

    it('takes a payment at each of them, and sends the shopper to the same address', () => {
      for (const [n, { name, baseUrl }] of running.addresses.entries()) {
        const { page = '', status, styles = '' } = made[n] ?? {};
        assert.ok(page.startsWith(`${baseUrl}/`), `${name} at ${baseUrl}: ${page}`);
        assert.equal(status, 200, page);
        assert.equal(styles, `${baseUrl}/static/sandbox.css`);
      }
    });
  });
}

describe('npm run sandbox', () => {
  let running: Running;
  before(async () => {
    running = await start('--port', '0');
  });

  it('keeps the same payments at both addresses of a provider', async () => {
    const { addresses, credentials } = running;
    const made = await createEach(addresses, credentials);
    for (const [n, { name, baseUrl }] of addresses.entries()) {
      const other = addresses.find((each) => each.name === name && each.baseUrl !== baseUrl);
      const elsewhere = (made[n]?.page ?? '').replace(baseUrl, other?.baseUrl ?? '');
      assert.equal((await fetch(elsewhere)).status, 200, elsewhere);
    }
  });

  it('shows the credentials of a provider to whoever opens its root', async () => {
    for (const { name, baseUrl } of running.addresses) {
      const text = await (await fetch(`${baseUrl}/`)).text();
      assert.ok(text.includes(`<code>${baseUrl}</code>`), baseUrl);
      for (const secret of Object.values(running.credentials[name] ?? {})) {
        assert.ok(text.includes(secret), `${name}: ${secret}`);
      }
    }
  });

  it('has all of its credentials in the README', () => {
    const readme = read('demo/sandboxes/README.md');
    for (const [name, secrets] of Object.entries(running.credentials)) {
      for (const secret of Object.values(secrets)) {
        assert.ok(readme.includes(secret), `${name}: ${secret}`);
      }
    }
  });

  it('stops when told to, without complaint', async () => {
    assert.equal(await running.stop(), 0);
    await assert.rejects(fetch(running.addresses[0]?.baseUrl ?? ''));
  });

  it('names the port that is taken, and the way out', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const child = command(['--port', String(port), '--own-port', '0']);
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint += String(chunk)));
    assert.deepEqual(await once(child, 'close'), [1, null]);
    taken.close();
    const remedy = 'free it, or choose others with --port and --own-port.';
    assert.equal(complaint, `Port ${port} is taken: ${remedy}\n`);
  });
});

describe('the command line of the sandboxes', () => {
  it('has the defaults of the README', () => {
    const defaults = { port: 5174, ownPort: 5181, host: 'localhost', tls: false };
    assert.deepEqual(readCommandLine([]), defaults);
    const readme = read('demo/sandboxes/README.md');
    for (const [n, name] of NAMES.entries()) {
      const [row = ''] = readme.split('\n').filter((line) => line.startsWith(`| ${name} `));
      assert.ok(row.includes(`\`http://localhost:5174/${name}\``), name);
      assert.ok(row.includes(`\`http://localhost:${5181 + n}\``), name);
    }
  });

  it('moves the own ports along with the shared one, unless told where they are', () => {
    assert.equal(readCommandLine(['--port', '6000'])?.ownPort, 6007);
    assert.equal(readCommandLine(['--port', '6000', '--own-port', '7001'])?.ownPort, 7001);
    assert.equal(readCommandLine(['--help']), null);
  });

  it('refuses what cannot be, and says why', () => {
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [['--port', 'http'], /--port http: give a number from 0 to 65535/],
      [['--own-port', '65533'], /--own-port 65533: give a number from 0 to 65531/],
      [['--port', '6003', '--own-port', '6000'], /--port 6003 is one of the 5/],
      [['--host', '0.0.0.0'], /--host 0\.0\.0\.0 is no address/],
      [['--host', 'http://shop'], /--host http:\/\/shop: give a name/],
      [['--tsl'], /'--tsl'[^]*npm run sandbox/],
    ];
    for (const [args, message] of refused) {
      assert.throws(
        () => readCommandLine(args),
        (error) => error instanceof UsageError && message.test(error.message),
        args.join(' '),
      );
    }
  });
});
