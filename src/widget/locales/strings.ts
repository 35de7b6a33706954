import type { FirstStrings } from './en.js';
import type { JourneyStrings } from './en-journey.js';

/** All words of the widget in one language, by key. Values that take words are functions. */
export interface Strings extends FirstStrings, JourneyStrings {}

/** Words of a page's own, by BCP 47 tag: they go over the built-in ones of that language. */
export type CustomStrings = Readonly<Record<string, Partial<Strings>>>;
