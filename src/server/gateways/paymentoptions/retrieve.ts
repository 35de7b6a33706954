import { GatewayError } from '../gateway-error.js';
import type { ProviderSession, Reading, RetrieveInput } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import type { PaymentOptionsClient } from './client.js';
import { recall } from './memory.js';
import type { PaymentOptionsSettings } from './options.js';
import { readTransaction } from './reading.js';

/**
 * Asks for the transaction that a webhook named, else for the one that is known, else for one under
 * the id of the link. A webhook is only a hint: what counts is the answer, and an answer about
 * another reference says nothing of this payment. A transaction that PaymentOptions does not know
 * yet is an error, so that its webhook is not forgotten.
 */
export async function retrieve(
  settings: PaymentOptionsSettings,
  client: PaymentOptionsClient,
  question: RetrieveInput,
): Promise<Reading> {
  const { providerSession, webhook, signal } = question;
  const read = async (id: string): Promise<Reading | null> => {
    const reading = readTransaction(settings, await client.status(id, signal), providerSession);
    return isAnothers(reading, providerSession) ? null : reading;
  };
  const hinted = webhook?.transactionId ?? null;
  const told = hinted === null ? null : await read(hinted);
  if (told !== null) return told;
  const { transactionId } = recall(providerSession.data);
  const known = transactionId === null ? null : await read(transactionId);
  if (known !== null) return known;
  const { providerId } = providerSession;
  const asks = settings.askByLinkId && transactionId === null && providerId !== null;
  return (asks ? await orUnknown(read(providerId)) : null) ?? unanswered(question);
}

const isAnothers = ({ reference }: Reading, session: ProviderSession): boolean =>
  reference !== null && reference !== session.reference;

/** Nothing is known under the id of a link before it is paid, or where the ids differ. */
async function orUnknown(work: Promise<Reading | null>): Promise<Reading | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'refused') return null;
    throw error;
  }
}

/**
 * Nobody tells of a page that the shopper canceled, so their return by `cancel_url` ends the try.
 * The link stays watched: it may have been paid before, or in another tab.
 */
function unanswered({ providerSession: { reference }, returnHint }: RetrieveInput): Reading {
  return {
    reference,
    outcome: returnHint === 'canceled' ? { kind: 'canceled', sessionOpen: true } : { kind: 'open' },
    amount: null,
    methodCode: METHOD_CODE,
    transactionId: null,
  };
}
