import type { Parting, Warning } from '../session/state.js';
import type { JourneyContext, View } from './context.js';
import { mainButton, message, quietButton } from './message.js';

/** The live attempt may still succeed: paying again takes an explicit yes. */
export function warning(
  { from, order, attempt }: Warning,
  { send, strings }: JourneyContext,
): View {
  const name = attempt.payment_method_name;
  const other = from.session.payment_methods.find(({ code }) => code === order.method);
  return message({
    sign: 'info',
    part: 'warning',
    title: strings.warning(name),
    text: strings.warningText,
    actions: [
      mainButton(strings.continueAt(name), () => send({ type: 'continue' })),
      quietButton(strings.payAnyway(other?.name ?? order.method), () => send({ type: 'confirm' })),
      quietButton(strings.back, () => send({ type: 'back' })),
    ],
  });
}

/** Not canceled, or nobody knows. The shopper learns it, and may leave all the same. */
export function parting({ attempt, url }: Parting, { send, strings }: JourneyContext): View {
  const title = attempt
    ? strings.notCanceled(attempt.payment_method_name)
    : strings.cancelUnreachable;
  return message({
    sign: 'info',
    part: 'parting',
    title,
    text: attempt ? strings.notCanceledText : strings.cancelUnreachableText,
    actions: [
      ...(url ? [mainButton(strings.leave, () => send({ type: 'depart' }))] : []),
      quietButton(strings.stay, () => send({ type: 'back' })),
    ],
  });
}
