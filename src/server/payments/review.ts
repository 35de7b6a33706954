import { notify, patchSession, record, type Change } from './change.js';
import type { Review } from './records.js';

/**
 * Holds the session for the merchant: the page shows confirming, and no payment can be started.
 * Said once per reason and attempt.
 */
export function hold(
  change: Change,
  reason: Review['reason'],
  attemptId: string | null,
  detail: string,
): Change {
  const current = change.session.review;
  if (current?.reason === reason && current.attemptId === attemptId) return change;
  const held = patchSession(change, { review: { reason, attemptId, detail, since: change.at } });
  const logged = record(held, 'session.review', attemptId, { reason, detail });
  return notify(logged, 'review_needed', attemptId);
}

/** A status that is known again ends the hold for an unknown one. */
export function releaseUnknown(change: Change): Change {
  if (change.session.review?.reason !== 'unknown_status') return change;
  return release(change);
}

/** Ends the hold that concerns this attempt: its payment turned out right after all. */
export function releaseFor(change: Change, attemptId: string): Change {
  const review = change.session.review;
  return review?.attemptId === attemptId && review.reason === 'amount_mismatch'
    ? release(change)
    : change;
}

function release(change: Change): Change {
  return record(patchSession(change, { review: null }), 'session.review_ended');
}
