import type { TemplateResult } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { FirstStrings } from '../locales/en.js';
import type { Strings } from '../locales/strings.js';
import type { CheckoutEvent, Choosing, Phase } from '../session/state.js';

/** The parts of the list that are drawn by code which comes after it. */
export interface ListExtras {
  /** The notices above the list. */
  above(state: Choosing, context: ViewContext): unknown;
  /** The notices between the list and the pay button. */
  below(state: Choosing, context: ViewContext): unknown;
  /** The lines of the order. */
  summary(session: PaymentSessionView, context: ViewContext): unknown;
}

/** All that a view may know beside its state. */
export interface ViewContext {
  readonly strings: FirstStrings;
  /** BCP 47, for amounts. */
  readonly locale: string;
  /** The URL of the backend: images come from its origin and nowhere else. */
  readonly backend: string;
  readonly skeletonRows: number;
  readonly phase: Phase;
  /** True when the page named a place to go to on cancel (`window.HppData.cancel_url`). */
  readonly cancelable: boolean;
  readonly extras: ListExtras | undefined;
  readonly send: (event: CheckoutEvent) => void;
  /** Reads configuration and session again. */
  readonly reload: () => void;
}

/** The same for what comes after the list: with all words. */
export interface JourneyContext extends ViewContext {
  readonly strings: Strings;
}

export type View = TemplateResult;
