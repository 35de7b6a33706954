import {
  commonSettings,
  isHeaderText,
  isText,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from '../options.js';
import { toBase64 } from '../signature.js';

interface ConnectionOwn extends CommonOptions {
  /** Default `ottu`; another one lets two Ottu accounts stand side by side. */
  readonly code?: string;
}

/** Basic authentication: what the user may do, and with which codes, is set up in Ottu. */
export interface OttuBasicAuth {
  readonly username: string;
  readonly password: string;
}

/** The private API key, or a user of Basic authentication with the permissions of seed 003. */
export type OttuCredentials =
  | { readonly apiKey: string; readonly basicAuth?: undefined }
  | { readonly apiKey?: undefined; readonly basicAuth: OttuBasicAuth };

/** What is needed to call Ottu's API. */
export type OttuClientOptions = ConnectionOwn & OttuCredentials;

export interface OttuConnection extends CommonSettings {
  /** The value of the `Authorization` header. */
  readonly authorization: string;
  /** What no error may quote. */
  readonly secrets: readonly string[];
}

export const DEFAULT_CODE = 'ottu';

/** Call after `demandOptions`: the options are known to work. */
export function ottuConnection(options: OttuClientOptions): OttuConnection {
  return {
    ...commonSettings(options.code ?? DEFAULT_CODE, options),
    ...credentials(options),
  };
}

export function credentialProblem({ apiKey, basicAuth }: OttuClientOptions): OptionProblem {
  if ((apiKey === undefined) === (basicAuth === undefined)) {
    return ['apiKey', 'give either the private API key or basicAuth'];
  }
  if (basicAuth !== undefined) {
    const usable = isText(basicAuth.username) && isText(basicAuth.password);
    return usable ? null : ['basicAuth', 'give username and password'];
  }
  return isHeaderText(apiKey) ? null : ['apiKey', 'give the private API key'];
}

function credentials({ apiKey, basicAuth }: OttuClientOptions): {
  authorization: string;
  secrets: readonly string[];
} {
  if (basicAuth === undefined) return { authorization: `Api-Key ${apiKey}`, secrets: [apiKey] };
  const basic = toBase64(`${basicAuth.username}:${basicAuth.password}`);
  return { authorization: `Basic ${basic}`, secrets: [basic, basicAuth.password] };
}
