import { nothing } from 'lit';
import { enJourney } from '../locales/en-journey.js';
import type { Broken } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import { mainButton, message, quietButton } from './message.js';

/** The page lacks something that only the merchant can add. */
export function misconfigured(context: ViewContext): View {
  return message({
    sign: 'info',
    part: 'misconfigured',
    title: enJourney.unavailableTitle,
    text: enJourney.unavailable,
    actions: wayBack(context, null) ?? undefined,
  });
}

/** The session could not be read. */
export function broken({ failure }: Broken, context: ViewContext): View {
  const offline = /^(network_error|timeout|provider_unavailable|module_not_loaded)$/.test(
    failure.code,
  );
  return message({
    sign: 'info',
    part: 'broken',
    title: offline ? enJourney.unreachable : enJourney.unavailableTitle,
    text: offline ? enJourney.unreachableText : enJourney.unavailable,
    actions: [
      mainButton(context.strings.retry, () => context.reload()),
      wayBack(context, null) ?? nothing,
    ],
    note: failure.requestId && enJourney.requestId(failure.requestId),
  });
}

/** The way back to the shop, where there is one. */
export function wayBack(context: ViewContext, url: string | null): View | null {
  const { cancelable, phase, strings, send } = context;
  if (!cancelable && !url) return null;
  const busy = phase === 'asking_cancel' || phase === 'canceling';
  return quietButton(busy ? strings.busy : enJourney.backToShop, () => send({ type: 'cancel' }));
}
