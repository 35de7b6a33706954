import { jwtVerify, SignJWT } from 'jose';
import { CheckoutError } from '../errors.js';
import { secretCheck } from '../secret-check.js';
import type { MerchantHttpSettings } from './options.js';

/** Who is asked for tokens and who takes them: a token of another backend is none of ours. */
export interface TokenScope {
  /** `publicUrl`. */
  readonly issuer: string;
  readonly now: () => number;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface AccessToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
}

export interface Access {
  /** @throws {CheckoutError} `unauthorized` */
  readonly logIn: (login: Login) => Promise<AccessToken>;
  /** @throws {CheckoutError} `unauthorized`: without a right key and a token that is still good */
  readonly demand: (headers: Headers) => Promise<void>;
}

const ALGORITHM = 'HS256';
/** Of the clocks of several processes. */
const TOLERANCE = '5s';

export function createAccess(settings: MerchantHttpSettings, scope: TokenScope): Access {
  const { username, passwords, tokenLifetimeMs, tokenSecrets } = settings;
  const keys = tokenSecrets.map((secret) => new TextEncoder().encode(secret));
  const [signingKey = new Uint8Array()] = keys;
  const names = { issuer: scope.issuer, audience: `${scope.issuer}/merchant` };
  const knowsKey = secretCheck(settings.apiKeys);
  const knowsLogin = secretCheck(passwords.map((password) => loginText({ username, password })));

  /** A token is good for the user of now only: another name in the options ends the old tokens. */
  const isGood = async (token: string): Promise<boolean> => {
    const currentDate = new Date(scope.now());
    for (const key of keys) {
      const verified = await jwtVerify(token, key, {
        ...{ ...names, subject: username, algorithms: [ALGORITHM], typ: 'JWT' },
        ...{ requiredClaims: ['exp'], clockTolerance: TOLERANCE, currentDate },
      }).catch(() => null);
      if (verified !== null) return true;
    }
    return false;
  };

  return {
    logIn: async (login) => {
      if (!(await knowsLogin(loginText(login)))) throw unauthorized('username or password');
      const issuedAt = Math.floor(scope.now() / 1000);
      const seconds = tokenLifetimeMs / 1000;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(names.issuer)
        .setAudience(names.audience)
        .setSubject(username)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(signingKey);
      return { access_token: token, token_type: 'Bearer', expires_in: seconds };
    },
    demand: async (headers) => {
      // Both are looked at, whatever the first one was: the time says nothing about either.
      const rightKey = await knowsKey(headers.get('x-api-key') ?? '');
      const [, token = ''] = /^Bearer +(\S+)$/i.exec(headers.get('Authorization') ?? '') ?? [];
      const goodToken = await isGood(token);
      if (!rightKey) throw unauthorized('x-api-key');
      if (!goodToken) throw unauthorized('bearer token');
    },
  };
}

/** One text of the pair, of which no other pair is made. */
const loginText = ({ username, password }: Login): string => JSON.stringify([username, password]);

/** The same words whatever was wrong; only the log hears of it. */
const unauthorized = (what: string): CheckoutError =>
  new CheckoutError(
    'unauthorized',
    'Send x-api-key and Authorization: Bearer with a token from POST /merchant/token.',
    { cause: `wrong or missing: ${what}` },
  );
