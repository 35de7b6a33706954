import { textLike } from './text-like.js';

/**
 * A session id is a bearer capability to view, start and cancel one payment session: at least 128
 * random bits, written with the URL-safe alphabet. Ours, never a provider's.
 */
export const SessionId = textLike(/^[\w-]{22,128}$/);
