import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred, edge, testGateway } from '../handler/fixture.js';
import { fromGateway, URL_1, world } from './fixture.js';
import { bytes, IMAGES, PNG } from './images.js';

const notFound = { name: 'CheckoutError', code: 'not_found' };
const png = () => new Response(PNG);

test('an id says nothing of its source, is stable, and belongs to one owner', async () => {
  const options = { assets: { hosts: ['cdn.provider.example'] } };
  const { assets } = world(png, options);
  const id = await assets.register(fromGateway());
  assert.match(id ?? '', /^[\w-]{32}$/);
  assert.equal(await world(png).assets.register(fromGateway()), id);
  assert.notEqual(await assets.register({ kind: 'merchant', url: URL_1 }), id);
  assert.notEqual(await assets.register(fromGateway(`${URL_1}?v=2`)), id);
});

test('registering fetches nothing; the first request fetches once, whoever asks', async () => {
  const { promise, resolve } = deferred<Response>();
  const { assets, get, asked } = world(() => promise);
  const id = await assets.register(fromGateway());
  assert.deepEqual(asked, []);
  const both = [get(id), get(id), get(id)];
  resolve(png());
  for (const response of await Promise.all(both)) {
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), PNG);
  }
  await get(id);
  assert.deepEqual(asked, [URL_1]);
});

test('another process with the same store serves what was registered and fetched before', async () => {
  const first = world(png);
  const id = await first.assets.register(fromGateway());
  const second = world(png, { store: first.store });
  assert.equal((await second.get(id)).status, 200);
  const third = world(() => assert.fail('fetched again'), { store: first.store });
  assert.equal((await third.get(id)).status, 200);
  assert.deepEqual((await first.store.loadAsset(id ?? ''))?.fetchedAt, '2026-01-01T00:00:00.000Z');
});

test('registering again does not throw the fetched image away', async () => {
  const first = world(png);
  const id = await first.assets.register(fromGateway());
  await first.get(id);
  const second = world(() => assert.fail('fetched again'), { store: first.store });
  await second.assets.register(fromGateway());
  assert.equal((await second.get(id)).status, 200);
});

test('a source outside its own hosts gets no id', async () => {
  const { assets, log } = world(png);
  assert.equal(await assets.register(fromGateway('https://fin.example/a.png')), null);
  assert.equal(await assets.register({ ...fromGateway(), gateway: 'unknown' }), null);
  assert.equal(await assets.register({ kind: 'merchant', url: URL_1 }), null);
  assert.equal(log.lines.filter(({ level }) => level === 'warn').length, 3);
});

test('only registered ids are served: a URL or a guess is not', async () => {
  const { get, asked } = world(png);
  for (const id of [URL_1, encodeURIComponent(URL_1), '../../etc/passwd', 'A'.repeat(32), '']) {
    await assert.rejects(get(id), notFound);
  }
  assert.deepEqual(asked, []);
});

test('a host that the gateway has given up since is not asked any more', async () => {
  const first = world(png);
  const id = await first.assets.register(fromGateway());
  const gateways = [testGateway({ assetHosts: [] })];
  const { get, asked } = world(png, { store: first.store, gateways });
  await assert.rejects(get(id), notFound);
  assert.deepEqual(asked, []);
});

test('a failure is remembered for a minute, then tried again', async () => {
  let healthy = false;
  const { assets, get, asked, clock } = world(() =>
    healthy ? png() : new Response('', { status: 500 }),
  );
  const id = await assets.register(fromGateway());
  await assert.rejects(get(id), notFound);
  healthy = true;
  clock.now += 59_999;
  await assert.rejects(get(id), notFound);
  assert.equal(asked.length, 1);
  clock.now += 1;
  assert.equal((await get(id)).status, 200);
  assert.equal(asked.length, 2);
});

test('a merchant file is served from memory, and another picture has another id', async () => {
  const svg = IMAGES['image/svg+xml'];
  const files = (body: Uint8Array, type: string) => ({
    assets: { files: { tea: { type, body } } },
  });
  const { assets, get, asked } = world(png, files(svg, 'image/svg+xml'));
  const id = await assets.register({ kind: 'merchant', file: 'tea' });
  const response = await get(id);
  assert.equal(await response.text(), new TextDecoder().decode(svg));
  const other = world(png, files(PNG, 'image/png'));
  assert.notEqual(await other.assets.register({ kind: 'merchant', file: 'tea' }), id);
  assert.equal(await assets.register({ kind: 'merchant', file: 'coffee' }), null);
  assert.equal(await assets.register({ kind: 'merchant', file: 'constructor' }), null);
  assert.deepEqual(asked, []);
});

test('after a restart a merchant file is served before anything registers it again', async () => {
  const options = { assets: { files: { tea: { type: 'image/png', body: PNG } } } };
  const id = await world(png, options).assets.register({ kind: 'merchant', file: 'tea' });
  assert.equal((await world(png, options).get(id)).status, 200);
});

test('through the edge an unknown image is a 404 problem that is not cached', async () => {
  const response = await edge().call(`/assets/${'A'.repeat(32)}`);
  assert.equal(response.status, 404);
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
});

test('through the edge an image keeps its long caching, by GET and by HEAD', async () => {
  const { call, assets } = edge({ options: { fetch: () => Promise.resolve(png()) } });
  const id = await assets.register(fromGateway());
  for (const method of ['HEAD', 'GET']) {
    const response = await call(`/assets/${id}`, { method });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'public, max-age=31536000, immutable');
    assert.equal(response.headers.get('Content-Length'), String(PNG.byteLength));
    assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal((await response.arrayBuffer()).byteLength, method === 'GET' ? PNG.byteLength : 0);
  }
});

test('what is fetched is shown for what its bytes are, whatever the host calls it', async () => {
  const lie = new Response(bytes('<script>alert(1)</script>'), {
    headers: { 'Content-Type': 'image/png' },
  });
  const { assets, get } = world(() => lie);
  await assert.rejects(get(await assets.register(fromGateway())), notFound);
});
