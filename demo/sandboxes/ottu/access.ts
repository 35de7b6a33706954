import { ApiError } from './drf.js';
import type { OttuUser } from './options.js';

/** Who asks: the API key may do everything, a user what was granted. */
export type Caller =
  { readonly kind: 'admin' } | { readonly kind: 'user'; readonly user: OttuUser };

export interface Keys {
  readonly apiKey: string;
  readonly publicKey: string;
  readonly users: readonly OttuUser[];
}

/** The caller of a request. Throws 401 for none and for a wrong one. */
export function authenticate(header: string | null, keys: Keys): Caller {
  const [, scheme = '', value = ''] = /^(\S+)\s+(.+)$/.exec(header ?? '') ?? [];
  switch (scheme.toLowerCase()) {
    case 'api-key':
      if (value === keys.apiKey) return { kind: 'admin' };
      if (value === keys.publicKey) throw forbidden();
      throw new ApiError(401, 'Invalid API key.');
    case 'basic':
      return { kind: 'user', user: findUser(value, keys.users) };
    default:
      throw new ApiError(401, 'Authentication credentials were not provided.');
  }
}

function findUser(encoded: string, users: readonly OttuUser[]): OttuUser {
  let decoded = '';
  try {
    decoded = new TextDecoder().decode(
      Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)),
    );
  } catch {
    throw new ApiError(401, 'Invalid basic header. Credentials not correctly base64 encoded.');
  }
  const user = users.find((each) => `${each.username}:${each.password}` === decoded);
  if (user === undefined) throw new ApiError(401, 'Invalid username/password.');
  return user;
}

export const forbidden = (): ApiError =>
  new ApiError(403, 'You do not have permission to perform this action.');

/** Throws 403 unless the caller has one of the permissions. */
export function demand(caller: Caller, ...permissions: readonly string[]): void {
  if (caller.kind === 'admin') return;
  if (!permissions.some((each) => caller.user.permissions.includes(each))) throw forbidden();
}

/** Throws 403 unless the caller may use every gateway code. */
export function demandCodes(caller: Caller, codes: readonly string[]): void {
  if (caller.kind === 'admin') return;
  if (!codes.every((code) => caller.user.pgCodes.includes(code))) throw forbidden();
}
