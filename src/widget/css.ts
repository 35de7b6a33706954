import { unsafeCSS, type CSSResult } from 'lit';

/**
 * A style sheet of our own. The tag of Lit can also join values, which no style sheet here has; its
 * code would be in every page.
 */
export const css = ([rules]: readonly string[]): CSSResult => unsafeCSS(rules);
