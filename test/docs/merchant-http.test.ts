import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { toNodeListener } from '../../src/node/index.js';
import { NewSessionBody } from '../../src/server/merchant-http/body.js';
import type { MerchantHttp } from '../../src/server/merchant-http/merchant-http.js';
import { merchantHttpSettings } from '../../src/server/merchant-http/options.js';
import { merchantRoutes } from '../../src/server/merchant-http/routes.js';
import { MERCHANT_STATUS } from '../../src/server/merchant-errors.js';
import { HTTP } from '../server/merchant-http/fixture.js';
import { openShop } from '../support/shop.js';
import { blocksOf, codesIn, namesIn, proseOf, read, table } from './markdown.js';

const page = read('docs/merchant-http.md');
const sorted = (list: Iterable<string>): readonly string[] => [...list].sort();

test('the commands of docs/merchant-http.md create a session', async () => {
  const [commands] = blocksOf(page).filter(({ language }) => language === 'sh');
  let fetch = (_: Request): Promise<Response> => Promise.reject(new Error('Not there yet.'));
  const server = createServer((incoming, outgoing) => {
    void toNodeListener({ fetch: (request) => fetch(request) })(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const publicUrl = `http://127.0.0.1:${port}/api/checkout`;
    const shop = await openShop({ publicUrl, merchantHttp: HTTP });
    fetch = shop.checkout.fetch;
    const env = {
      ...process.env,
      BACKEND: publicUrl,
      MERCHANT_API_KEY: HTTP.apiKey,
      MERCHANT_USERNAME: HTTP.username,
      MERCHANT_PASSWORD: HTTP.password,
    };
    const run = promisify(execFile);
    const { stdout } = await run('sh', ['-e', '-c', commands?.code ?? ''], { env });
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    const session = await shop.checkout.sessions.retrieve(String(answer['session_id']));
    assert.deepEqual(session.amount, { value: '14.000', currency: 'KWD' });
    assert.equal(session.reference, 'ORDER-1');
  } finally {
    server.close();
  }
});

test('its endpoints are those that there are', () => {
  const { routes } = merchantRoutes({
    options: merchantHttpSettings(HTTP),
    publicUrl: 'https://shop.example',
    clientKey: 'pk_shop',
    gateways: [],
    now: Date.now,
    sessions: {} as MerchantHttp['sessions'],
  });
  const served = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} /merchant${path}`);
  assert.deepEqual(sorted(namesIn(table(page, 'Endpoint'))), sorted(served));
});

test('its properties are those of a new session', () => {
  const stated = table(page, 'Property').flatMap(([cell = '']) => codesIn(cell));
  assert.deepEqual(sorted(stated), sorted(Object.keys(NewSessionBody.shape)));
});

test('it names every code that only the merchant hears', () => {
  const codes = codesIn(proseOf(page));
  for (const code of Object.keys(MERCHANT_STATUS)) assert.ok(codes.includes(code), code);
});
