/** The code of a method on the wire: unique across the gateways of a session. */
export function methodKey(gateway: string, code: string): string {
  return `${gateway}:${code}`;
}
