import { detailsProblems, type MethodDetails } from '../method-details.js';
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
  /** What you say of the methods yourself, by their codes. */
  readonly methods?: Readonly<Record<string, MethodDetails>>;
  /**
   * Shows Ottu's QR code, which leads to Ottu's own page with all methods of this payment. From the
   * moment that it is shown the payment is watched: see decision 20. Default false.
   */
  readonly qrCode?: boolean;
  /**
   * Takes the list from `sdk_setup_preload_payload`, what Ottu's own SDK is set up with: it also tells
   * whose card can be saved, so that `tokenizable` is not needed. Default false.
   */
  readonly preload?: boolean;
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
  readonly methods: ReadonlyMap<string, MethodDetails>;
  readonly qrCode: boolean;
  readonly preload: boolean;
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
    methods: new Map(Object.entries(options.methods ?? {})),
    qrCode: options.qrCode ?? false,
    preload: options.preload ?? false,
  };
}

function ownProblems(options: OttuOptions): readonly OptionProblem[] {
  const { webhookKey, pgCodes, expirationTime, vendorName, productType, methods = {} } = options;
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
    ...Object.entries(methods).flatMap(([code, details]) => [
      codes && !pgCodes.includes(code) ? missing(code) : null,
      ...detailsProblems(`methods["${code}"]`, details),
    ]),
  ];
}

/** A misspelt code would say nothing of any method, silently. */
const missing = (code: string): OptionProblem => [`methods["${code}"]`, 'list the code in pgCodes'];

const tooLong = (name: string, text: string | undefined, max: number): OptionProblem =>
  text === undefined || text.length <= max ? null : [name, `use at most ${max} characters`];
