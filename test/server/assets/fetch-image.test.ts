import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromGateway, URL_1, world, type Answer } from './fixture.js';
import { bytes, PNG } from './images.js';

const LIMIT = 512 * 1024;

function redirect(to: string, status = 302): Response {
  return new Response(null, { status, headers: { Location: to } });
}

/** Fetches the image, and says what was asked for and why it failed. */
async function fetched(answer: Answer) {
  const { assets, get, asked, log } = world(answer);
  const id = await assets.register(fromGateway());
  const status = await get(id).then(
    (response) => response.status,
    () => 404,
  );
  const error = log.lines.map(({ fields }) => fields['error']).find((one) => one instanceof Error);
  return { status, asked, why: error?.message ?? '' };
}

test('redirects are not left to the platform, and no credential is sent', async () => {
  let seen: RequestInit = {};
  await fetched((_, init) => {
    seen = init;
    return new Response(PNG);
  });
  assert.equal(seen.redirect, 'manual');
  assert.deepEqual(seen.headers, { Accept: 'image/*' });
});

test('a redirect within the hosts of the gateway is followed', async () => {
  const { status, asked } = await fetched((url) =>
    url === URL_1 ? redirect('/b.png') : new Response(PNG),
  );
  assert.equal(status, 200);
  assert.deepEqual(asked, [URL_1, 'https://cdn.provider.example/b.png']);
});

for (const target of [
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/',
  'http://[::1]/',
  'http://2130706433/',
  'https://localhost/',
  'https://fin.example/a.png',
  'http://cdn.provider.example/a.png',
  'https://cdn.provider.example@evil.example/',
  'https://cdn.provider.example.:443/',
  '//evil.example/a.png',
  'file:///etc/passwd',
  'https://[bad',
]) {
  test(`a redirect to ${target} is not followed`, async () => {
    const { status, asked } = await fetched((url) =>
      url === URL_1 ? redirect(target) : new Response(PNG),
    );
    assert.equal(status, 404);
    assert.deepEqual(asked, [URL_1]);
  });
}

test('a circle of redirects ends', async () => {
  const { status, asked, why } = await fetched((url) => redirect(url));
  assert.equal(status, 404);
  assert.equal(asked.length, 4);
  assert.match(why, /too often/);
});

test('an answer other than 200 is no image', async () => {
  for (const status of [201, 206, 304, 403, 404, 500]) {
    const body = status === 304 ? null : PNG;
    assert.equal((await fetched(() => new Response(body, { status }))).status, 404);
  }
});

test('an image of 512 KiB is served, one byte more is not', async () => {
  const image = (size: number) => {
    const body = new Uint8Array(size);
    body.set(PNG);
    return new Response(body);
  };
  assert.equal((await fetched(() => image(LIMIT))).status, 200);
  const { status, why } = await fetched(() => image(LIMIT + 1));
  assert.equal(status, 404);
  assert.match(why, /larger/);
});

test('an endless image is cut off', async () => {
  let pulled = 0;
  let canceled = false;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(pulled === 1 ? PNG : new Uint8Array(64 * 1024));
    },
    cancel: () => void (canceled = true),
  });
  assert.equal((await fetched(() => new Response(endless))).status, 404);
  assert.ok(pulled <= 12, `${pulled} chunks were read`);
  assert.ok(canceled);
});

test('HTML and an empty body are no images', async () => {
  assert.equal((await fetched(() => new Response(bytes('<html>')))).status, 404);
  assert.equal((await fetched(() => new Response(null))).status, 404);
});

test('a host that cannot be reached is a missing image, and the log says why', async () => {
  const { status, why } = await fetched(() => Promise.reject(new TypeError('fetch failed')));
  assert.equal(status, 404);
  assert.match(why, /fetch failed/);
});

test('after 5 s the fetch is given up and called off', async () => {
  let signal: AbortSignal | null | undefined;
  const { assets, get, bells } = world((_, init) => {
    signal = init.signal;
    return new Promise(() => undefined);
  });
  const answer = get(await assets.register(fromGateway()));
  const failure = assert.rejects(answer, { code: 'not_found' });
  while (signal === undefined) await Promise.resolve();
  assert.deepEqual(
    [...bells.bells].map(({ ms }) => ms),
    [5000],
  );
  bells.ring();
  await failure;
  assert.ok(signal?.aborted);
});
