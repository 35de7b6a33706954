import { Money } from '../contract/money.js';
import { exponentOf } from '../server/money.js';
import { isRecord, pathText, walk } from './wire.js';

/** Amounts that have the form of one, but digits or a currency that ISO 4217 does not know. */
export function wrongDigits(value: unknown): readonly string[] {
  return [...walk(value)].flatMap(({ path, value: inside }) => {
    const money = isRecord(inside) ? Money.safeParse(inside) : null;
    const wrong = money?.success ? wrongAmount(money.data) : null;
    return wrong === null ? [] : [`${pathText(path)} ${wrong}`];
  });
}

function wrongAmount({ value, currency }: Money): string | null {
  const most = exponentOf(currency);
  if (most === null) return `is in "${currency}", which is no currency to pay in (ISO 4217)`;
  const digits = value.split('.')[1]?.length ?? 0;
  if (digits <= most) return null;
  return `is "${value}": ${digits} digits after the point, ${currency} has ${most}`;
}
