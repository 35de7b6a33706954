import type { NewSession } from '../checkout-types.js';
import { checkUrl, invalid } from './merchant-input.js';
import type { SessionRecord } from './records.js';

type Given = Pick<NewSession, 'terms' | 'attachment' | 'defaultPaymentMethod'>;
type Extras = Pick<SessionRecord, 'terms' | 'attachment' | 'defaultMethod'>;

/**
 * What a session may have beyond its order, checked; only what is given. `gateways`: the codes of
 * those that the session offers.
 * @throws {CheckoutError} `invalid_request`
 */
export function toExtras(given: Given, gateways: readonly string[]): Extras {
  const { terms, attachment, defaultPaymentMethod: code } = given;
  return {
    ...(terms === undefined ? {} : { terms: terms && toTerms(terms) }),
    ...(attachment === undefined ? {} : { attachment: attachment && toAttachment(attachment) }),
    ...(code === undefined ? {} : { defaultMethod: code === null ? null : toCode(code, gateways) }),
  };
}

function toTerms({ name, url }: NonNullable<Given['terms']>) {
  return {
    name: name === undefined ? null : checkName(name, 'terms.name'),
    url: demandUrl(url, 'terms.url'),
  };
}

function toAttachment({ name, url }: NonNullable<Given['attachment']>) {
  return { name: checkName(name, 'attachment.name'), url: demandUrl(url, 'attachment.url') };
}

/** Its methods are not known before the providers are asked, so only its gateway can be checked. */
function toCode(code: unknown, gateways: readonly string[]): string {
  const known = typeof code === 'string' && gateways.some((one) => code.startsWith(`${one}:`));
  if (known) return code;
  const examples = gateways.map((one) => `${one}:…`).join(', ');
  throw invalid('defaultPaymentMethod', `the code of a method as the page has it: ${examples}`);
}

function checkName(name: unknown, field: string): string {
  if (typeof name === 'string' && name.trim() !== '' && name.length <= 200) return name;
  throw invalid(field, 'a text of 1 to 200 characters');
}

/** It may come from JavaScript: a missing URL is no URL. */
const demandUrl = (url: string | undefined, field: string): string =>
  checkUrl(url ?? '', field) ?? '';
