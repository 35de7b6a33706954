import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CheckoutConfigError } from '../../../src/server/config-error.js';
import { checkOptions, type CheckoutOptions } from '../../../src/server/options.js';
import { testGateway, testOptions } from '../handler/fixture.js';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]);

/** The options that have a problem, as the error names them. */
function wrong(overrides: Record<string, unknown>): string[] {
  try {
    checkOptions({ ...testOptions(), ...overrides });
  } catch (error) {
    assert.ok(error instanceof CheckoutConfigError);
    return error.problems.map(({ option }) => option);
  }
  return [];
}

test('what is left out gets its default, and the result is frozen', () => {
  const settings = checkOptions(testOptions());
  assert.equal(settings.publicUrl, 'https://shop.example/api/checkout');
  assert.equal(settings.basePath, '/api/checkout');
  assert.equal(settings.publicOrigin, 'https://shop.example');
  assert.equal(settings.returnParam, 'session_id');
  assert.equal(settings.cancelUrl, null);
  assert.equal(settings.maxAttempts, 20);
  assert.equal(settings.sessionLifetime, 86_400_000);
  assert.deepEqual(settings.allowedOrigins, []);
  assert.equal(settings.allowedRedirectOrigins, null);
  assert.ok(Object.isFrozen(settings) && Object.isFrozen(settings.clientKeys));
  settings.log.error('nobody hears it');
  settings.waitUntil(Promise.reject(new Error('already logged by its maker')));
});

test('a list that the merchant changes later changes nothing', () => {
  const clientKeys = ['a'];
  const settings = checkOptions(testOptions({ clientKeys }));
  clientKeys.push('b');
  assert.deepEqual(settings.clientKeys, ['a']);
});

test('slashes at the end of publicUrl are dropped', () => {
  const at = (publicUrl: string) => checkOptions(testOptions({ publicUrl }));
  assert.equal(at('https://shop.example/pay/').publicUrl, 'https://shop.example/pay');
  assert.equal(at('https://shop.example').publicUrl, 'https://shop.example');
  assert.equal(at('https://shop.example/').basePath, '');
});

test('http is accepted on this machine only', () => {
  for (const host of ['localhost:5173', '127.0.0.1', '[::1]:80', 'shop.localhost']) {
    assert.deepEqual(wrong({ publicUrl: `http://${host}/pay` }), [], host);
  }
  for (const host of [
    'shop.example',
    '192.168.0.1',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
  ]) {
    assert.deepEqual(wrong({ publicUrl: `http://${host}/pay` }), ['publicUrl'], host);
  }
});

for (const publicUrl of [
  undefined,
  7,
  '/api/checkout',
  'shop.example/pay',
  'ftp://shop.example/',
  'javascript:alert(1)',
  'https://user:pw@shop.example/',
  'https://shop.example/pay?x=1',
  'https://shop.example/pay#x',
  'https://shop.example/:id/*',
  'https://shop.example/a%2Fb',
  'https://shop.example/a//b',
]) {
  test(`publicUrl ${publicUrl} is refused`, () => {
    assert.deepEqual(wrong({ publicUrl }), ['publicUrl']);
  });
}

test('return and cancel URLs may have a query but no credentials', () => {
  assert.deepEqual(
    wrong({ returnUrl: 'https://a.example/?q=1#f', cancelUrl: 'https://b.example' }),
    [],
  );
  assert.deepEqual(wrong({ returnUrl: 'https://u@a.example/', cancelUrl: 'http://b.example' }), [
    'returnUrl',
    'cancelUrl',
  ]);
});

test('the page for another device is a URL of the merchant, without the session id in it', () => {
  assert.deepEqual(wrong({ hostedUrl: 'https://a.example/pay?lang=en' }), []);
  for (const hostedUrl of ['http://a.example/pay', '/pay', 'https://a.example/?session_id=1', 7]) {
    assert.deepEqual(wrong({ hostedUrl }), ['hostedUrl']);
  }
});

test('a return parameter that returnUrl has already, or that needs escaping, is refused', () => {
  assert.deepEqual(wrong({ returnUrl: 'https://a.example/?session_id=1' }), ['returnParam']);
  for (const returnParam of ['', 'a b', 'a&b', 'x'.repeat(65), 7]) {
    assert.deepEqual(wrong({ returnParam }), ['returnParam']);
  }
});

