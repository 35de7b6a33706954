import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startReconciling } from '../../src/node/reconcile-timer.js';
import { deferred, recordingLog } from '../server/handler/fixture.js';

/** A timer that rings when told, and a reconcile that ends when told. */
function world() {
  const pending: { ms: number; ring: () => void }[] = [];
  const runs: {
    limit: number | undefined;
    end: ReturnType<typeof deferred<{ checked: number }>>;
  }[] = [];
  const log = recordingLog();
  const stop = startReconciling(
    {
      reconcile: (options) => {
        const end = deferred<{ checked: number }>();
        runs.push({ limit: options?.limit, end });
        return end.promise;
      },
    },
    {
      every: 30_000,
      limit: 7,
      log,
      schedule: (ms, ring) => {
        const entry = { ms, ring };
        pending.push(entry);
        return () => {
          if (pending.includes(entry)) pending.splice(pending.indexOf(entry), 1);
        };
      },
    },
  );
  const ring = (): void => pending.shift()?.ring();
  return { pending, runs, log, stop, ring };
}

const settled = () => new Promise(setImmediate);

test('the next run is planned only when the last one has ended', async () => {
  const { pending, runs, ring } = world();
  assert.deepEqual(
    pending.map(({ ms }) => ms),
    [30_000],
  );
  ring();
  await settled();
  assert.deepEqual([runs.length, pending.length], [1, 0]);
  const [run] = runs;
  assert.equal(run?.limit, 7);
  run.end.resolve({ checked: 3 });
  await settled();
  assert.equal(pending.length, 1);
});

test('a failed run is logged and tried again', async () => {
  const { pending, runs, log, ring } = world();
  ring();
  runs[0]?.end.reject(new Error('db down'));
  await settled();
  assert.equal(pending.length, 1);
  assert.equal(log.lines.at(-1)?.level, 'error');
});

test('stopping waits for the run under way and plans no other', async () => {
  const { pending, runs, stop, ring } = world();
  ring();
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await settled();
  assert.equal(stopped, false);
  runs[0]?.end.resolve({ checked: 0 });
  await stopping;
  assert.equal(pending.length, 0);
});

test('stopping between runs takes the next one back', async () => {
  const { pending, runs, stop } = world();
  await stop();
  assert.deepEqual([pending.length, runs.length], [0, 0]);
});
