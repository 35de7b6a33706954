import type { PaymentSessionView } from '../contract/payment-session.js';
import { en, type FirstStrings } from './locales/en.js';
import { ENGLISH, lookUp, type Language } from './locales/look-up.js';
import { mix } from './locales/mix.js';
import type { CustomStrings, Strings } from './locales/strings.js';
import type { Ports } from './ports.js';

/** Milliseconds after which what waits for its words is shown in English. */
const PATIENCE = 3000;

/** What the choice of words needs from the element. */
export interface Speaker extends HTMLElement {
  readonly ports: Ports;
  /** The page's own words. */
  readonly strings: CustomStrings | null | undefined;
  requestUpdate(): void;
}

/** A language with its words. */
export interface Speech extends Language {
  /** In fact all words that are not English, those of later screens too. */
  readonly strings: FirstStrings;
  /** True while the words are being fetched. */
  readonly awaited: boolean;
}

/**
 * What to speak now: the first of attribute, session and page that there are words of. While these
 * are fetched, it stays what a session was shown in before.
 */
export type Voice = (session: PaymentSessionView | null) => Speech;

/** Finds the language of one widget, and fetches its words. */
export function createVoice(host: Speaker): Voice {
  /** By name; undefined while they are fetched, null when English stands in for them. */
  const known: Record<string, Partial<Strings> | null | undefined> = { en: {} };
  let last: Speech | undefined;

  const fetchWords = (name: string) => {
    const settle = (words: Partial<Strings> | null) => {
      known[name] = words;
      host.requestUpdate();
    };
    const miss = (why: unknown) => {
      // Too late to be missed, or missed already.
      if (known[name] !== undefined) return;
      // eslint-disable-next-line no-console
      console.warn(`<hpp-checkout> English, not "${name}":`, why);
      settle(null);
    };
    known[name] = undefined;
    host.ports.locale(name).then(({ words }) => settle(words), miss);
    void host.ports.sleep(PATIENCE, new AbortController().signal).then(() => miss('timeout'));
  };

  return (session) => {
    const own = host.strings ?? {};
    const found = lookUp([host.lang, session?.language, languageAround(host)], own);
    if (!(found.name in known)) fetchWords(found.name);
    const words = known[found.name];
    const awaited = words === undefined;
    if (awaited && last) return last;
    const spoken = words ? found : ENGLISH;
    const strings = mix(en, [words, ...spoken.chain.map((tag) => own[tag])]);
    const speech = { ...spoken, strings, awaited };
    if (session && !awaited) last = speech;
    return speech;
  };
}

/** The `lang` of the nearest ancestor that has one, across shadow roots. */
function languageAround(host: Node): string | undefined {
  let node: Node | null | undefined = host;
  while ((node = node.parentNode ?? (node as Partial<ShadowRoot>).host)) {
    const { lang } = node as Partial<HTMLElement>;
    if (lang) return lang;
  }
  return undefined;
}
