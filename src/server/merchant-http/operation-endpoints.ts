import type { Money } from '../../contract/money.js';
import type { OperationResult } from '../checkout-types.js';
import { idempotencyKeyOf, type Endpoint } from '../edge.js';
import { defined } from '../gateways/fields.js';
import { operationAnswer, sessionAnswer } from './answer.js';
import { CaptureBody, EmptyBody, RefundBody, SettleBody } from './body.js';
import type { MerchantHttp } from './merchant-http.js';
import { readBodyAs } from './read.js';
import { sessionIdOf } from './session-endpoints.js';
import { toAmount } from './to-session.js';

type Name = 'capture' | 'refund' | 'void' | 'refundOrCancel' | 'settle';

/** Each order is carried out once per `Idempotency-Key`. */
export function operationEndpoints(http: MerchantHttp): Readonly<Record<Name, Endpoint>> {
  const { sessions, clientKey } = http;
  const answer = ({ operation, session }: OperationResult) => ({
    operation: operationAnswer(operation),
    session: sessionAnswer(session, clientKey),
  });
  /** Without an amount: all that is left. Without a currency: that of the session. */
  const amountOf = async (
    id: string,
    { amount, currency }: { amount?: string | undefined; currency?: string | undefined },
  ): Promise<Money | undefined> =>
    amount === undefined
      ? undefined
      : toAmount(amount, currency ?? (await sessions.retrieve(id)).amount.currency);

  return {
    async capture(c) {
      const [id, idempotencyKey] = [sessionIdOf(c), idempotencyKeyOf(c)];
      const amount = await amountOf(id, await readBodyAs(c, CaptureBody));
      return c.json(answer(await sessions.capture(id, { idempotencyKey, ...defined({ amount }) })));
    },
    async refund(c) {
      const [id, idempotencyKey] = [sessionIdOf(c), idempotencyKeyOf(c)];
      const { reason, ...body } = await readBodyAs(c, RefundBody);
      const given = defined({ reason, amount: await amountOf(id, body) });
      return c.json(answer(await sessions.refund(id, { idempotencyKey, ...given })));
    },
    async void(c) {
      const [id, idempotencyKey] = [sessionIdOf(c), idempotencyKeyOf(c)];
      await readBodyAs(c, EmptyBody);
      return c.json(answer(await sessions.void(id, { idempotencyKey })));
    },
    async refundOrCancel(c) {
      const [id, idempotencyKey] = [sessionIdOf(c), idempotencyKeyOf(c)];
      await readBodyAs(c, EmptyBody);
      return c.json(answer(await sessions.refundOrCancel(id, { idempotencyKey })));
    },
    async settle(c) {
      const { outcome } = await readBodyAs(c, SettleBody);
      const operationId = c.req.param('operation_id') ?? '';
      const session = await sessions.settleOperation(sessionIdOf(c), operationId, outcome);
      return c.json(sessionAnswer(session, clientKey));
    },
  };
}
