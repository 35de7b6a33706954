import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { en } from '../../src/widget/locales/en.js';
import { enJourney } from '../../src/widget/locales/en-journey.js';
import { LOCALE_NAMES } from '../../src/widget/locales/names.js';
import type { Strings } from '../../src/widget/locales/strings.js';
import { loadLocale } from '../../src/widget/on-demand.js';

type Word = string | ((...parts: string[]) => string);

const english: Readonly<Record<string, Word>> = { ...en, ...enJourney } satisfies Strings;
const names = LOCALE_NAMES.trim().split(' ').slice(1);
const RTL = ['ar', 'fa', 'he', 'ur'];

/** Words that happen to be the same as in English. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  bs: ['test'],
  de: ['test'],
  es: ['total', 'subtotal'],
  fr: ['test', 'total'],
  hr: ['test'],
  id: ['total', 'subtotal'],
  it: ['test'],
  nl: ['test'],
  pl: ['test'],
  pt: ['total', 'subtotal'],
  'pt-BR': ['total', 'subtotal'],
  'sr-Latn': ['test'],
};

/** The letters that the words of a language have to be written in, for those with their own. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  sr: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  th: /\p{Script=Thai}/u,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
};

const SENTINELS = ['⟦one⟧', '⟦two⟧'];

/** The word with its placeholders filled. */
const said = (word: Word | undefined): string =>
  typeof word === 'function' ? word(...SENTINELS.slice(0, word.length)) : (word ?? '');

test('every language of the list is a file, and every file is in the list', () => {
  const files = readdirSync(new URL('../../src/widget/locales/', import.meta.url))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((file) => /^[a-z]{2}(-[A-Z]\w+)?$/.test(file) && file !== 'en');
  assert.deepEqual(files.sort(), [...names].sort());
  assert.ok(names.length >= 24);
});

for (const name of names) {
  describe(`the words in ${name}`, async () => {
    const words = (await loadLocale(name)).words as Readonly<Record<string, Word>>;

    test('have the keys of English', () => {
      assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort());
    });

    test('say something, without space around it', () => {
      for (const [key, word] of Object.entries(words))
        assert.match(said(word), /^\S(.*\S)?$/s, key);
    });

    test('hold what is put into them, each once', () => {
      for (const [key, word] of Object.entries(words)) {
        const wanted = english[key];
        assert.equal(typeof word, typeof wanted, key);
        if (typeof word !== 'function' || typeof wanted !== 'function') continue;
        assert.equal(word.length, wanted.length, key);
        for (const sentinel of SENTINELS.slice(0, word.length))
          assert.equal(said(word).split(sentinel).length, 2, `${key}: ${said(word)}`);
      }
    });

    test('isolate what is put into a sentence from right to left', () => {
      for (const [key, word] of Object.entries(words)) {
        if (typeof word !== 'function' || !RTL.includes(name)) continue;
        const parts = SENTINELS.slice(0, word.length);
        for (const part of parts) assert.ok(said(word).includes(`\u2068${part}\u2069`), key);
      }
    });

    test('are not English by accident', () => {
      const same = Object.keys(words).filter((key) => said(words[key]) === said(english[key]));
      assert.deepEqual(same.sort(), [...(SAME[name] ?? [])].sort());
    });

    test('are written in the letters of the language', () => {
      const own = SCRIPTS[name];
      for (const [key, word] of Object.entries(words)) {
        if (own) assert.match(said(word), own, key);
        // QR is a name that is written so in every script.
        const other = said(word).replace(/⟦\w+⟧|QR/g, '');
        if (own) assert.doesNotMatch(other, /[A-Za-z]/, key);
        else assert.doesNotMatch(other, /[^\p{Script=Latin}\p{Script=Common}\p{M}]/u, key);
      }
    });

    test('leave the pairs of opposite outcomes apart', () => {
      const pairs = [
        ['attemptCanceled', 'notCanceled'],
        ['canceled.text', 'cancelUnreachable'],
        ['notCharged', 'again'],
        ['paid.title', 'authorized.title'],
        ['canceled.title', 'failed.title'],
      ] as const;
      for (const [one, other] of pairs) assert.notEqual(said(words[one]), said(words[other]), one);
    });
  });
}

test('an unknown language is a rejection', async () => {
  await assert.rejects(loadLocale('xx'), RangeError);
});
