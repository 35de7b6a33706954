import type { Host } from './session/session-controller.js';
import type { CheckoutState, Phase } from './session/state.js';

/** Phases that look like the list, or like the screen that they came from: the focus stays. */
const SAME_SCREEN: readonly Phase[] = ['asking', 'starting', 'asking_cancel', 'canceling'];

/**
 * Moves the focus to the heading of a new screen when the shopper was in the old one, and to what
 * they have to accept first; where what had it is gone, to the choice that stands, else the heading.
 * It never takes the focus from elsewhere on the page.
 */
export function followWithFocus(host: Host, now: () => CheckoutState): void {
  const root = host.renderRoot;
  let shown = now().phase;
  let complaint: unknown;
  let inside = false;
  host.addController({
    hostUpdate() {
      inside = root instanceof ShadowRoot && root.activeElement !== null;
    },
    hostUpdated() {
      const state = now();
      const { phase } = state;
      const failure = 'failure' in state && state.failure;
      // Once: what the shopper does then, in the list or on the page, is up to them.
      if (failure && failure !== complaint && failure.code === 'terms_not_accepted')
        root.querySelector<HTMLElement>('#terms')?.focus();
      complaint = failure;
      const isSame = phase === shown || SAME_SCREEN.includes(phase);
      if (!isSame) shown = phase;
      if (!inside || (isSame && (root as ShadowRoot).activeElement)) return;
      root.querySelector('h2')?.focus();
      if (isSame) root.querySelector<HTMLElement>('.method :checked')?.focus();
    },
  });
}
