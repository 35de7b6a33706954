import type { CheckoutState } from '../session/state.js';
import { hindrance } from './alerts.js';
import type { JourneyContext } from './context.js';
import { departing, leaving } from './leaving.js';
import { list } from './list.js';
import { parting, warning } from './questions.js';
import { confirming, settled } from './result.js';
import { skeleton } from './skeleton.js';
import { broken, misconfigured } from './trouble.js';

/** The screen of a state. Busy states look like the screen that the shopper pressed a button on. */
export function screen(state: CheckoutState, context: JourneyContext): unknown {
  switch (state.phase) {
    case 'configuring':
    case 'loading':
      return [skeleton(context), hindrance(context)];
    case 'misconfigured':
      return misconfigured(context);
    case 'broken':
      return broken(state, context);
    case 'choosing':
      return list(state, context);
    case 'asking':
    case 'starting':
    case 'asking_cancel':
    case 'canceling':
      return screen(state.from, context);
    case 'warning':
      return warning(state, context);
    case 'leaving':
      return leaving(state, context);
    case 'parting':
      return parting(state, context);
    case 'departing':
      return departing(state, context);
    case 'confirming':
      return confirming(state, context);
    case 'settled':
      return settled(state, context);
  }
}
