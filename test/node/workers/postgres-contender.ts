/** Tries to win every version of every session; says as JSON which ones it won. */
import { postgresStore } from '../../../src/node/postgres-store.js';
import { commitBy, sessionRecord } from '../../support/session-record.js';

const [connectionString = '', schema = '', name = '', sessions = '', versions = ''] =
  process.argv.slice(2);
const store = await postgresStore({ connectionString, schema });
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const won: string[] = [];
const contend = async (id: string): Promise<void> => {
  for (let version = 2; version <= Number(versions) + 1; version += 1) {
    if (await store.commit(commitBy(name, sessionRecord(id, { version })))) {
      won.push(`${id} ${version}`);
    }
  }
};
await Promise.all(Array.from({ length: Number(sessions) }, (_, i) => contend(`session-${i}`)));
process.stdout.write(`${JSON.stringify(won)}\n`);
await store.close();
process.stdin.destroy();
