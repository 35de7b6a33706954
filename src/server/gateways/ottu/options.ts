import { commonProblems, demandOptions, isText, type OptionProblem } from '../options.js';
import {
  credentialProblem,
  DEFAULT_CODE,
  ottuConnection,
  type OttuClientOptions,
  type OttuConnection,
} from './connection.js';
import { durationMs, type OttuNotifications } from './fields.js';

interface OttuOwn {
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

/** The account at Ottu, and what is offered there. */
export type OttuOptions = OttuOwn & OttuClientOptions;

export interface OttuSettings extends OttuConnection {
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
  const gateway = options.code ?? DEFAULT_CODE;
  demandOptions(gateway, [...commonProblems(options), ...ownProblems(options)]);
  const connection = ottuConnection(options);
  return {
    ...connection,
    secrets: [...connection.secrets, options.webhookKey],
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

const tooLong = (name: string, text: string | undefined, max: number): OptionProblem =>
  text === undefined || text.length <= max ? null : [name, `use at most ${max} characters`];
