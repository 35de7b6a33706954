import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import type {
  SqlDatabase,
  SqlRunner,
  SqlValue,
} from '../../../../src/server/store/sql/database.js';
import { migrate } from '../../../../src/server/store/sql/migrate.js';
import { MIGRATIONS } from '../../../../src/server/store/sql/schema.js';
import { sqlStore } from '../../../../src/server/store/sql/sql-store.js';
import type { AttemptRecord, SessionRecord } from '../../../../src/server/payments/records.js';
import { StoreError } from '../../../../src/server/store/sql/store-error.js';
import { commitBy, sessionRecord } from '../../../support/session-record.js';

let pglite: PGlite;
let database: SqlDatabase;
before(async () => {
  pglite = await PGlite.create();
  const runner = (on: Pick<PGlite, 'query'>): SqlRunner => ({
    query: async <Row>(text: string, params: readonly SqlValue[] = []) =>
      (await on.query<Row>(text, [...params])).rows,
  });
  database = {
    ...runner(pglite),
    transaction: (work) =>
      pglite.transaction((tx) => work(runner({ query: (...all) => tx.query(...all) }))),
  };
  await migrate(database);
});
after(() => pglite.close());

/** Carries out the first statement, and then loses its answer. */
function losingFirstAnswer(afterwards: () => Promise<unknown> = () => Promise.resolve()) {
  let lost = false;
  const losing: SqlDatabase = {
    ...database,
    query: async (text, params) => {
      const rows = await database.query<never>(text, params);
      if (lost) return rows;
      lost = true;
      await afterwards();
      throw new StoreError('database_unreachable', 'The answer was lost.');
    },
  };
  return sqlStore(losing);
}

test('a commit that was carried out without an answer has won', async () => {
  const store = sqlStore(database);
  await losingFirstAnswer().insert(commitBy('1', sessionRecord('a')));
  const second = commitBy('2', sessionRecord('a', { version: 2 }));
  assert.equal(await losingFirstAnswer().commit(second), true);
  assert.equal((await store.events('a')).length, 2);
});

test('it has won also when somebody else has built on it meanwhile', async () => {
  const store = sqlStore(database);
  await store.insert(commitBy('1', sessionRecord('b')));
  const third = (): Promise<unknown> =>
    store.commit(commitBy('3', sessionRecord('b', { version: 3 })));
  const second = commitBy('2', sessionRecord('b', { version: 2 }));
  assert.equal(await losingFirstAnswer(third).commit(second), true);
  assert.equal((await store.load('b'))?.version, 3);
});

test('a commit that had lost before its answer was lost has not won', async () => {
  const store = sqlStore(database);
  await store.insert(commitBy('1', sessionRecord('c')));
  await store.commit(commitBy('theirs', sessionRecord('c', { version: 2 })));
  const ours = commitBy('ours', sessionRecord('c', { version: 2 }));
  assert.equal(await losingFirstAnswer().commit(ours), false);
});

test('each migration runs once, and a failed one leaves nothing', async () => {
  const schema = 'steps';
  const ours = MIGRATIONS.map(({ version }) => version);
  const last = ours.at(-1) ?? 0;
  const extra = {
    version: last + 1,
    name: 'extra',
    statements: () => ['create table "steps".extra (a int)'],
  };
  const broken = {
    ...extra,
    version: last + 2,
    statements: () => ['create table "steps".b ()', 'broken'],
  };
  assert.deepEqual(await migrate(database, { schema }), ours);
  const migrations = [...MIGRATIONS, extra];
  assert.deepEqual(await migrate(database, { schema, migrations }), [extra.version]);
  assert.deepEqual(await migrate(database, { schema, migrations }), []);
  await assert.rejects(migrate(database, { schema, migrations: [...migrations, broken] }));
  assert.deepEqual(await database.query(`select to_regclass('"steps".b') as b`), [{ b: null }]);
  await assert.rejects(migrate(database, { schema }), { code: 'schema_newer' });
});

const NEW_IN_ATTEMPTS = { captureBefore: null, lapseTold: false, storedMethod: null };

/** The record without what the second version added to it. */
function asOfVersionOne({ movements, operations, ...session }: SessionRecord): unknown {
  assert.deepEqual([movements, operations], [[], []]);
  return { ...session, attempts: [{ voided: false, reversal: null }] };
}

test('sessions of the first version are found, and whole, after the second one', async () => {
  const schema = 'older';
  await migrate(database, { schema, migrations: MIGRATIONS.slice(0, 1) });
  const named = (id: string, reference: string | null) =>
    sessionRecord(id, {
      order: { ...sessionRecord('a').order, reference },
      metadata: { reversal: 'no', voided: 'false' },
      attempts: [{ voided: false, ...NEW_IN_ATTEMPTS, reversal: null } as unknown as AttemptRecord],
    });
  const odd = 'a "quoted" \\ \u0000 \u{1F6D2}\n';
  for (const session of [named('plain', 'ORDER-1'), named('odd', odd), named('none', null)]) {
    await database.query(
      `insert into "older".sessions (id, version, state, record, created_at)
       values ($1, 1, 'created', $2::text::json, $3)`,
      [session.id, JSON.stringify(asOfVersionOne(session)), session.createdAt],
    );
  }
  await migrate(database, { schema });
  const store = sqlStore(database, { schema });
  const times = { createdAfter: null, createdBefore: null, after: null };
  const found = async (reference: string | null) =>
    (await store.list({ state: null, reference, ...times, limit: 9 })).map(({ id }) => id);
  assert.deepEqual(await store.load('odd'), named('odd', odd));
  assert.deepEqual(await found('ORDER-1'), ['plain']);
  assert.deepEqual(await found(odd), ['odd']);
  assert.deepEqual(await found(null), ['plain', 'odd', 'none'].sort().reverse());
});
