import { wordId } from '../kit/ids.js';
import type { FinrelayContext } from './context.js';
import { Refused } from './invalid.js';

const refuse = (property: string, message: string): Refused =>
  new Refused(401, [{ property, message }]);

/** Logs in. Throws 401 for wrong credentials. */
export function issueToken(
  { login, tokens, now, tokenLifetimeMs }: FinrelayContext,
  given: { readonly username: string; readonly password: string },
): { access_token: string; expires_in: number; token_type: 'Bearer' } {
  if (given.username !== login.username || given.password !== login.password) {
    throw refuse('username', 'wrong username or password');
  }
  const token = wordId(48);
  tokens.set(token, now() + tokenLifetimeMs);
  return {
    access_token: token,
    expires_in: Math.floor(tokenLifetimeMs / 1000),
    token_type: 'Bearer',
  };
}

/** Throws 401 unless the request has a token that is alive and, where needed or sent, the right key. */
export function demandAccess(context: FinrelayContext, headers: Headers, keyNeeded: boolean): void {
  const [, token = ''] = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  const end = context.tokens.get(token);
  if (end === undefined) throw refuse('Authorization', 'a valid access token is required');
  if (context.now() >= end) throw refuse('Authorization', 'the access token has expired');
  const key = headers.get('x-api-key');
  if (key === null ? keyNeeded : key !== context.login.xApiKey) {
    throw refuse('x-api-key', 'a valid API key is required');
  }
}
