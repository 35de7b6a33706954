/** What `readBytes` resolves to when the stream holds more than the limit. */
export const TOO_LARGE = Symbol('too large');

/**
 * The whole stream, or `TOO_LARGE` as soon as it exceeds `limit` bytes: the rest is not read.
 * A declared length is no proof, so the bytes are counted. The stream is not canceled here: to
 * cancel the body of a request cuts the connection on which the refusal is to travel.
 */
export async function readBytes(
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | typeof TOO_LARGE> {
  if (stream === null) return new Uint8Array(0);
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, size);
    size += value.byteLength;
    if (size > limit) {
      reader.releaseLock();
      return TOO_LARGE;
    }
    chunks.push(value);
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
