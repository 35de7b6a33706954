import {
  CheckoutError,
  type MerchantSession,
  type OperationMethods,
  type SessionMethods,
} from 'hpp-checkout/server';
import { ACTS, type Act, type Draft } from './operation-forms.js';

/** What the operator's page needs of a checkout. */
export type OperatorSessions = SessionMethods & OperationMethods;

/** `undone` may be sent again as it is: the same key does nothing twice. */
export type Outcome =
  /** `what`: the id of the operation, or the act itself. */
  | { readonly kind: 'done'; readonly what: string }
  | {
      readonly kind: 'undone';
      readonly text: string;
      readonly again: Draft;
      readonly status: 409 | 422 | 502;
    };

/** The form of an act, or null for one that is none of ours. */
export function readDraft(form: Readonly<Record<string, unknown>>): Draft | null {
  const text = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const act = text('act');
  if (!isAct(act)) return null;
  return { act, amount: text('amount'), reason: text('reason'), key: text('key') };
}

const isAct = (act: string): act is Act => Object.hasOwn(ACTS, act);

/**
 * Does what the form asks for.
 * @throws {CheckoutError} `session_not_found`, and whatever is not for the operator to mend
 */
export async function carryOut(
  sessions: OperatorSessions,
  session: MerchantSession,
  draft: Draft,
): Promise<Outcome> {
  try {
    if (draft.act === 'cancel') {
      await sessions.cancel(session.id);
      return { kind: 'done', what: draft.act };
    }
    const { operation } = await sessions[draft.act](session.id, orderOf(session, draft));
    return { kind: 'done', what: operation.id };
  } catch (error) {
    if (!(error instanceof CheckoutError) || error.code === 'session_not_found') throw error;
    return undone(error, draft);
  }
}

/** Amounts are decimal texts all the way; a text that is none is refused by the kit. */
function orderOf({ amount: { currency } }: MerchantSession, draft: Draft) {
  const { amount, reason, key } = draft;
  return {
    idempotencyKey: key,
    ...(amount === '' ? {} : { amount: { value: amount, currency } }),
    ...(reason === '' ? {} : { reason }),
  };
}

/** A lost answer is asked about with the same key; anything else is a new order. */
function undone(error: CheckoutError, draft: Draft): Outcome {
  const sameOrder = ['operation_unconfirmed', 'operation_in_progress'].includes(error.code);
  const key = sameOrder ? draft.key : crypto.randomUUID();
  const status = error.status >= 500 ? 502 : error.status === 422 ? 422 : 409;
  return { kind: 'undone', text: error.message, again: { ...draft, key }, status };
}
