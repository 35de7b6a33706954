import { createHmac } from 'node:crypto';
import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';
import type { Checkout } from '../../src/server/index.js';
import { edge, recordingLog } from '../server/handler/fixture.js';

const SECRET = 'whsec_test';
const sign = (body: Uint8Array): string => createHmac('sha256', SECRET).update(body).digest('hex');

/** A checkout on the real edge whose webhook rule verifies an HMAC over the raw bytes. */
export function signedCheckout() {
  const parts = edge({
    options: { publicUrl: 'http://localhost:15400/api/checkout' },
    rules: {
      webhook: ({ headers, body }) =>
        Promise.resolve(headers.get('x-signature') === sign(body) ? 'accepted' : 'forged'),
    },
  });
  const reconciled: ({ readonly limit?: number } | undefined)[] = [];
  const checkout: Pick<Checkout, 'fetch' | 'reconcile'> = {
    fetch: parts.handle,
    reconcile: (options) => {
      reconciled.push(options);
      return Promise.resolve({ checked: 0 });
    },
  };
  return { checkout, reconciled, log: recordingLog() };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly localPort: number | undefined;
}

export interface Call {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written one after the other, as they are. */
  readonly chunks?: readonly Uint8Array[];
  readonly agent?: Agent;
}

/** A plain HTTP client: it changes no byte and follows no redirect. */
export function call({ port, path, chunks = [], ...rest }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', port, path, ...rest }, (incoming) => {
      const parts: Buffer[] = [];
      const { localPort } = incoming.socket;
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        const { statusCode: status = 0, headers } = incoming;
        resolve({ status, headers, body: Buffer.concat(parts), localPort });
      });
    });
    outgoing.on('error', reject);
    for (const chunk of chunks) outgoing.write(chunk);
    outgoing.end();
  });
}

export function webhook(port: number, ...chunks: readonly Uint8Array[]): Promise<Answer> {
  return call({
    port,
    path: '/api/checkout/webhooks/ottu/wT_0123456789-abcdefghij',
    method: 'POST',
    headers: { 'X-Signature': sign(Buffer.concat(chunks)), 'Content-Type': 'application/json' },
    chunks,
  });
}
