import { z } from 'zod';

const text = z.string().nullish();

const StructuredError = z.object({
  error: z.object({ message: z.string(), code: text, field: text }),
});
const DetailError = z.object({ detail: z.string() });

/** Ottu's own code of an error, where the answer has the shape with one. */
export function codeInOttu(body: unknown): string | null {
  const structured = StructuredError.safeParse(body);
  return structured.success ? (structured.data.error.code ?? null) : null;
}

/**
 * What an error answer says. Two shapes are documented, and both occur: `{error: {…}}`, and that of
 * Django REST framework (`{detail}` or messages by field, nested for objects).
 */
export function explainOttu(body: unknown): string | null {
  const structured = StructuredError.safeParse(body);
  if (structured.success) {
    const { field, message } = structured.data.error;
    return field ? `${field}: ${message}` : message;
  }
  const detail = DetailError.safeParse(body);
  if (detail.success) return detail.data.detail;
  const lines = byField(body, '');
  return lines.length === 0 ? null : lines.join('; ');
}

function byField(value: unknown, path: string): string[] {
  if (typeof value === 'string') return path === '' ? [] : [`${path}: ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = Array.isArray(value) ? path : [path, key].filter(Boolean).join('.');
    return byField(inner, own);
  });
}
