import { words } from '../../../src/widget/locales/ar.js';
import { en } from '../../../src/widget/locales/en.js';
import { enJourney } from '../../../src/widget/locales/en-journey.js';

type Word = string | ((...parts: string[]) => string);

const english: Readonly<Record<string, Word>> = { ...en, ...enJourney };
const NAME = 'KNET';

const said = (word: Word): string =>
  typeof word === 'string' ? word : word(...Array.from({ length: word.length }, () => NAME));

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** What a journey that waits for English words has to wait for when the widget speaks Arabic. */
export function inArabic(wanted: string | RegExp): RegExp {
  const arabic: Readonly<Record<string, Word>> = { ...words };
  const found = Object.entries(english).flatMap(([key, word]) => {
    const text = said(word);
    const isIt = typeof wanted === 'string' ? text === wanted : wanted.test(text);
    return isIt ? [escaped(said(arabic[key] ?? '')).replaceAll(NAME, '.+')] : [];
  });
  if (found.length === 0) throw new Error(`No words in English are like ${String(wanted)}.`);
  return new RegExp(found.join('|'));
}
