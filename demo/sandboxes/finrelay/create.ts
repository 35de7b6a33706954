import { wordId } from '../kit/ids.js';
import type { FinrelayContext } from './context.js';
import type { OrderRequest } from './fields.js';
import { invalid } from './invalid.js';
import type { Terminal } from './options.js';
import type { Payment } from './payment.js';

export function terminalOf({ terminals }: FinrelayContext, id: string): Terminal {
  const terminal = terminals.find((each) => each.id === id);
  if (terminal === undefined) throw invalid('terminal_id', `terminal ${id} does not exist`);
  return terminal;
}

/** Opens a session for an order whose fields are right by themselves. Throws `INVALID`. */
export function createPayment(context: FinrelayContext, order: OrderRequest): Payment {
  const terminal = terminalOf(context, order.terminal_id);
  const { currencies } = terminal;
  if (currencies !== 'all' && !currencies.includes(order.currency)) {
    throw invalid('currency', `terminal ${terminal.id} does not support ${order.currency}`);
  }
  if (order.tokenization?.save_card_for_future_payments === true && !terminal.tokenization) {
    throw invalid('tokenization', 'one of requested features not supported=[TOKENIZATION]');
  }
  if (isTaken(context, order.reference)) throw invalid('reference', 'must be unique');
  const payment: Payment = {
    sessionId: wordId(20),
    linkToken: wordId(40),
    createdAt: context.now(),
    order,
    state: 'CREATED',
    transactions: [],
  };
  context.ledger.add(payment);
  return payment;
}

function isTaken({ ledger, settings }: FinrelayContext, reference: string): boolean {
  const rule = settings.value.unique_references;
  if (rule === 'never') return false;
  const same = ledger.list().filter((each) => each.order.reference === reference);
  return rule === 'always' ? same.length > 0 : same.some((each) => each.state === 'APPROVED');
}

export const linkOf = ({ url }: FinrelayContext, { linkToken, sessionId }: Payment): string =>
  url(`/hpp/payment/${linkToken}/${sessionId}`);
