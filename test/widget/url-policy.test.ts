import { expect } from '@open-wc/testing';
import { allowedCancelUrl, allowedUrl } from '../../src/widget/url-policy.js';

const at = (page: string, origins: string[] = []) => ({ page, origins });
const shop = at('https://shop.example/checkout');
const local = at('http://localhost:5173/');

/** Refused on any page, for a redirect as for a cancel URL. */
const HOSTILE = [
  '',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\rscript:alert(1)',
  '\u0000javascript:alert(1)',
  '\u0001javascript:alert(1)',
  '\u00a0javascript:alert(1)',
  'javascript://pay.example/%0aalert(1)',
  'vbscript:x',
  'data:text/html,x',
  'DATA:text/html;base64,x',
  'blob:https://shop.example/1',
  'filesystem:https://shop.example/temporary/x',
  'view-source:https://pay.example/',
  'file:///etc/passwd',
  'about:blank',
  'ftp://pay.example/',
  'ws://pay.example/',
  'intent://pay.example/#Intent;end',
  'mailto:a@pay.example',
  'chrome://settings',
  'https://user@pay.example/',
  'https://:secret@pay.example/',
  'https://pay.example:443@evil.example/',
  'https://pay.example%2f@evil.example/',
  '//evil.example/',
  '///evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/\t/evil.example/',
  'https:\\\\evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'http:evil.example',
  'HTTPS:evil.example',
  'https://pay.example\\@evil.example/',
  'https://pay.example/\u0000',
  'https://pay.example/\r\nX: y',
  'https://',
  'https://[::1',
  'https://pay.example:99999/',
  'http://evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://localhost.evil.example/',
  'http://evil.example#localhost',
  'http://10.0.0.1/',
  'http://0.0.0.0/',
  'http://169.254.169.254/',
  'http://[::ffff:127.0.0.1]/',
];

describe('the URL policy', () => {
  for (const url of ['https://pay.example/a?b=c&b=d#e', 'https://pay.example:8443/'])
    it(`allows ${url} unchanged`, () => expect(allowedUrl(url, shop)).to.equal(url));

  it('allows http only between loopback hosts', () => {
    expect(allowedUrl('http://127.0.0.1:5174/ottu', local)).to.equal('http://127.0.0.1:5174/ottu');
    expect(allowedUrl('http://[::1]:1/', local)).to.equal('http://[::1]:1/');
    expect(allowedUrl('http://sandbox.localhost/', local)).to.equal('http://sandbox.localhost/');
    expect(allowedUrl('http://localhost:5174/', shop)).to.equal(null);
    expect(allowedUrl('http://pay.example/', local)).to.equal(null);
    expect(allowedUrl('http://localhost.evil.example/', local)).to.equal(null);
  });

  for (const url of HOSTILE)
    it(`refuses ${JSON.stringify(url.slice(0, 60))}`, () => {
      for (const { page } of [shop, local]) {
        expect(allowedUrl(url, at(page)), page).to.equal(null);
        expect(allowedCancelUrl(url, at(page)), page).to.equal(null);
      }
    });

  for (const [url, host] of [
    ['https://pay.example@evil.example', null],
    ['https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
    ['https://pay\u3002example/', 'pay.example'],
    ['https://PAY.example:443/', 'pay.example'],
    ['HTTPS://pay.example', 'pay.example'],
  ] as const)
    it(`reads the host of ${url} as ${String(host)}`, () => {
      const allowed = allowedUrl(url, shop);
      expect(allowed && new URL(allowed).host).to.equal(host);
    });

  it('keeps a relative URL on the own origin, and a long one whole', () => {
    expect(allowedUrl('/pay?x=https://evil.example', shop)).to.equal(
      'https://shop.example/pay?x=https://evil.example',
    );
    const long = `https://pay.example/?x=${'y'.repeat(100_000)}`;
    expect(allowedUrl(long, shop)).to.equal(long);
  });

  it('allows only listed origins where there is a list', () => {
    const listed = at(shop.page, ['https://pay.example']);
    expect(allowedUrl('https://pay.example/x', listed)).to.equal('https://pay.example/x');
    expect(allowedUrl('https://pay.example.evil.example/x', listed)).to.equal(null);
  });

  it('always allows a cancel URL on the own origin', () => {
    const lan = at('http://shop.lan/checkout?x=1', ['https://pay.example']);
    expect(allowedCancelUrl('../cart?a=1&a=2#b', lan)).to.equal('http://shop.lan/cart?a=1&a=2#b');
    expect(allowedCancelUrl('http://shop.lan:81/', lan)).to.equal(null);
  });
});
