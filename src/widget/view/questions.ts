import { enJourney } from '../locales/en-journey.js';
import type { Parting, Warning } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import { mainButton, message, quietButton } from './message.js';

/** The live attempt may still succeed: paying again takes an explicit yes. */
export function warning({ from, order, attempt }: Warning, { send }: ViewContext): View {
  const name = attempt.payment_method_name;
  const other = from.session.payment_methods.find(({ code }) => code === order.method);
  return message({
    sign: 'info',
    part: 'warning',
    title: enJourney.warning(name),
    text: enJourney.warningText,
    actions: [
      mainButton(enJourney.continueAt(name), () => send({ type: 'continue' })),
      quietButton(enJourney.payAnyway(other?.name ?? order.method), () =>
        send({ type: 'confirm' }),
      ),
      quietButton(enJourney.back, () => send({ type: 'back' })),
    ],
  });
}

/** Not canceled, or nobody knows. The shopper learns it, and may leave all the same. */
export function parting({ attempt, url }: Parting, { send }: ViewContext): View {
  const title = attempt
    ? enJourney.notCanceled(attempt.payment_method_name)
    : enJourney.cancelUnreachable;
  return message({
    sign: 'info',
    part: 'parting',
    title,
    text: attempt ? enJourney.notCanceledText : enJourney.cancelUnreachableText,
    actions: [
      ...(url ? [mainButton(enJourney.leave, () => send({ type: 'depart' }))] : []),
      quietButton(enJourney.stay, () => send({ type: 'back' })),
    ],
  });
}
