import type { MerchantOperation, MerchantSession } from 'hpp-checkout/server';
import { ACTS } from './operation-forms.js';

/** A sentence at the top of the page. */
export interface Told {
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

/** What became of the act that the address of the page names, as it stands now. */
export function toldOf(session: MerchantSession, what: string | undefined): Told | null {
  if (what === 'cancel') return { tone: 'good', text: `The session is ${session.state}.` };
  const operation = session.operationLog.find(({ id }) => id === what);
  return operation === undefined ? null : tell(operation);
}

const ENDS: Readonly<Record<MerchantOperation['state'], Told>> = {
  done: { tone: 'good', text: 'done.' },
  queued: { tone: 'good', text: 'the provider has taken the order and will tell what came of it.' },
  started: { tone: 'good', text: 'under way.' },
  refused: { tone: 'bad', text: 'refused by the provider; nothing has happened.' },
  unknown: { tone: 'bad', text: 'nobody knows yet. See below.' },
};

function tell({ kind, state, amount }: MerchantOperation): Told {
  const { tone, text } = ENDS[state];
  return { tone, text: `${ACTS[kind].label} of ${amount.value} ${amount.currency}: ${text}` };
}
