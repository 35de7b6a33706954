import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lookUp } from '../../src/widget/locales/look-up.js';

const name = (...wishes: (string | null | undefined)[]) => lookUp(wishes, {}).name;

describe('the look-up of a language', () => {
  const FOUND: Readonly<Record<string, string>> = {
    'fr-CH': 'fr',
    'de-CH-1996': 'de',
    'ar-KW': 'ar',
    'ar-EG-u-nu-latn': 'ar',
    AR_kw: 'ar',
    iw: 'he',
    in: 'id',
    'en-GB': 'en',
    zh: 'zh-Hans',
    'zh-SG': 'zh-Hans',
    'zh-TW': 'zh-Hant',
    'zh-HK': 'zh-Hant',
    'zh-Hant-MO': 'zh-Hant',
    'zh-Hans-HK': 'zh-Hans',
    sr: 'sr',
    'sr-RS': 'sr',
    'sr-ME': 'sr-Latn',
    'sr-Latn-RS': 'sr-Latn',
    'sr-Cyrl-BA': 'sr',
    sh: 'sr-Latn',
    pt: 'pt-BR',
    'pt-BR': 'pt-BR',
    'pt-PT': 'pt',
    'pt-AO': 'pt',
    'es-419': 'es',
    'nl-BE': 'nl',
  };

  for (const [tag, expected] of Object.entries(FOUND))
    test(`${tag} is spoken as ${expected}`, () => assert.equal(name(tag), expected));

  test('the first wish that there are words of counts', () => {
    assert.equal(name('sw', null, undefined, '', 'ja-JP', 'de'), 'ja');
    assert.equal(name('en', 'de'), 'en');
  });

  test('what is no language tag, or none that is spoken, is English', () => {
    for (const tag of ['', 'x', 'klingon!', 'sw', 'i-default', 'x-pirate'])
      assert.deepEqual(lookUp([tag], {}), { tag: 'en', name: 'en', rtl: false, chain: ['en'] });
  });

  test('the tag stays as it was wished for, in its canonical writing', () => {
    assert.equal(lookUp(['FR_ch'], {}).tag, 'fr-CH');
    assert.equal(lookUp(['ar-u-nu-latn'], {}).tag, 'ar-u-nu-latn');
  });

  test('Arabic, Hebrew, Persian and Urdu are written from right to left, and no other', () => {
    for (const tag of ['ar', 'he-IL', 'fa-AF', 'ur'])
      assert.equal(lookUp([tag], {}).rtl, true, tag);
    for (const tag of ['en', 'de', 'hi', 'ja', 'th', 'zh-Hant', 'sr'])
      assert.equal(lookUp([tag], {}).rtl, false, tag);
  });

  test('the chain goes from the general to the special', () => {
    assert.deepEqual(lookUp(['zh-HK-u-nu-hanidec'], {}).chain, ['zh', 'zh-Hant', 'zh-HK']);
  });

  test('a language that only the page has words of is spoken over English', () => {
    const found = lookUp(['ckb-Arab-IQ', 'de'], { ckb: {} });
    assert.equal(found.name, 'en');
    assert.equal(found.tag, 'ckb-Arab-IQ');
    assert.equal(found.rtl, true);
  });
});
