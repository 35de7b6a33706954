import {
  hostedPageProblems,
  hostedPageSettings,
  type HostedPageOptions,
  type HostedPageSettings,
} from '../hosted-page.js';
import {
  commonProblems,
  commonSettings,
  demandOptions,
  isHeaderText,
  isText,
  lifetimeProblem,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from '../options.js';

/**
 * `baseUrl`: what stands before `/server-to-server-interface`. Seed 002 writes it with one `/api/v1`
 * and with two: `https://api-dev.paymentoptions.com/api/v1` is the one of PaymentOptions' own app.
 */
export interface PaymentOptionsClientOptions extends CommonOptions {
  /** Default `paymentoptions`: what errors call it. */
  readonly code?: string;
  /**
   * The `Authorization` header as it is: `Basic` and the key. The sources disagree whether the key
   * stands there as it is (seed 002) or in base64, so nothing is added or encoded.
   */
  readonly authorization: string;
  /** The `x-api-key` header as it is. */
  readonly apiKey: string;
}

/**
 * What an amount of 1000 JPY cannot tell, and no document says: whether 1.50 EUR is sent as `1.5`
 * (major) or as `150` (minor).
 */
export type AmountUnit = 'major' | 'minor';

export interface PaymentOptionsOptions extends HostedPageOptions, PaymentOptionsClientOptions {
  readonly code?: string;
  /** The merchant id (DASMID). At most 128 characters. */
  readonly merchantId: string;
  /** At most 45 characters. */
  readonly merchantEmail: string;
  /** Has no default: a wrong guess is wrong a hundredfold. Ask PaymentOptions for your account. */
  readonly amountUnit: AmountUnit;
  /** How long a link takes payments, in milliseconds. Not documented. Default 24 hours. */
  readonly linkLifetimeMs?: number;
  /** The account stores cards. Default false. */
  readonly tokenization?: boolean;
  /** Whether `inprogress_url` is sent, which only an older manual knows. Default false. */
  readonly inprogressUrl?: boolean;
  /**
   * While no transaction is known, ask for one by the id of the link, which seed 002 calls a
   * transaction reference id. So a payment whose webhook was lost is found, where the two ids are
   * the same; where they are not, the answer is "unknown" and nothing is concluded. Default true.
   */
  readonly askByLinkId?: boolean;
}

export interface PaymentOptionsClientSettings extends CommonSettings {
  readonly authorization: string;
  readonly apiKey: string;
}

export interface PaymentOptionsSettings extends HostedPageSettings, PaymentOptionsClientSettings {
  readonly merchantId: string;
  readonly merchantEmail: string;
  readonly amountUnit: AmountUnit;
  readonly linkLifetimeMs: number;
  readonly tokenization: boolean;
  readonly inprogressUrl: boolean;
  readonly askByLinkId: boolean;
}

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_CODE = 'paymentoptions';
/** No real money moves there (the build variants of PaymentOptions' own app). */
const TEST_HOSTS = ['api-dev.paymentoptions.com', 'api-staging.paymentoptions.com'];

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function paymentOptionsClientSettings(
  options: PaymentOptionsClientOptions,
): PaymentOptionsClientSettings {
  const { code: gateway = DEFAULT_CODE, authorization, apiKey } = options;
  demandOptions(gateway, [...commonProblems(options), ...keyProblems(options)]);
  return { ...commonSettings(gateway, options), authorization, apiKey };
}

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function paymentOptionsSettings(options: PaymentOptionsOptions): PaymentOptionsSettings {
  const { code: gateway = DEFAULT_CODE, authorization, apiKey } = options;
  const { merchantId, merchantEmail, amountUnit, linkLifetimeMs = DAY } = options;
  demandOptions(gateway, [
    ...hostedPageProblems(options),
    ...keyProblems(options),
    upTo('merchantId', merchantId, 128),
    upTo('merchantEmail', merchantEmail, 45),
    ['major', 'minor'].includes(amountUnit)
      ? null
      : ['amountUnit', "say 'major' or 'minor'; no document does, so ask PaymentOptions"],
    lifetimeProblem('linkLifetimeMs', linkLifetimeMs),
  ]);
  return {
    ...hostedPageSettings(gateway, options, TEST_HOSTS),
    authorization,
    apiKey,
    merchantId,
    merchantEmail,
    amountUnit,
    linkLifetimeMs,
    tokenization: options.tokenization ?? false,
    inprogressUrl: options.inprogressUrl ?? false,
    askByLinkId: options.askByLinkId ?? true,
  };
}

const upTo = (name: string, text: unknown, max: number): OptionProblem =>
  isText(text) && text.length <= max ? null : [name, `give it, with at most ${max} characters`];

function keyProblems(options: PaymentOptionsClientOptions): readonly OptionProblem[] {
  // Spread, because a caller without types may have left it out.
  const { authorization }: Partial<PaymentOptionsClientOptions> = { ...options };
  return [
    isText(authorization) && /^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(authorization)
      ? null
      : ['authorization', 'give the whole header: Basic, a space, the key'],
    isHeaderText(options.apiKey) ? null : ['apiKey', 'give the x-api-key as it is'],
  ];
}
