import type { PaymentMethodView } from '../../src/contract/payment-method.js';
import type { PaymentSessionView } from '../../src/contract/payment-session.js';
import type { Problem } from '../../src/contract/problem.js';
import type {
  StartPaymentRequest,
  StartPaymentResponse,
} from '../../src/contract/start-payment.js';
import type { ShopperAction } from '../../demo/sandboxes/sandbox.js';
import type { Answer, World } from './world.js';

/** A link that was given to a shopper. */
export interface Link {
  readonly session: string;
  readonly attempt: string;
  readonly url: string;
}

/** What one idempotency key was answered. */
export interface Keyed {
  readonly session: string;
  readonly key: string;
  readonly attempt: string;
  readonly url: string;
}

export type Started =
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'refused'; readonly code: string };

export interface Choice {
  readonly method: PaymentMethodView;
  readonly view: PaymentSessionView;
  /** The attempt that this start leaves. */
  readonly replaces?: string;
}

export const isView = (answer: Answer): answer is Answer & { body: PaymentSessionView } =>
  answer.status === 200;

export const available = (view: PaymentSessionView): PaymentMethodView[] =>
  view.payment_methods.filter((one) => one.unavailable_reason === null);

/** One request for a start, as the widget sends it. Every link is kept in `keyed`. */
export async function start(
  world: World,
  keyed: Keyed[],
  key: string,
  { method, view, replaces }: Choice,
): Promise<Started> {
  const request: StartPaymentRequest = {
    payment_method: method.code,
    options: {},
    amount: view.amount,
    total: method.total,
    ...(replaces !== undefined && { replaces: { attempt_id: replaces, confirmed: true } }),
  };
  const answer = await world.ask('POST', `/sessions/${view.id}/payments`, request, key);
  if (answer.status !== 200 && answer.status !== 201) {
    const { code } = answer.body as Problem;
    world.note(view.id, `start ${method.code} with ${key}: ${code}`);
    return { kind: 'refused', code };
  }
  const { attempt, redirect } = answer.body as StartPaymentResponse;
  const link = { session: view.id, attempt: attempt.id, url: redirect.url };
  keyed.push({ ...link, key });
  world.note(view.id, `start ${method.code} with ${key}: attempt ${attempt.id}`);
  return { kind: 'link', link };
}

/**
 * The shopper ends the visit at the provider's page; where the browser goes next, or null when it
 * stays there or the page takes nothing any more.
 */
export async function visit(
  world: World,
  { session, url }: Link,
  action: ShopperAction,
): Promise<string | null> {
  const provider = world.providers.behind(new URL(url));
  const { payment, method } = provider.paymentOf(new URL(url));
  try {
    const outcome = { action, method };
    const { state, redirect_url } = await provider.sandbox.control.complete(payment, outcome);
    world.note(session, `${action} at ${provider.sandbox.name} ${payment}: ${state}`);
    return redirect_url;
  } catch (error) {
    // The page has ended, or another tab was faster.
    world.note(session, `${action} at ${provider.sandbox.name} ${payment}: ${String(error)}`);
    return null;
  }
}
