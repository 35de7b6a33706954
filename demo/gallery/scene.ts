import type { AttemptView, FailureCode, PaymentSessionView, Phase } from 'hpp-checkout';

/** What the backend of a scene answers. Silence and a cut line come from the page, not the server. */
export type Answer = 'silence' | 'unreachable' | { readonly status: number; readonly body: object };

/**
 * What is done once the widget is there: a method of its own, a click on the first element that
 * matches, or milliseconds that pass. In between, time stands still.
 */
export type Act = 'pay' | 'cancel' | { readonly click: string } | { readonly pass: number };

/** What a scene needs that only a page of its own can have. */
export interface OwnPage {
  /** Where the code behind the list is: on its way for ever, or not to be had. */
  readonly parts?: 'late' | 'lost';
  /** `window.HppData`. */
  readonly hppData?: { readonly cancel_url: string };
  /** The page never ends to load. */
  readonly loads?: 'for ever';
}

/** One state of the widget as a shopper may meet it. All of it is data. */
export interface Scene {
  /** In URLs and file names. */
  readonly name: string;
  /** What there is to see, in a few words. */
  readonly about: string;
  /** Where the widget has to end up. */
  readonly phase: Phase;
  /** What has to be seen then, as a selector: for phases with several screens. */
  readonly shows?: string;
  /** On the element, over those that every scene has; null takes one away. */
  readonly attributes?: Readonly<Record<string, string | null>>;
  /** Properties of the element. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** What the session is, question by question; the last one stays. */
  readonly reads?: readonly Answer[];
  readonly starts?: readonly Answer[];
  readonly cancels?: readonly Answer[];
  /** The event that the page of the merchant holds up for ever. */
  readonly holds?: 'hpp-before-redirect' | 'hpp-before-cancel';
  readonly acts?: readonly Act[];
  readonly page?: OwnPage;
}

export interface SceneGroup {
  readonly title: string;
  readonly scenes: readonly Scene[];
}

export const ok = (body: object): Answer => ({ status: 200, body });

/** A start that leads to the page of a provider. */
export const started = (
  attempt: AttemptView,
  redirect: object = { method: 'GET', url: '/gallery/provider' },
): Answer => ({ status: 201, body: { attempt, redirect } });

export const canceled = (session: PaymentSessionView, url: string | null): Answer =>
  ok({ session, redirect_url: url });

export const problem = (status: number, code: FailureCode, more: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', status, code, detail: 'As the scene wants it.', ...more },
});

/** Selects the method in this row, counted from 1. */
export const choose = (row: number): Act => ({
  click: `[part~=method]:nth-of-type(${row}) input`,
});

/** True for a scene that cannot share a page with others. */
export const isAlone = ({ page, acts = [], phase }: Scene): boolean =>
  page !== undefined ||
  phase === 'leaving' ||
  phase === 'departing' ||
  acts.some((act) => typeof act === 'object' && 'pass' in act);
