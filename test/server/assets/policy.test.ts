import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchableUrl, isFetchableHost } from '../../../src/server/assets/policy.js';

const HOSTS = ['cdn.example', 'cdn.example:8443', 'localhost:5174', '[::1]:5174', '10.0.0.5'];

for (const url of [
  'https://cdn.example/a.png',
  'https://CDN.example:443/a.png?x=1',
  'https://cdn.example:8443/a.png',
  'http://localhost:5174/a.png',
  'http://[::1]:5174/a.png',
  'https://10.0.0.5/a.png',
]) {
  test(`${url} is on the list`, () => assert.ok(fetchableUrl(url, HOSTS)));
}

for (const url of [
  'http://cdn.example/a.png',
  'https://cdn.example:444/a.png',
  'https://cdn.example./a.png',
  'https://a.cdn.example/a.png',
  'https://cdn.example.evil.example/a.png',
  'https://evil.example/cdn.example',
  'https://cdn.example@evil.example/a.png',
  'https://user:pw@cdn.example/a.png',
  'https://evil.example\\@cdn.example/a.png',
  'https://cdn。example.evil/a.png',
  'http://10.0.0.5/a.png',
  'http://localhost/a.png',
  'http://localhost:5175/a.png',
  'http://127.0.0.1:5174/a.png',
  'http://2130706433:5174/a.png',
  'http://0x7f.1:5174/a.png',
  'http://[::ffff:127.0.0.1]:5174/a.png',
  'https://169.254.169.254/latest/meta-data',
  'https://2852039166/latest/meta-data',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'ftp://cdn.example/a.png',
  'javascript:alert(1)',
  '/a.png',
  '',
  `https://cdn.example/${'a'.repeat(2048)}`,
]) {
  test(`${url.slice(0, 60)} is refused`, () => assert.equal(fetchableUrl(url, HOSTS), null));
}

for (const host of [
  '169.254.169.254',
  '2852039166',
  '0xa9.0xfe.0xa9.0xfe',
  '0251.0376.0251.0376',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '[::]',
  '[fe80::1]',
  '[FEBF::1]',
  '[ff02::1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[0:0:0:0:0:ffff:a9fe:a9fe]',
  '[64:ff9b::169.254.169.254]',
  '[2002:a9fe:a9fe::]',
  '[fd00:ec2::254]',
]) {
  test(`https://${host} is never fetched from, even when listed`, () => {
    const { hostname, host: listed } = new URL(`https://${host}`);
    assert.equal(isFetchableHost(hostname), false);
    assert.equal(fetchableUrl(`https://${host}/a.png`, [host, listed]), null);
  });
}
