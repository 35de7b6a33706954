import assert from 'node:assert/strict';
import { it } from 'node:test';
import { shopperUrl } from '../../../src/server/gateways/shopper-url.js';

it('takes https, and http on this machine', () => {
  const urls = [
    'https://pay.test/x?a=1#b',
    'http://localhost:1/x',
    'http://127.0.0.1/',
    'http://[::1]/',
  ];
  for (const url of urls) assert.equal(shopperUrl(url), url);
});

it('takes nothing else', () => {
  const hostile = [
    ...['javascript:alert(1)', 'data:text/html,x', 'http://pay.test/', '/relative', '//pay.test/x'],
    ...[
      'https://user:pw@pay.test/',
      'http://localhost.evil.test/',
      'ftp://localhost/',
      '',
      null,
      7,
    ],
  ];
  for (const url of hostile) assert.equal(shopperUrl(url), null, String(url));
});
