import { StartPaymentResponse } from '../contract/start-payment.js';
import { hasCredentials, isSecure, parseUrl } from '../server/web-url.js';
import type { Answer } from './exchange.js';
import { wrongTimes } from './times.js';
import { wrongAttemptWords } from './view-words.js';
import { complaintsOf } from './wire.js';

/** A payment that was started, and under which key. */
export interface Started {
  readonly key: string;
  readonly response: StartPaymentResponse;
}

/** An attempt in one of these has an outcome still to come. */
const LIVE = ['starting', 'redirected', 'returned'];

export function readStart(
  answer: Answer,
  method: string,
  key: string,
): { readonly started: Started | null; readonly mistakes: readonly string[] } {
  const { body } = answer;
  const mistakes = [
    ...complaintsOf(StartPaymentResponse, body),
    ...wrongAttemptWords(body, ['attempt']),
    ...wrongTimes(body),
  ];
  const parsed = StartPaymentResponse.safeParse(body);
  if (!parsed.success) return { started: null, mistakes };
  const { attempt } = parsed.data;
  if (!LIVE.includes(attempt.state)) mistakes.push(`attempt.state is "${attempt.state}"`);
  if (attempt.payment_method !== method) {
    mistakes.push(`attempt.payment_method is "${attempt.payment_method}", not "${method}"`);
  }
  return { started: { key, response: parsed.data }, mistakes: [...new Set(mistakes)] };
}

/** The policy of the widget: a redirect that it would refuse is of no use. Tells no more than the host. */
export function wrongRedirect({
  method,
  url: text,
  fields,
}: StartPaymentResponse['redirect']): readonly string[] {
  const url = parseUrl(text);
  const mistakes: string[] = [];
  if (!url) mistakes.push('redirect.url is no absolute URL');
  else if (!isSecure(url)) mistakes.push(`redirect.url is ${url.protocol} of ${url.host}`);
  else if (hasCredentials(url)) mistakes.push('redirect.url has a user name or a password');
  if (method === 'POST' && !fields) mistakes.push('redirect.fields are missing with POST');
  if (method === 'GET' && fields) mistakes.push('redirect.fields are there with GET');
  return mistakes;
}
