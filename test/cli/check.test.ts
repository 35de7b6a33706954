import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FACT_IDS } from '../../src/conformance/facts.js';
import type { Report } from '../../src/conformance/report.js';
import { idsOf, PAGE } from '../conformance/fixture.js';
import { change, headers } from '../conformance/lie.js';
import { CLIENT_KEY } from '../support/shop.js';
import { listen } from './backend.js';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own. */
function hppCheckout(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', MAIN, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe('hpp-checkout check on a backend of our own kit', () => {
  let backend: Awaited<ReturnType<typeof listen>>;
  before(async () => {
    backend = await listen();
  });
  after(() => backend.close());

  test('says that all is well, and leaves the session as it was', async () => {
    const { code, stdout, stderr } = await hppCheckout(...backend.arguments);
    assert.deepEqual([code, stderr], [0, ''], stdout);
    assert.match(stdout, /^ {2}ok +An unknown session is 404 session_not_found$/m);
    assert.equal(stdout.match(/why +Only for a shop page on another origin/g)?.length, 1);
    assert.match(stdout, /^\d+ ok, 0 faults, \d+ not checked\.$/m);
    assert.equal(await backend.shop.state(backend.sessionId), 'created');
    assert.deepEqual(
      await backend.shop.checkout.sessions
        .retrieve(backend.sessionId)
        .then((session) => session.attempts),
      [],
    );
  });

  test('pays and cancels when it may, and says it in JSON', async () => {
    const { code, stdout, stderr } = await hppCheckout(
      ...backend.arguments,
      ...['--pay', '--payment-method', 'ottu:credit-card', '--origin', PAGE, '--json'],
    );
    assert.deepEqual([code, stderr], [0, ''], stdout);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(idsOf(report, 'ok'), FACT_IDS);
    assert.equal(report.backendUrl, backend.url);
    assert.equal(await backend.shop.state(backend.sessionId), 'canceled');
  });

  test('never prints the session id', async () => {
    const { stdout } = await hppCheckout(...backend.arguments, '--pay');
    assert.ok(!stdout.includes(backend.sessionId));
  });
});

test('a fault ends it with 1, and says what the backend did and what it should do', async () => {
  const backend = await listen(change(() => true, headers({ 'Referrer-Policy': 'origin' })));
  const { code, stdout, stderr } = await hppCheckout(...backend.arguments);
  await backend.close();
  assert.deepEqual([code, stderr], [1, '']);
  assert.match(stdout, /FAULT +No answer lets .+\(answers\.referrer_policy\)/);
  assert.match(stdout, /did +GET \/sessions\/:session_id has Referrer-Policy: origin/);
  assert.match(stdout, /do +Send Referrer-Policy: no-referrer/);
  assert.match(stdout, /, 1 fault, /);
});

test('a backend that does not answer is a fault, and nothing else is said about it', async () => {
  const backend = await listen();
  await backend.close();
  const { code, stdout } = await hppCheckout(...backend.arguments, '--json');
  const report = JSON.parse(stdout) as Report;
  assert.equal(code, 1);
  assert.deepEqual(idsOf(report, 'fault'), ['session.answer']);
  assert.deepEqual(idsOf(report, 'ok'), []);
  assert.match(stdout, /ECONNREFUSED/);
});

test('--help tells how it is called', async () => {
  for (const flag of ['--help', '-h']) {
    const { code, stdout, stderr } = await hppCheckout(flag);
    assert.deepEqual([code, stderr], [0, '']);
    for (const option of ['--client-key', '--session-id', '--origin', '--pay', '--json']) {
      assert.ok(stdout.includes(option), option);
    }
  }
});

const ID = 'KXq0-2Xw8s1fZ5dYb7uT3A';
const CALL = ['check', 'https://shop.example/api/checkout', '--client-key', CLIENT_KEY];
const MISTAKES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['nothing at all', [], /Say what to do: check\./],
  ['an unknown command', ['test'], /no command "test": use check/],
  ['no URL', ['check', '--client-key', 'k', '--session-id', ID], /<backend-url> is missing/],
  ['no session', CALL, /--session-id is missing/],
  ['two URLs', [...CALL, 'https://b.example', '--session-id', ID], /one backend URL only/],
  ['an unknown option', [...CALL, '--session', ID], /--session/],
  [
    'a method that is not paid with',
    [...CALL, '--session-id', ID, '--payment-method', 'a'],
    /add --pay/,
  ],
  ['a malformed session id', [...CALL, '--session-id', 'short'], /22 to 128 characters/],
  ['a path for a URL', ['check', '/api', '--client-key', 'k', '--session-id', ID], /absolute/],
  [
    'an origin with a path',
    [...CALL, '--session-id', ID, '--origin', `${PAGE}/cart`],
    /without a path/,
  ],
];
for (const [what, args, said] of MISTAKES) {
  test(`${what} ends it with 2 and the remedy`, async () => {
    const { code, stdout, stderr } = await hppCheckout(...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, said);
    assert.match(stderr, /--help/);
  });
}
