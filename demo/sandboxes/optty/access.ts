import { wordId } from '../kit/ids.js';
import type { OpttyContext, Scope } from './context.js';
import { TokenRequest } from './fields.js';
import { parseAs, Refused } from './refused.js';

/** Gives a token for client credentials. Throws 400 for wrong fields, 401 for a wrong client. */
export function issueToken(
  { client, tokens, now, tokenLifetimeMs }: OpttyContext,
  form: Readonly<Record<string, string>>,
): { access_token: string; expires_in: number; token_type: 'Bearer'; scope: Scope } {
  const { client_id, client_secret, scope } = parseAs(TokenRequest, form);
  if (client_id !== client.id || client_secret !== client.secret) {
    throw new Refused(401, 'Invalid client credentials');
  }
  const token = wordId(64);
  tokens.set(token, { scope, end: now() + tokenLifetimeMs });
  return {
    access_token: token,
    expires_in: Math.floor(tokenLifetimeMs / 1000),
    token_type: 'Bearer',
    scope,
  };
}

/** Throws 401 unless the token is alive, 403 unless it may manage payment links. */
export function demandMerchant({ tokens, now }: OpttyContext, headers: Headers): void {
  const [, token = ''] = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  const grant = tokens.get(token);
  if (grant === undefined || now() >= grant.end) throw new Refused(401, 'Unauthorized');
  if (grant.scope !== 'merchant') throw new Refused(403, 'The scope merchant is required');
}
