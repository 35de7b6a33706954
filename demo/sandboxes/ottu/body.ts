import { ApiError } from './drf.js';

/** A file as it came in. */
export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ParsedBody {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly attachment: StoredFile | null;
}

const EXTENSIONS = ['pdf', 'jpeg', 'png', 'doc', 'docx', 'jpg', 'xls', 'xlsx', 'txt'];
const LISTS = ['pg_codes', 'email_recipients'];
const FLAGS = [
  'generate_qr_code',
  'include_sdk_setup_preload',
  'shortify_attachment_url',
  'shortify_checkout_url',
];

/** A form knows texts only; these are meant as numbers. */
const NUMBERS = ['agreement.cycle_interval_days', 'agreement.total_cycles'];

/** Throws 403 when a browser sends what only a server may know (seed 003: payment instruments). */
export function demandServer({ headers }: Request, { fields }: ParsedBody): void {
  if (fields['payment_instrument'] === undefined || headers.get('origin') === null) return;
  throw new ApiError(403, 'A payment_instrument is taken from servers only.');
}

/** The body of a create or an update: JSON, or a form when there is an attachment. */
export async function readBody(request: Request): Promise<ParsedBody> {
  const type = request.headers.get('content-type') ?? '';
  if (/^application\/json\b/i.test(type)) return fromJson(await readJson(request));
  if (/^multipart\/form-data\b/i.test(type)) return fromForm(await readForm(request));
  throw new ApiError(415, `Unsupported media type "${type}" in request.`);
}

/** A JSON object, or a refusal. */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new ApiError(415, `Unsupported media type "${type}" in request.`);
  }
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    throw new ApiError(400, 'JSON parse error.');
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new ApiError(400, { non_field_errors: ['Invalid data. Expected a dictionary.'] });
}

function fromJson(fields: Record<string, unknown>): ParsedBody {
  if ('attachment' in fields) {
    throw new ApiError(400, {
      attachment: ['The submitted data was not a file. Check the encoding type on the form.'],
    });
  }
  return { fields, attachment: null };
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new ApiError(400, 'Multipart form parse error.');
  }
}

async function fromForm(form: FormData): Promise<ParsedBody> {
  const fields: Record<string, unknown> = {};
  let attachment: StoredFile | null = null;
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    const [first] = values;
    if (name === 'attachment') attachment = await storeFile(first);
    else if (values.every((value) => typeof value === 'string')) place(fields, name, values);
  }
  return { fields, attachment };
}

/** One form field; `billing_address.city` goes into an object, as does a JSON text. */
function place(fields: Record<string, unknown>, name: string, values: readonly string[]): void {
  const path = name.split('.');
  const last = path.pop() ?? '';
  let target = fields;
  for (const step of path) target = inside(target, step);
  target[last] = formValue(name, values);
}

function inside(fields: Record<string, unknown>, name: string): Record<string, unknown> {
  const present = fields[name];
  const object = typeof present === 'object' && present !== null ? { ...present } : {};
  fields[name] = object;
  return object;
}

function formValue(name: string, values: readonly string[]): unknown {
  const [first = ''] = values;
  const parsed = /^[[{]/.test(first) ? tryJson(first) : undefined;
  if (parsed !== undefined) return parsed;
  if (LISTS.includes(name))
    return values.flatMap((value) => value.split(',').map((each) => each.trim()));
  if (name.startsWith('notifications.')) return values;
  if (NUMBERS.includes(name) && /^\d+$/.test(first)) return Number(first);
  if (FLAGS.includes(name)) return first === 'true' ? true : first === 'false' ? false : first;
  return first;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function storeFile(value: FormDataEntryValue | undefined): Promise<StoredFile> {
  const refuse = (message: string) => new ApiError(400, { attachment: [message] });
  if (!(value instanceof File)) {
    throw refuse('The submitted data was not a file. Check the encoding type on the form.');
  }
  const { name, type } = value;
  if (name.length > 100) {
    throw refuse(`Ensure this filename has at most 100 characters (it has ${name.length}).`);
  }
  const extension = /\.([^.]+)$/.exec(name)?.[1] ?? '';
  if (!EXTENSIONS.includes(extension.toLowerCase())) {
    throw refuse(
      `File extension "${extension}" is not allowed. Allowed extensions are: ${EXTENSIONS.join(', ')}.`,
    );
  }
  if (value.size === 0) throw refuse('The submitted file is empty.');
  return { name, type, bytes: new Uint8Array(await value.arrayBuffer()) };
}
