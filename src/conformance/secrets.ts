import { pathText, walk } from './wire.js';

/** Names that no field of the contract has, and that tell what stands in it. */
const NAMES =
  /secret|passw|private_?key|api_?key|access_?key|token|bearer|authorization|hmac|signature|cvv|cvc|card_?number|iban|e?_?mail|phone|mobile|customer|address|birth/i;

/** What keys and tokens look like, wherever they stand. */
const VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\b(?:sk|rk|whsec)_\w{8,}/,
  /\b(?:Bearer|Basic) [\w+/=.-]{12,}/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
];

/** Where something looks secret or personal. The value itself is never told on. */
export function secretsIn(view: unknown): readonly string[] {
  return [...walk(view)].flatMap(({ path, value }) => {
    const name = path.at(-1);
    // A null says nothing, but a field that is there for no reason may say more tomorrow.
    if (typeof name === 'string' && NAMES.test(name)) {
      return [`${pathText(path)} has the name of something that is not for the page`];
    }
    const looks = typeof value === 'string' && VALUES.some((pattern) => pattern.test(value));
    return looks ? [`${pathText(path)} looks like a key or a token`] : [];
  });
}
