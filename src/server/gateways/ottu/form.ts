import type { OttuUpdate } from './request.js';

/** Objects of any content: written as JSON, so that nothing in them is lost. */
const FREE: ReadonlySet<string> = new Set([
  'extra',
  'agreement.extra_params',
  'payment_instrument.payload',
]);

/**
 * The parameters as multipart form data, which a file needs (seed 003). How objects are written is
 * not documented: as Django REST framework reads them, by the path of each field, lists by repeating it.
 */
export function formOf(body: OttuUpdate): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) put(form, name, value);
  return form;
}

function put(form: FormData, name: string, value: unknown): void {
  if (value === undefined) return;
  if (value instanceof File) {
    form.append(name, value, value.name);
  } else if (Array.isArray(value)) {
    for (const one of value) put(form, name, one);
  } else if (typeof value === 'object' && value !== null && !FREE.has(name)) {
    for (const [inner, one] of Object.entries(value)) put(form, `${name}.${inner}`, one);
  } else {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
}
