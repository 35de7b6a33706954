import { isRefusal } from './gateway-error.js';

/** What an operation answered; that the provider said no is an answer as well. */
export async function answered<T>(
  work: () => Promise<T>,
): Promise<T | { readonly kind: 'refused'; readonly why: string }> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { kind: 'refused', why: error.message };
  }
}
