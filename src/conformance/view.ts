import { PaymentSessionView } from '../contract/payment-session.js';
import { isSecure, parseUrl } from '../server/web-url.js';
import { wrongDigits } from './amounts.js';
import { wrongTimes } from './times.js';
import { wrongWords } from './view-words.js';
import { at, inWords, pathText, wrongFields, type WrongField } from './wire.js';

/** What is wrong with a view, by the fact that it breaks: each mistake once. */
export interface ViewMistakes {
  readonly contract: readonly string[];
  readonly shape: readonly string[];
  readonly words: readonly string[];
  readonly amounts: readonly string[];
  readonly times: readonly string[];
}

export function mistakesIn(view: unknown): ViewMistakes {
  const wrong = wrongFields(PaymentSessionView, view);
  const others = wrong.filter((one) => !isVersion(one) && !isOfMoney(one));
  return {
    contract: wrong.filter(isVersion).map(inWords),
    shape: others.map(inWords),
    words: wrongWords(view),
    amounts: [...wrong.filter(isOfMoney).map(inWords), ...wrongDigits(view)],
    times: wrongTimes(view),
  };
}

/** Any mistake at all, for a view that comes along with another answer. */
export function firstMistake(view: unknown): string | null {
  const { contract, shape, words, amounts, times } = mistakesIn(view);
  return [...contract, ...shape, ...words, ...amounts, ...times][0] ?? null;
}

const isVersion = ({ path }: WrongField): boolean => path.length === 1 && path[0] === 'contract';

const isOfMoney = ({ path }: WrongField): boolean =>
  path.length > 1 && (path.at(-1) === 'value' || path.at(-1) === 'currency');

/** What the page opens for the shopper, or sends them to. */
const LINKS: readonly (readonly string[])[] = [
  ['cancel_url'],
  ['hosted_url'],
  ['terms', 'url'],
  ['attachment', 'url'],
];

export function wrongLinks(view: unknown): readonly string[] {
  return LINKS.flatMap((path) => {
    const text = at(view, path);
    if (typeof text !== 'string') return [];
    const url = parseUrl(text);
    if (url && isSecure(url)) return [];
    return [`${pathText(path)} is ${url ? `${url.protocol} of ${url.host}` : 'no absolute URL'}`];
  });
}

/** Codes and plans that the page could not tell apart, and a default that nobody can select. */
export function wrongMethods(view: PaymentSessionView): readonly string[] {
  const { payment_methods: methods, default_payment_method: preferred } = view;
  const twice = methods.filter(({ code }, index) => {
    return code === '' || methods.findIndex((other) => other.code === code) !== index;
  });
  const plans = methods.filter(({ instalments = [] }) => {
    const counts = instalments.map(({ count }) => count);
    return new Set(counts).size < counts.length || counts.some((one) => !isCount(one));
  });
  const usable = methods.filter((method) => method.unavailable_reason === null);
  const lost = preferred != null && !usable.some(({ code }) => code === preferred);
  return [
    ...twice.map(({ code }) => `the code "${code}" is empty or there twice`),
    ...plans.map(({ code }) => `the plans of "${code}" have counts below 2, or one of them twice`),
    ...(lost ? [`default_payment_method "${preferred}" cannot be used`] : []),
  ];
}

const isCount = (count: number): boolean => Number.isInteger(count) && count >= 2;
