import { expect } from '@open-wc/testing';
import { allowedCancelUrl, allowedUrl } from '../../src/widget/url-policy.js';

const at = (page: string, origins: string[] = []) => ({ page, origins });
const shop = at('https://shop.example/checkout');
const local = at('http://localhost:5173/');

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

  for (const url of [
    '',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'https://user@pay.example/',
    'https://:secret@pay.example/',
    '//evil.example/',
    '/\\evil.example/',
    'https:\\\\evil.example',
    'https://pay.example/\u0000',
    'https://',
  ])
    it(`refuses ${JSON.stringify(url)}`, () => {
      expect(allowedUrl(url, shop)).to.equal(null);
      expect(allowedCancelUrl(url, shop)).to.equal(null);
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
