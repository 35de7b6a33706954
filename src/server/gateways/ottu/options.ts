import {
  commonProblems,
  commonSettings,
  demandOptions,
  isHeaderText,
  isText,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from '../options.js';
import { toBase64 } from '../signature.js';
import type { OttuNotifications } from './wire.js';

interface OttuOwn extends CommonOptions {
  /** Default `ottu`; another one lets two Ottu accounts stand side by side. */
  readonly code?: string;
  /** The HMAC key of the dashboard's webhook configuration. */
  readonly webhookKey: string;
  /** The payment gateway codes to offer, as set up in Ottu. */
  readonly pgCodes: readonly string[];
  /** The Ottu plugin that takes the payments. Default `e_commerce`. */
  readonly type?: 'e_commerce' | 'payment_request';
  /**
   * The codes whose hosted page offers to save the card. Ottu shows that offer itself once it
   * knows the customer's id, so a code outside of this list is never said to save one. Default none.
   */
  readonly tokenizable?: readonly string[];
  /** How long Ottu takes payments: `DD HH:MM:SS`. Ottu's default is `1 00:00:00`. */
  readonly expirationTime?: string;
  /** At most 64 characters. */
  readonly vendorName?: string;
  /** At most 128 characters. */
  readonly productType?: string;
  /** Which events Ottu tells the customer by e-mail and SMS; each needs that contact. */
  readonly notifications?: OttuNotifications;
}

/** The private API key, or a user of Basic authentication with the permissions of seed 003. */
export type OttuOptions = OttuOwn &
  (
    | { readonly apiKey: string; readonly basicAuth?: undefined }
    | { readonly apiKey?: undefined; readonly basicAuth: OttuBasicAuth }
  );

export interface OttuBasicAuth {
  readonly username: string;
  readonly password: string;
}

export interface OttuSettings extends CommonSettings {
  /** The value of the `Authorization` header. */
  readonly authorization: string;
  /** What no error may quote. */
  readonly secrets: readonly string[];
  readonly webhookKey: string;
  readonly pgCodes: readonly string[];
  readonly type: 'e_commerce' | 'payment_request';
  readonly tokenizable: ReadonlySet<string>;
  readonly expirationTime: string | undefined;
  readonly vendorName: string | undefined;
  readonly productType: string | undefined;
  readonly notifications: OttuNotifications | undefined;
}

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function ottuSettings(options: OttuOptions): OttuSettings {
  const gateway = options.code ?? 'ottu';
  demandOptions(gateway, [...commonProblems(options), ...ownProblems(options)]);
  return {
    ...commonSettings(gateway, options),
    ...credentials(options),
    webhookKey: options.webhookKey,
    pgCodes: [...options.pgCodes],
    type: options.type ?? 'e_commerce',
    tokenizable: new Set(options.tokenizable),
    expirationTime: options.expirationTime,
    vendorName: options.vendorName,
    productType: options.productType,
    notifications: options.notifications,
  };
}

function ownProblems(options: OttuOptions): readonly OptionProblem[] {
  const { webhookKey, pgCodes, expirationTime, vendorName, productType } = options;
  const codes = Array.isArray(pgCodes) && pgCodes.length > 0 && pgCodes.every(isText);
  return [
    credentialProblem(options),
    isText(webhookKey) ? null : ['webhookKey', 'give the HMAC key of the webhook configuration'],
    codes ? null : ['pgCodes', 'list at least one payment gateway code'],
    expirationTime === undefined || durationMs(expirationTime) !== null
      ? null
      : ['expirationTime', 'write it as DD HH:MM:SS'],
    tooLong('vendorName', vendorName, 64),
    tooLong('productType', productType, 128),
  ];
}

function credentialProblem({ apiKey, basicAuth }: OttuOptions): OptionProblem {
  if ((apiKey === undefined) === (basicAuth === undefined)) {
    return ['apiKey', 'give either the private API key or basicAuth'];
  }
  if (basicAuth !== undefined) {
    const usable = isText(basicAuth.username) && isText(basicAuth.password);
    return usable ? null : ['basicAuth', 'give username and password'];
  }
  return isHeaderText(apiKey) ? null : ['apiKey', 'give the private API key'];
}

const tooLong = (name: string, text: string | undefined, max: number): OptionProblem =>
  text === undefined || text.length <= max ? null : [name, `use at most ${max} characters`];

function credentials({ apiKey, basicAuth, webhookKey }: OttuOptions): {
  authorization: string;
  secrets: readonly string[];
} {
  if (basicAuth === undefined) {
    return { authorization: `Api-Key ${apiKey}`, secrets: [apiKey, webhookKey] };
  }
  const basic = toBase64(`${basicAuth.username}:${basicAuth.password}`);
  return { authorization: `Basic ${basic}`, secrets: [basic, basicAuth.password, webhookKey] };
}

/** `DD HH:MM:SS` in milliseconds; null when it is written otherwise. */
export function durationMs(text: string): number | null {
  const match = /^(\d{1,3}) (\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(text);
  if (!match) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
