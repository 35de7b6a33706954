import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { embeddedStore } from '../../src/node/embedded-store.js';
import { commitBy, sessionRecord } from '../support/session-record.js';
import { storeConformance } from '../suites/store-conformance.js';

const home = mkdtempSync(join(tmpdir(), 'hpp-embedded-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** Making a database takes seconds, so most tests share one and have a schema of their own. */
const shared = join(home, 'shared');
let schemas = 0;

storeConformance('embedded', async () => {
  const store = await embeddedStore({ folder: shared, schema: `fresh_${(schemas += 1)}` });
  return { store, close: store.close };
});

interface Writer {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

function startWriter(folder: string, id: string): Writer {
  const worker = fileURLToPath(new URL('workers/embedded-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', worker, folder, id], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

async function kill({ child }: Writer): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** The versions that the writer said are kept, up to `count` of them. */
async function read({ lines }: Writer, count: number): Promise<string[]> {
  const said: string[] = [];
  while (said.length < count) {
    const line = await lines.next();
    if (line.done === true) break;
    said.push(line.value);
  }
  return said;
}

const LOCKED = { name: 'StoreError', code: 'folder_locked', message: /Stop that one first/ };

describe('embedded store', () => {
  it('keeps strings that PostgreSQL has no text for, also after it was closed', async () => {
    const odd = '\u0000 \ud800 \\u0000 \u{1F6D2} "';
    const session = sessionRecord(`id ${odd}`, { metadata: { b: odd, a: '1' } });
    const store = await embeddedStore({ folder: shared });
    await store.insert({ session, events: [], notices: [] });
    await store.close();
    await store.close();
    const again = await embeddedStore({ folder: shared });
    assert.equal(JSON.stringify(await again.load(session.id)), JSON.stringify(session));
    await again.close();
  });

  it('refuses a folder that this process has open, and takes it once it is closed', async () => {
    const store = await embeddedStore({ folder: shared });
    await assert.rejects(embeddedStore({ folder: shared }), LOCKED);
    await store.close();
    await (await embeddedStore({ folder: shared })).close();
  });

  it('refuses a folder that another process has open, both ways', async () => {
    const store = await embeddedStore({ folder: shared });
    const refused = startWriter(shared, 'refused');
    assert.deepEqual(await read(refused, 2), ['folder_locked']);
    await store.close();
    const holder = startWriter(shared, 'holder');
    await read(holder, 1);
    await assert.rejects(embeddedStore({ folder: shared }), LOCKED);
    await kill(holder);
  });

  it('loses nothing that was kept when it is killed over and over', async () => {
    let last = 0;
    for (const more of [1, 40, 7, 90, 23]) {
      const writer = startWriter(shared, 'killed');
      const said = await read(writer, more);
      assert.ok(Number(said[0]) >= Math.max(last, 1), `${said[0]} after ${last}`);
      last = Number(said.at(-1));
      await kill(writer);
    }
    const store = await embeddedStore({ folder: shared });
    const session = await store.load('killed');
    const log = (await store.events('killed')).map(({ data }) => Number(data['writer']));
    assert.ok(session && session.version >= last);
    assert.deepEqual(
      log,
      Array.from({ length: session.version }, (_, i) => i + 1),
    );
    await store.close();
  });

  it('begins anew where making the database was cut off', async () => {
    const folder = join(home, 'cut-off');
    const writer = startWriter(folder, 'cut off');
    const unfinished = join(folder, 'data.unfinished');
    while (!existsSync(join(unfinished, 'PG_VERSION'))) await new Promise(setImmediate);
    await kill(writer);
    assert.ok(!existsSync(join(folder, 'data')));
    const store = await embeddedStore({ folder });
    await store.insert(commitBy('1', sessionRecord('a')));
    assert.ok(!existsSync(unfinished));
    await store.close();
  });

  it('takes over the lock of a process from before a restart once it has been silent', async () => {
    const lock = join(shared, 'lock');
    writeFileSync(lock, JSON.stringify({ pid: 1, place: 'away', began: '1', token: 'old' }));
    await assert.rejects(embeddedStore({ folder: shared }), LOCKED);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    await (await embeddedStore({ folder: shared })).close();
    assert.ok(!existsSync(lock));
  });

  it('names the remedy when the folder cannot be one', async () => {
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    const unusable = { name: 'StoreError', code: 'folder_unusable', message: /check that/ };
    await assert.rejects(embeddedStore({ folder: file }), unusable);
    mkdirSync(join(home, 'strange/data'), { recursive: true });
    writeFileSync(join(home, 'strange/data/PG_VERSION'), '9.1');
    await assert.rejects(embeddedStore({ folder: join(home, 'strange') }), unusable);
  });
});
