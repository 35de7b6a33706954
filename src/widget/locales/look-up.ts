import { LOCALE_NAMES } from './names.js';

export interface Language {
  /** BCP 47, as it was wished for: for amounts, and for the `lang` of the words. */
  readonly tag: string;
  /** The built-in language. */
  readonly name: string;
  readonly rtl: boolean;
  /** All that the tag stands for, the most general first. */
  readonly chain: readonly string[];
}

export const ENGLISH: Language = { tag: 'en', name: 'en', rtl: false, chain: ['en'] };

/**
 * The first wish that there are words of (RFC 4647, lookup), else English. What a tag leaves open is
 * what is likely: `zh-HK` is `zh-Hant`, `pt` is `pt-BR`. `own` holds the page's own words by tag.
 */
export function lookUp(
  wishes: readonly (string | null | undefined)[],
  own: Readonly<Record<string, unknown>>,
): Language {
  for (const wish of wishes) {
    try {
      const locale = new Intl.Locale((wish ?? '').replaceAll('_', '-'));
      const { language, script = '', region = '' } = locale.maximize();
      const chain = [language, `${language}-${script}`, `${language}-${region}`];
      const name = chain.findLast((each) => LOCALE_NAMES.includes(` ${each} `));
      if (name ?? chain.some((each) => each in own))
        return { tag: locale.toString(), name: name ?? 'en', rtl: /Arab|Hebr/.test(script), chain };
    } catch {
      // Not a language tag: the next wish counts.
    }
  }
  return ENGLISH;
}
