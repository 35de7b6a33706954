import type { Money } from '../../contract/money.js';
import { compareMoney, isZeroMoney, subtractMoney, sumMoney } from '../money.js';
import { patchSession, type Change } from './change.js';
import type { MovementRecord } from './operation-record.js';

/** The list behind the books of captures and refunds (see `movements.ts`), and how it is edited. */

export interface Where {
  readonly kind: MovementRecord['kind'];
  readonly providerSessionId: string;
}

export const isAt =
  ({ kind, providerSessionId }: Where) =>
  (one: MovementRecord): boolean =>
    one.kind === kind && one.providerSessionId === providerSessionId;

export function add(
  change: Change,
  where: Where,
  movement: Pick<MovementRecord, 'id' | 'amount' | 'operationId'>,
): Change {
  const added: MovementRecord = { ...where, ...movement, at: change.at };
  return patchSession(change, { movements: [...change.session.movements, added] });
}

export function replace(change: Change, from: MovementRecord, to: MovementRecord): Change {
  const movements = change.session.movements.map((one) => (one === from ? to : one));
  return patchSession(change, { movements });
}

/** What sums told and nobody else has, since a time: it may be of any number of movements. */
export function restsAt({ session }: Change, where: Where, since = ''): MovementRecord[] {
  return session.movements.filter(
    (one) => isAt(where)(one) && one.id === null && one.operationId === null && one.at >= since,
  );
}

/**
 * Parts of sums turned out to be the movement that is told now: taken off the oldest of them first.
 * Null when they are less than that together.
 */
export function takeFrom(
  change: Change,
  rests: readonly MovementRecord[],
  amount: Money,
): Change | null {
  const amounts = rests.map((one) => one.amount);
  const all = sumMoney(amounts, amount.currency);
  if (all === null || compareMoney(all, amount) < 0) return null;
  let left = amount;
  let taken = change;
  for (const rest of rests) {
    const kept = subtractMoney(rest.amount, left);
    if (kept !== null && !isZeroMoney(kept)) return replace(taken, rest, { ...rest, amount: kept });
    taken = remove(taken, rest);
    left = subtractMoney(left, rest.amount) ?? left;
    if (isZeroMoney(left)) break;
  }
  return taken;
}

function remove(change: Change, movement: MovementRecord): Change {
  const movements = change.session.movements.filter((one) => one !== movement);
  return patchSession(change, { movements });
}
