import type { Broken } from '../session/state.js';
import { hindrance } from './alerts.js';
import type { JourneyContext, View } from './context.js';
import { mainButton, message, quietButton } from './message.js';

/** The page lacks something that only the merchant can add. */
export function misconfigured(context: JourneyContext): View {
  const { strings } = context;
  return message({
    sign: 'info',
    part: 'misconfigured',
    title: strings.failingTitle,
    text: strings.failing,
    actions: wayBack(context, null),
  });
}

/** The session could not be read. */
export function broken({ failure }: Broken, context: JourneyContext): View {
  const { strings } = context;
  const offline = /^(network_error|timeout|provider_unavailable|module_not_loaded)$/.test(
    failure.code,
  );
  return message({
    sign: 'info',
    part: 'broken',
    title: offline ? strings.unreachable : strings.failingTitle,
    text: offline ? strings.unreachableText : strings.failing,
    body: hindrance(context),
    actions: [mainButton(strings.retry, () => context.reload()), wayBack(context, null)],
    note: failure.requestId && strings.requestId(failure.requestId),
  });
}

/** The way back to the shop, where there is one. */
export function wayBack(context: JourneyContext, url: string | null): View | null {
  const { cancelable, phase, strings, send } = context;
  if (!cancelable && !url) return null;
  const busy = phase === 'asking_cancel' || phase === 'canceling';
  return quietButton(busy ? strings.busy : strings.backToShop, () => send({ type: 'cancel' }));
}
