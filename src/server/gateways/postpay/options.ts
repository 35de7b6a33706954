import {
  hostedPageProblems,
  hostedPageSettings,
  type HostedPageOptions,
  type HostedPageSettings,
} from '../hosted-page.js';
import {
  demandOptions,
  isText,
  lifetimeProblem,
  webhookTokenProblem,
  type OptionProblem,
} from '../options.js';
import type { Customer, OrderFacts } from '../order-facts.js';
import { shopperUrl } from '../shopper-url.js';
import {
  credentialProblems,
  credentialsOf,
  type PostpayClientOptions,
  type PostpayClientSettings,
} from './client-options.js';
import type { PostpayCheckout, PostpayCustomer, PostpayShipping } from './requests.js';

/** What the merchant knows of an order beyond its session. Given fields replace our own. */
export interface PostpayDetails extends Partial<
  Pick<PostpayCheckout, 'num_instalments' | 'items' | 'discounts' | 'metadata'>
> {
  readonly shipping?: Pick<Partial<PostpayShipping>, 'id' | 'name'>;
  readonly customer?: Partial<PostpayCustomer>;
}

export interface PostpayOwn extends PostpayClientOptions {
  /** The secret of the hook; several while it is being changed. */
  readonly webhookSecret: string | readonly string[];
  /**
   * The secret path segment of the one webhook URL: `{publicUrl}/webhooks/{code}/{webhookToken}`.
   * Its hook needs both events: a refund changes nothing about the order, only `transaction` tells.
   */
  readonly webhookToken: string;
  /** How old a webhook's signature may be, and how far ahead. Default 300,000 ms (public client). */
  readonly webhookToleranceMs?: number;
  /**
   * `automatic` (default): an approved order is captured as soon as its approval is proven.
   * `manual`: it stays authorized until the merchant captures it.
   */
  readonly capture?: 'automatic' | 'manual';
  /**
   * How long an approval can be captured; one that is not captured by then has expired. Postpay only
   * documents that it does: ask your account manager. Default: not known, so that only a capture
   * that comes too late tells.
   */
  readonly captureLifetimeMs?: number;
  /**
   * Fixes the number of instalments; 1 is "pay now" (public plugin). A list: the shopper chooses one of
   * these before Postpay's page, which then shows no choice. Default: the shopper chooses there.
   */
  readonly numInstalments?: number | readonly number[];
  /** Postpay demands a page for every item: an item without its own gets this one. */
  readonly shopUrl: string;
  /**
   * Postpay documents shipping as required: it goes to the billing address where there is no
   * shipping address, and without either the method is not eligible. `optional` leaves it out then,
   * as a public plugin does for goods that are not shipped. Default `required`.
   */
  readonly shipping?: 'required' | 'optional';
  /** What the way of shipping is called. Default `Shipping`. */
  readonly shippingName?: string;
  /** For addresses without a postal code, which Postpay requires. Default `00000`, as in its example. */
  readonly postalCode?: string;
  /** Adds what the session does not hold: SKUs, pages of the items, the age of the account. */
  readonly details?: (order: OrderFacts, customer: Customer | null) => PostpayDetails;
}

export type PostpayOptions = PostpayOwn & HostedPageOptions;

export interface PostpaySettings
  extends
    PostpayClientSettings,
    HostedPageSettings,
    Required<Pick<PostpayOptions, 'capture' | 'shopUrl' | 'shippingName' | 'postalCode'>> {
  readonly webhookToken: string;
  readonly webhookSecrets: readonly string[];
  readonly captureLifetimeMs: number | undefined;
  /** The one number for every payment. */
  readonly numInstalments: number | undefined;
  /** What the shopper may choose from; empty without such a choice. */
  readonly plans: readonly number[];
  readonly details: PostpayOptions['details'] | undefined;
  readonly webhookToleranceMs: number;
  readonly shippingRequired: boolean;
}

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function postpaySettings(options: PostpayOptions): PostpaySettings {
  const gateway = options.code ?? 'postpay';
  const { webhookSecret, webhookToken, secretKey } = options;
  demandOptions(gateway, [
    ...hostedPageProblems(options),
    ...credentialProblems(options),
    ...ownProblems(options),
  ]);
  const { authorization, secrets } = credentialsOf(options);
  const webhookSecrets = [webhookSecret].flat();
  const page = hostedPageSettings(gateway, options, TEST_HOSTS);
  return {
    ...page,
    sandbox: options.sandbox ?? (page.sandbox || secretKey.startsWith('sk_test')),
    authorization,
    secrets: [...secrets, webhookToken, ...webhookSecrets],
    webhookSecrets,
    webhookToken,
    webhookToleranceMs: options.webhookToleranceMs ?? 300_000,
    capture: options.capture ?? 'automatic',
    captureLifetimeMs: options.captureLifetimeMs,
    ...(isList(options.numInstalments)
      ? { numInstalments: undefined, plans: [...options.numInstalments] }
      : { numInstalments: options.numInstalments, plans: [] }),
    shopUrl: options.shopUrl,
    shippingRequired: options.shipping !== 'optional',
    shippingName: options.shippingName ?? 'Shipping',
    postalCode: options.postalCode ?? '00000',
    details: options.details,
  };
}

/** Postpay's test API (public client). */
const TEST_HOSTS = ['sandbox.postpay.io'];

function ownProblems(options: PostpayOptions): readonly OptionProblem[] {
  const { webhookSecret, numInstalments, shopUrl } = options;
  const secrets = [webhookSecret].flat();
  return [
    secrets.length > 0 && secrets.every(isText)
      ? null
      : ['webhookSecret', 'give the secret of the hook, or the old and the new one'],
    webhookTokenProblem(options.webhookToken),
    lifetimeProblem('webhookToleranceMs', options.webhookToleranceMs),
    lifetimeProblem('captureLifetimeMs', options.captureLifetimeMs),
    ['automatic', 'manual', undefined].includes(options.capture)
      ? null
      : ['capture', 'use automatic or manual'],
    ['required', 'optional', undefined].includes(options.shipping)
      ? null
      : ['shipping', 'use required or optional'],
    numInstalments === undefined || isNumberOfPlan(numInstalments)
      ? null
      : ['numInstalments', 'give an integer above 0, or a list of different ones above 1'],
    shopperUrl(shopUrl) === null ? ['shopUrl', 'give the https URL of your shop'] : null,
  ];
}

const isList = (value: number | readonly number[] | undefined): value is readonly number[] =>
  Array.isArray(value);

function isNumberOfPlan(value: number | readonly number[]): boolean {
  if (!isList(value)) return Number.isInteger(value) && value > 0;
  const whole = value.every((count) => Number.isInteger(count) && count > 1);
  return value.length > 0 && whole && new Set(value).size === value.length;
}
