import { notify, patchSession, record, type Change } from './change.js';
import type { Review, SessionRecord } from './records.js';

type Ground = Pick<Review, 'reason' | 'providerSessionId' | 'attemptId'>;

/**
 * Holds the session for the merchant: the page shows confirming, and no payment can be started.
 * Said once per reason, provider session and attempt.
 */
export function hold(change: Change, ground: Ground, detail: string): Change {
  const { reviews } = change.session;
  if (reviews.some((one) => isSame(one, ground))) return change;
  const held = patchSession(change, {
    reviews: [...reviews, { ...ground, detail, since: change.at }],
  });
  const { reason, attemptId } = ground;
  const logged = record(held, 'session.review', attemptId, { reason, detail });
  return notify(logged, 'review_needed', attemptId);
}

/** The provider session says again what is understood: holds for what was not understood end. */
export function releaseUnknown(change: Change, providerSessionId: string): Change {
  return release(
    change,
    (one) => one.reason !== 'amount_mismatch' && one.providerSessionId === providerSessionId,
  );
}

/** Ends the hold that concerns this attempt: its payment turned out right after all. */
export function releaseFor(change: Change, attemptId: string): Change {
  return release(change, (one) => one.reason === 'amount_mismatch' && one.attemptId === attemptId);
}

/** Ends every hold: the merchant has looked. */
export function releaseAll(change: Change): Change {
  return release(change, () => true);
}

export function isHeld(session: SessionRecord): boolean {
  return session.reviews.length > 0;
}

/** What became of this provider session is for the merchant to find out: time does not end it. */
export function holdsLink(session: SessionRecord, providerSessionId: string): boolean {
  return session.reviews.some((one) => one.providerSessionId === providerSessionId);
}

function release(change: Change, ends: (review: Review) => boolean): Change {
  const { reviews } = change.session;
  const left = reviews.filter((one) => !ends(one));
  if (left.length === reviews.length) return change;
  return record(patchSession(change, { reviews: left }), 'session.review_ended');
}

function isSame(a: Ground, b: Ground): boolean {
  return (
    a.reason === b.reason &&
    a.providerSessionId === b.providerSessionId &&
    a.attemptId === b.attemptId
  );
}
