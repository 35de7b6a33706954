import type { TemplateResult } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { FirstStrings } from '../locales/en.js';
import type { Strings } from '../locales/strings.js';
import type { CheckoutEvent, Choosing, Outcome, Phase } from '../session/state.js';

/** The parts of the list that are drawn by code which comes after it. */
export interface ListExtras {
  /** The notices above the list. */
  above(state: Choosing, context: ViewContext): unknown;
  /** The notices between the list and the pay button. */
  below(state: Choosing, context: ViewContext): unknown;
  /** The lines of the order. */
  summary(state: Choosing, context: ViewContext): unknown;
  /** What the shopper chooses beside the method. */
  options(state: Choosing, context: ViewContext): unknown;
  /** The time that is left, under the pay button. */
  time(session: PaymentSessionView, context: ViewContext): unknown;
  /** What stands under the list. */
  after(state: Choosing, context: ViewContext): unknown;
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
  /** How many methods are shown before the shopper asks for the rest. */
  readonly visibleMethods: number;
  /** From how many methods on the shopper can search them. */
  readonly searchFrom: number;
  /** True when a click on a method pays with it. */
  readonly oneClick: boolean;
  /** True when the page named a place to go to on cancel (`window.HppData.cancel_url`). */
  readonly cancelable: boolean;
  readonly extras: ListExtras | undefined;
  readonly send: (event: CheckoutEvent) => void;
  /** Reads configuration and session again. */
  readonly reload: () => void;
}

/** What is known once the code after the list is there. */
export interface Later {
  /** Milliseconds until the session expires, by the backend's clock; null where it does not. */
  readonly left: number | null;
  /** Seconds until the shopper is taken back by themselves; null where they are not. */
  readonly returningIn: number | null;
  /** Seconds that they are given before that; null where they are not taken. */
  readonly returnAfter: number | null;
  /** The phase, when it takes longer than a shopper expects. */
  readonly slow: 'loading' | 'starting' | 'canceling' | null;
  readonly online: boolean;
  /** Leads on from a successful result; null where the page said no place that is allowed. */
  readonly goBack: (() => void) | null;
  /** The shopper does not want to be taken back. */
  readonly stay: () => void;
  /** Tells the page that the shopper wants to begin anew; null where it does not listen. */
  readonly startAgain: ((outcome: Outcome) => void) | null;
  /** The dark fields of a QR code; null while they are not known. */
  readonly qrCode: (text: string) => QrCode | null;
  /** True for a link that the shopper may be given. */
  readonly isAllowed: (url: string) => boolean;
}

/** A QR code as an SVG path on a grid of `size` fields. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** The same for what comes after the list: with all words. */
export interface JourneyContext extends ViewContext, Later {
  readonly strings: Strings;
}

export type View = TemplateResult;
