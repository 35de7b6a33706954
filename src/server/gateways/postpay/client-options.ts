import {
  commonProblems,
  commonSettings,
  demandOptions,
  isText,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from '../options.js';
import { toBase64 } from '../signature.js';

/**
 * What reaches Postpay's API. `baseUrl`: `https://api.postpay.io` (seed 004), or
 * `https://sandbox.postpay.io` (public client).
 */
export interface PostpayClientOptions extends CommonOptions {
  /** Names the account in errors. Default `postpay`. */
  readonly code?: string;
  readonly merchantId: string;
  /** `sk_live_…` or `sk_test_…`. */
  readonly secretKey: string;
}

export interface PostpayClientSettings extends CommonSettings {
  /** The value of the `Authorization` header. */
  readonly authorization: string;
  /** What no error may quote. */
  readonly secrets: readonly string[];
}

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function postpayClientSettings(options: PostpayClientOptions): PostpayClientSettings {
  const gateway = options.code ?? 'postpay';
  demandOptions(gateway, [...commonProblems(options), ...credentialProblems(options)]);
  return { ...commonSettings(gateway, options), ...credentialsOf(options) };
}

/** HTTP Basic: the merchant id and the secret key (seed 004). */
export function credentialsOf({ merchantId, secretKey }: PostpayClientOptions) {
  const basic = toBase64(`${merchantId}:${secretKey}`);
  return { authorization: `Basic ${basic}`, secrets: [secretKey, basic] };
}

export function credentialProblems(options: PostpayClientOptions): readonly OptionProblem[] {
  const { merchantId, secretKey } = options;
  return [
    isText(merchantId) && !merchantId.includes(':')
      ? null
      : ['merchantId', 'give your merchant id'],
    isText(secretKey) ? null : ['secretKey', 'give the secret key of that merchant'],
  ];
}
