import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { postgresStore, type ClosableStore } from '../../src/node/postgres-store.js';
import { MIGRATIONS } from '../../src/server/store/sql/schema.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { commitBy, sessionRecord } from '../support/session-record.js';
import { storeConformance } from '../suites/store-conformance.js';

let server: PostgresServer;
let schemas = 0;
const freshSchema = (): string => `fresh_${(schemas += 1)}`;
const open = (schema = freshSchema()): Promise<ClosableStore> =>
  postgresStore({ connectionString: server.connectionString, schema });

before(async () => {
  server = await startPostgres();
});
after(() => server.stop());

storeConformance('PostgreSQL server', async () => {
  const store = await open();
  return { store, close: store.close };
});

describe('postgres store', () => {
  it('keeps strings that PostgreSQL has no text for', async () => {
    const store = await open();
    const odd = '\u0000 \ud800 \\u0000 \u{1F6D2} "';
    const session = sessionRecord(`id ${odd}`, { metadata: { b: odd, a: '1' } });
    await store.insert({ session, events: [], notices: [] });
    assert.equal(JSON.stringify(await store.load(session.id)), JSON.stringify(session));
    assert.equal(await store.find(`return:${odd}`), null);
    await store.close();
  });

  it('is migrated once by many that start at the same time', async () => {
    const schema = freshSchema();
    const stores = await Promise.all([1, 2, 3, 4].map(() => open(schema)));
    const client = new Client({ connectionString: server.connectionString });
    await client.connect();
    const { rows } = await client.query(`select version from "${schema}".hpp_migrations`);
    assert.deepEqual(
      rows,
      MIGRATIONS.map(({ version }) => ({ version })),
    );
    await client.query(`insert into "${schema}".hpp_migrations values (999, 'later')`);
    await client.end();
    await assert.rejects(open(schema), { name: 'StoreError', code: 'schema_newer' });
    await Promise.all(stores.map((store) => store.close()));
  });

  it('refuses a schema that is not a plain name', async () => {
    await assert.rejects(open('a"; drop'), { name: 'StoreError', code: 'schema_name' });
  });

  it('names the remedy when there is no server', async () => {
    const connectionString = 'postgres://nobody@127.0.0.1:1/none';
    await assert.rejects(postgresStore({ connectionString }), {
      name: 'StoreError',
      code: 'database_unreachable',
      message: /check that it runs/,
    });
  });

  it('outlives the loss of its connections, and counts no commit twice', async () => {
    const store = await open();
    await store.insert(commitBy('1', sessionRecord('a')));
    for (let version = 2; version <= 40; version += 1) {
      const commit = commitBy(String(version), sessionRecord('a', { version }));
      const [won] = await Promise.all([
        store.commit(commit),
        // Not at the very end: what is read, unlike a commit, is not tried again.
        version % 4 === 2 ? server.dropConnections() : null,
      ]);
      assert.equal(won, true, String(version));
    }
    const writers = (await store.events('a')).map(({ data }) => Number(data['writer']));
    assert.deepEqual(
      writers,
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    await store.close();
  });

  it('tries a commit again whose connection was lost under it', async () => {
    const schema = freshSchema();
    const store = await open(schema);
    await store.insert(commitBy('1', sessionRecord('a')));
    const blocker = new Client({ connectionString: server.connectionString });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query(`select 1 from "${schema}".sessions for update`);
    const commit = store.commit(commitBy('2', sessionRecord('a', { version: 2 })));
    await waitingForLock(blocker);
    await server.dropConnections();
    await blocker.query('commit');
    await blocker.end();
    assert.equal(await commit, true);
    assert.equal((await store.events('a')).length, 2);
    await store.close();
  });

  it('has one winner per version when four processes want all of them', async () => {
    const [sessions, versions, schema] = [50, 5, freshSchema()];
    const store = await open(schema);
    const ids = Array.from({ length: sessions }, (_, i) => `session-${i}`);
    for (const id of ids) await store.insert(commitBy('first', sessionRecord(id)));
    const all = await contend(['one', 'two', 'three', 'four'], schema, sessions, versions);
    const winners = new Map(all.flatMap(({ name, won }) => won.map((key) => [key, name])));
    const wins = all.flatMap(({ won }) => won);
    assert.equal(new Set(wins).size, wins.length, 'nobody won what another one won');
    for (const id of ids) {
      const session = await store.load(id);
      const log = (await store.events(id)).map(({ data }) => data['writer']);
      const expected = Array.from({ length: (session?.version ?? 0) - 1 }, (_, i) =>
        winners.get(`${id} ${i + 2}`),
      );
      assert.equal(session?.version, versions + 1);
      assert.deepEqual(log, ['first', ...expected]);
      assert.equal(session.metadata['writer'], expected.at(-1));
    }
    assert.ok(all.filter(({ won }) => won.length > 0).length > 1, 'they did meet');
    await store.close();
  });
});

async function waitingForLock(client: Client): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock'`;
  // The answer takes a round trip: no need to pause.
  while ((await client.query(waiting)).rowCount === 0);
}

/** Real processes that wait for each other and then go for the same versions. */
async function contend(names: string[], schema: string, sessions: number, versions: number) {
  const worker = fileURLToPath(new URL('workers/postgres-contender.ts', import.meta.url));
  const running = names.map((name) => {
    const facts = [server.connectionString, schema, name, String(sessions), String(versions)];
    const child = spawn(process.execPath, ['--import', 'tsx', worker, ...facts], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    return { name, child, lines };
  });
  for (const { lines } of running) assert.equal((await lines.next()).value, 'ready');
  for (const { child } of running) child.stdin.write('go\n');
  return Promise.all(
    running.map(async ({ name, child, lines }) => {
      const ended = once(child, 'exit');
      const won = JSON.parse(String((await lines.next()).value)) as string[];
      assert.deepEqual(await ended, [0, null]);
      return { name, won };
    }),
  );
}
