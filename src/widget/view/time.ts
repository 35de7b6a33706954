import { html } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { JourneyContext } from './context.js';

const MINUTE = 60_000;
/** Milliseconds before the end from which on the time is counted down. */
export const COUNTED = 60 * MINUTE;
/** From here on it looks urgent; these moments are announced. */
const WARNINGS = [MINUTE, 5 * MINUTE];

/** Until when the shopper can pay, or should. */
export function time({ due_at: due }: PaymentSessionView, context: JourneyContext): unknown {
  const { left, strings, locale } = context;
  if (left !== null && left <= COUNTED)
    return html`<span class=${warned(left) ? 'soon' : ''}
      >${strings.timeLeft(clock(left, locale))}</span
    >`;
  const day = Date.parse(due ?? '');
  return day ? strings.due(dateOf(day, locale)) : null;
}

/** What is said about the time that is left: at two moments only. */
export function timeWarning({ left, strings, locale }: JourneyContext): string {
  const minutes = left === null ? undefined : warned(left);
  return minutes ? strings.timeLeft(unit(minutes / MINUTE, 'minute', locale)) : '';
}

const warned = (left: number) => WARNINGS.find((moment) => left <= moment);

/** "5 minutes", in the plural that the language has for it. */
export const unit = (count: number, name: 'minute' | 'second', locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);

/** "4:05", in the digits of the language. */
function clock(left: number, locale: string): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return `${new Intl.NumberFormat(locale).format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

const dateOf = (time: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(time);
