import type { Strings } from './locales/strings.js';

/*
 * What is fetched by its name, each as its own chunk. The scripts that a page loads as they are get
 * another version of this module (`scripts/lib/parts-by-name.mjs`), which builds a URL of the name.
 */

/** The words of a language. */
export interface LocaleModule {
  readonly words: Partial<Strings>;
}

const LOADERS: Readonly<Record<string, () => Promise<LocaleModule>>> = {
  ar: () => import('./locales/ar.js'),
  bs: () => import('./locales/bs.js'),
  de: () => import('./locales/de.js'),
  es: () => import('./locales/es.js'),
  fa: () => import('./locales/fa.js'),
  fr: () => import('./locales/fr.js'),
  he: () => import('./locales/he.js'),
  hi: () => import('./locales/hi.js'),
  hr: () => import('./locales/hr.js'),
  id: () => import('./locales/id.js'),
  it: () => import('./locales/it.js'),
  ja: () => import('./locales/ja.js'),
  ko: () => import('./locales/ko.js'),
  nl: () => import('./locales/nl.js'),
  pl: () => import('./locales/pl.js'),
  pt: () => import('./locales/pt.js'),
  'pt-BR': () => import('./locales/pt-BR.js'),
  sr: () => import('./locales/sr.js'),
  'sr-Latn': () => import('./locales/sr-Latn.js'),
  th: () => import('./locales/th.js'),
  tr: () => import('./locales/tr.js'),
  uk: () => import('./locales/uk.js'),
  ur: () => import('./locales/ur.js'),
  vi: () => import('./locales/vi.js'),
  'zh-Hans': () => import('./locales/zh-Hans.js'),
  'zh-Hant': () => import('./locales/zh-Hant.js'),
};

/** Fetches the words of a language of `locales/names.ts`. */
export const loadLocale = (name: string): Promise<LocaleModule> =>
  LOADERS[name]?.() ?? Promise.reject(new RangeError(name));

/** Fetches the texts for developers. */
export const loadRemedies = () => import('./remedies.js');

/** Fetches what draws QR codes. */
export const loadQr = () => import('./qr.js');
