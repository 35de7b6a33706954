import { html } from 'hono/html';
import type { MerchantOperationKind, MerchantSession } from 'hpp-checkout/server';
import type { Markup } from './layout.js';
import { price, sentence } from './words.js';

/** `cancel` ends the session; the others are operations on its payment. */
export type Act = MerchantOperationKind | 'cancel';

/** What the operator filled in, where it has to be looked at again. */
export interface Draft {
  readonly act: Act;
  readonly amount: string;
  readonly reason: string;
  /** The same key asks about the same order; a new one orders anew. */
  readonly key: string;
}

export const ACTS: Readonly<Record<Act, { readonly label: string; readonly why: string }>> = {
  capture: { label: 'Capture', why: 'Takes the money that is reserved, or a part of it.' },
  refund: { label: 'Refund', why: 'Gives money back to the shopper, all of it or a part.' },
  void: { label: 'Void', why: 'Releases the reserved money. Nothing can be captured then.' },
  refundOrCancel: {
    label: 'Refund or cancel',
    why: 'One call at the provider: it gives everything back if it is paid, and ends the link if not.',
  },
  cancel: {
    label: 'Cancel the session',
    why: 'Nothing can be paid any more. A provider that cannot stop a payment refuses.',
  },
};

/** The states in which a session takes a payment, and so can be canceled. */
const OPEN: readonly string[] = ['created', 'pending', 'attempted'];

/** What can be done now, each behind a line that has to be opened first. */
export function operationForms(session: MerchantSession, draft: Draft | null): Markup {
  const isOpen = OPEN.includes(session.state) || session.review !== null;
  const acts: readonly Act[] = [...session.operations, ...(isOpen ? (['cancel'] as const) : [])];
  if (acts.length === 0)
    return html`<p class="empty">${sentence('Nothing: there is no money to move.')}</p>`;
  return html`<div class="operations">
    ${acts.map((act) => disclosure(session, act, draft?.act === act ? draft : null))}
  </div>`;
}

function disclosure(session: MerchantSession, act: Act, draft: Draft | null): Markup {
  const { label, why } = ACTS[act];
  return html`<details ${draft === null ? '' : 'open'}>
    <summary>${label}</summary>
    <form method="post" action="/operator/sessions/${session.id}">
      <p>${sentence(why)}</p>
      <input type="hidden" name="act" value="${act}" />
      <input type="hidden" name="key" value="${draft?.key ?? crypto.randomUUID()}" />
      ${amountField(session, act, draft)} ${act === 'refund' ? reasonField(draft) : ''}
      <button class="primary" data-testid="${act}">${label}</button>
    </form>
  </details>`;
}

function amountField(session: MerchantSession, act: Act, draft: Draft | null): Markup {
  const left =
    act === 'capture'
      ? session.capturableAmount
      : act === 'refund'
        ? session.refundableAmount
        : null;
  if (left === null) return html``;
  return html`<label class="field"
    ><bdi>Amount, at most ${price(left)}</bdi>
    <input
      name="amount"
      inputmode="decimal"
      autocomplete="off"
      dir="ltr"
      required
      value="${draft?.amount ?? left.value}"
      data-testid="${act}-amount"
  /></label>`;
}

const reasonField = (draft: Draft | null): Markup =>
  html`<label class="field"
    >Reason, for your own books
    <input name="reason" maxlength="255" autocomplete="off" value="${draft?.reason ?? ''}"
  /></label>`;
