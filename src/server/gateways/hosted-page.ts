import type { Money } from '../../contract/money.js';
import type { Price } from './amount.js';
import { GatewayError } from './gateway-error.js';
import type { MethodOffer, OpenedSession, Started } from './gateway.js';
import { detailsProblems, PLAIN, withDetails, type MethodDetails } from './method-details.js';
import {
  commonProblems,
  commonSettings,
  isText,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from './options.js';
import type { OrderFacts } from './order-facts.js';
import { shopperUrl } from './shopper-url.js';

/**
 * What is common to providers whose page asks the shopper how to pay: here they are one method,
 * listed as the merchant says, without asking the provider.
 */

/** The code of that one method. */
export const METHOD_CODE = 'hosted_page';

export interface HostedPageOptions extends CommonOptions {
  /** Default: the provider's name; another one lets two accounts stand side by side. */
  readonly code?: string;
  /** How the hosted page is listed. `icon` is an absolute URL. */
  readonly method: MethodDetails & { readonly name: string; readonly icon?: string };
  /** The currencies that the account takes (ISO 4217). Default: any. */
  readonly currencies?: readonly string[];
  /** Whether no real money moves. Default: true for the provider's test hosts and this machine. */
  readonly sandbox?: boolean;
}

export interface HostedPageSettings extends CommonSettings {
  readonly method: HostedPageOptions['method'];
  readonly currencies: ReadonlySet<string> | null;
  readonly sandbox: boolean;
}

/** Call after `demandOptions`. `testHosts`: the host names where no real money moves. */
export function hostedPageSettings(
  gateway: string,
  options: HostedPageOptions,
  testHosts: readonly string[],
): HostedPageSettings {
  const common = commonSettings(gateway, options);
  const { protocol, hostname } = new URL(common.baseUrl);
  return {
    ...common,
    method: options.method,
    currencies: options.currencies ? new Set(options.currencies) : null,
    // http is this machine: no provider is reached without https.
    sandbox: options.sandbox ?? (protocol === 'http:' || testHosts.includes(hostname)),
  };
}

export function hostedPageProblems(options: HostedPageOptions): readonly OptionProblem[] {
  const { currencies } = options;
  // Spread, because a caller without types may have left it out.
  const method: Partial<HostedPageOptions['method']> = { ...options.method };
  const icon = method.icon === undefined || shopperUrl(method.icon) !== null;
  return [
    ...commonProblems(options),
    isText(method.name) ? null : ['method.name', 'say how the method is listed'],
    icon ? null : ['method.icon', 'give an absolute https URL'],
    ...detailsProblems('method', method),
    currencies === undefined || currencies.every((code) => /^[A-Z]{3}$/.test(code))
      ? null
      : ['currencies', 'list ISO 4217 codes in upper case'],
  ];
}

/** The hosts of the method's own image. */
export const assetHostsOf = ({ method }: HostedPageSettings): readonly string[] =>
  method.icon === undefined ? [] : [new URL(method.icon).host];

/** The price, unless the account does not take its currency. */
export function acceptedPrice<T>(
  { currencies }: HostedPageSettings,
  amount: Money,
  price: (amount: Money) => Price<T>,
): Price<T> {
  return currencies === null || currencies.has(amount.currency)
    ? price(amount)
    : { ok: false, reason: 'currency_not_supported' };
}

/** The one method. It costs the shopper what the order costs. */
export function hostedPageOffer(
  { method, sandbox }: HostedPageSettings,
  { amount }: Pick<OrderFacts, 'amount'>,
  own: Pick<MethodOffer, 'canSaveCard' | 'unavailableReason'> & Partial<MethodOffer>,
): MethodOffer {
  const offer = {
    ...PLAIN,
    code: METHOD_CODE,
    name: method.name,
    icon: method.icon ?? null,
    description: null,
    fee: null,
    feeDescription: null,
    total: amount,
    sandbox,
    ...own,
  };
  return withDetails(offer, method, amount);
}

/** The value of a price that can be paid. @throws {GatewayError} `refused` otherwise. */
export function demandPrice<T>({ gateway }: HostedPageSettings, price: Price<T>): T {
  if (price.ok) return price.value;
  throw new GatewayError('refused', gateway, `${gateway} cannot take it: ${price.reason}.`);
}

/**
 * Sends the shopper to the page that was opened.
 * @throws {GatewayError} `invalid_answer` when it is no URL for a shopper; `field` names its place.
 */
export function hostedPageRedirect(
  { gateway }: HostedPageSettings,
  opened: OpenedSession,
  page: unknown,
  field: string,
): Started {
  const url = shopperUrl(page);
  if (url !== null) return { kind: 'redirect', opened, redirect: { method: 'GET', url } };
  throw new GatewayError(
    'invalid_answer',
    gateway,
    `${gateway} answered with a ${field} that is not https: no shopper is sent there.`,
  );
}