test('gateways need unique codes that fit into a URL', () => {
  assert.deepEqual(wrong({ gateways: [] }), ['gateways']);
  assert.deepEqual(wrong({ gateways: [testGateway(), testGateway()] }), ['gateways[1].code']);
  assert.deepEqual(wrong({ gateways: [testGateway({ code: 'A/b' })] }), ['gateways[0].code']);
  assert.deepEqual(wrong({ gateways: [null, {}] }), ['gateways[0]', 'gateways[1]']);
});

test('a webhook token that can be guessed or needs escaping is refused', () => {
  for (const webhookToken of ['secret', 'a/b/c/d/e/f/g/h/i/j/k/l/m', 'x'.repeat(257)]) {
    const gateways = [testGateway({ webhookToken })];
    assert.deepEqual(wrong({ gateways }), ['gateways[0].webhookToken'], webhookToken);
  }
  assert.deepEqual(wrong({ gateways: [testGateway({ webhookToken: 'x'.repeat(22) })] }), []);
});

test('client keys are needed, visible and distinct', () => {
  assert.deepEqual(wrong({ clientKeys: [] }), ['clientKeys']);
  assert.deepEqual(wrong({ clientKeys: 'pk' }), ['clientKeys']);
  assert.deepEqual(wrong({ clientKeys: ['a', '', 'b c', 'é'] }), [
    'clientKeys[1]',
    'clientKeys[2]',
    'clientKeys[3]',
  ]);
  assert.deepEqual(wrong({ clientKeys: ['a', 'a'] }), ['clientKeys']);
});

test('origins are exact: no wildcard, no path, no http', () => {
  const bad = [
    '*',
    'https://a.example/',
    'a.example',
    'http://a.example',
    'https://*.a.example/',
    'null',
  ];
  assert.equal(wrong({ allowedOrigins: bad }).length, bad.length);
  assert.equal(wrong({ allowedRedirectOrigins: bad }).length, bad.length);
  assert.deepEqual(wrong({ allowedOrigins: ['https://a.example:8443', 'http://localhost:1'] }), []);
});

test('image hosts are exact and never link-local', () => {
  const hosts = [
    'https://a.example',
    'a.example/x',
    'u@a.example',
    '169.254.169.254',
    '[fe80::1]',
    '',
    'a b',
  ];
  assert.equal(wrong({ assets: { hosts } }).length, hosts.length);
  const good = ['CDN.example', 'a.example:8443', 'localhost:5174', '10.0.0.5'];
  assert.deepEqual(wrong({ assets: { hosts: good } }), []);
});

test('image files must be what they say', () => {
  const files = { ok: { type: 'image/png', body: PNG } };
  assert.deepEqual(wrong({ assets: { files } }), []);
  const bad = {
    lie: { type: 'image/gif', body: PNG },
    html: { type: 'text/html', body: new TextEncoder().encode('<p>') },
    text: { type: 'image/png', body: 'abc' },
    none: null,
  };
  assert.equal(wrong({ assets: { files: bad } }).length, 4);
});

test('limits are whole numbers in their range', () => {
  for (const maxAttempts of [0, 1.5, NaN, '3']) {
    assert.deepEqual(wrong({ maxAttempts }), ['maxAttempts']);
  }
  for (const sessionLifetime of [24, -1, Infinity]) {
    assert.deepEqual(wrong({ sessionLifetime }), ['sessionLifetime']);
  }
});

test('ports are functions, the store and the log are objects', () => {
  const bad = {
    store: null,
    onStateChange: 1,
    fetch: {},
    now: Date,
    waitUntil: 'x',
    log: console.log,
  };
  assert.deepEqual(wrong(bad), ['store', 'onStateChange', 'fetch', 'waitUntil', 'log']);
  assert.deepEqual(wrong({ log: console }), []);
});

test('everything that is wrong is listed at once, each with what to do', () => {
  const none = undefined as unknown as CheckoutOptions;
  assert.throws(() => checkOptions(none), { name: 'CheckoutConfigError', code: 'invalid_options' });
  assert.throws(
    () => checkOptions({} as CheckoutOptions),
    (error: CheckoutConfigError) => {
      const named = error.problems.map(({ option }) => option);
      assert.deepEqual(named, ['publicUrl', 'returnUrl', 'gateways', 'clientKeys', 'store']);
      for (const { option, remedy } of error.problems) {
        assert.ok(error.message.includes(`${option}: ${remedy}`));
      }
      return true;
    },
  );
});
