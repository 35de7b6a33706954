/** Writes one version after the other into an embedded store and says each when it is kept. */
import { embeddedStore } from '../../../src/node/embedded-store.js';
import { commitBy, sessionRecord } from '../../support/session-record.js';

const [folder = '', id = ''] = process.argv.slice(2);
try {
  const store = await embeddedStore({ folder });
  let session = await store.load(id);
  if (session === null) {
    session = sessionRecord(id);
    await store.insert(commitBy('1', session));
  }
  for (;;) {
    process.stdout.write(`${session.version}\n`);
    session = { ...session, version: session.version + 1 };
    await store.commit(commitBy(String(session.version), session));
  }
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  process.stdout.write(`${code}\n`);
}
