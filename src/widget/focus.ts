import type { Host } from './session/session-controller.js';
import type { Phase } from './session/state.js';

/** Phases that look like the list, or like the screen that they came from: the focus stays. */
const SAME_SCREEN: readonly Phase[] = ['asking', 'starting', 'asking_cancel', 'canceling'];

/**
 * Moves the focus to the heading of a new screen when the shopper was in the old one. It never
 * takes the focus from elsewhere on the page.
 */
export function followWithFocus(host: Host, phase: () => Phase): void {
  const root = host.renderRoot;
  let shown = phase();
  let inside = false;
  host.addController({
    hostUpdate() {
      inside = root instanceof ShadowRoot && root.activeElement !== null;
    },
    hostUpdated() {
      const next = phase();
      if (next === shown || SAME_SCREEN.includes(next)) return;
      shown = next;
      if (inside) root.querySelector('h2')?.focus();
    },
  });
}
