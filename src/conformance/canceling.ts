import { CancelSessionResponse } from '../contract/cancel-session.js';
import { CLIENT_KEY_HEADER, IDEMPOTENCY_KEY_HEADER } from '../contract/http.js';
import type { Answer } from './exchange.js';
import type { FactId } from './facts.js';
import { FOREIGN } from './origins.js';
import type { Choice } from './paying.js';
import { knownCode } from './problem.js';
import { CANCEL, START } from './refusals.js';
import { READ } from './reading.js';
import { expectRefusal, inShort, isSuccess, randomId, type ReadRun } from './run.js';
import { firstMistake } from './view.js';
import { at, complaintsOf, quoted } from './wire.js';

/** Cancels the session, after all that must not cancel it. */
export async function checkCanceling(run: ReadRun, { body }: Choice): Promise<void> {
  await checkCancelRefusals(run);
  const { ask, findings } = run;
  const first = await ask({ ...CANCEL, body: {} });
  if (cannotBeStopped(first)) {
    leaveOpen(run);
    return;
  }
  findings.judge('cancel.answer', ...cancelMistakes(first));
  if (!isSuccess(first)) return;

  const second = await ask({ ...CANCEL, how: 'again', body: {} });
  const moved = at(second.body, ['redirect_url']) !== at(first.body, ['redirect_url']);
  findings.judge(
    'cancel.again',
    ...cancelMistakes(second),
    isSuccess(second) && moved ? `${second.to} answered another redirect_url` : null,
  );
  const read = await ask({ ...READ, how: 'after the cancel' });
  const state = at(read.body, ['state']);
  const stays = isSuccess(read) && state === 'canceled';
  findings.judge('cancel.view', stays ? null : `${read.to} has state ${quoted(state)}`);
  const headers = { [IDEMPOTENCY_KEY_HEADER]: randomId() };
  const start = { ...START, how: 'after the cancel', body, headers };
  await expectRefusal(run, 'cancel.start', start, 409, 'session_closed');
}

async function checkCancelRefusals(run: ReadRun): Promise<void> {
  const headers = { [CLIENT_KEY_HEADER]: `pk_${randomId()}` };
  const wrongKey = { ...CANCEL, how: 'with a wrong client key', body: {}, headers };
  await expectRefusal(run, 'cancel.client_key', wrongKey, 404, 'session_not_found');
  const form = {
    ...CANCEL,
    how: 'as text/plain',
    body: {},
    headers: { 'Content-Type': 'text/plain' },
  };
  await expectRefusal(run, 'cancel.media_type', form, 415, 'unsupported_media_type');
  for (const origin of FOREIGN) {
    const foreign = {
      ...CANCEL,
      how: `of the origin ${origin}`,
      body: {},
      headers: { Origin: origin },
    };
    await expectRefusal(run, 'cancel.origin', foreign, 403, 'origin_not_allowed');
  }
}

/** Some providers cannot take back what was started: that is an answer of the contract, too. */
function cannotBeStopped({ status, body }: Answer): boolean {
  const code = knownCode(body);
  return status === 409 && (code === 'attempt_in_progress' || code === 'attempt_not_cancelable');
}

const AFTER_CANCEL: readonly FactId[] = [
  'cancel.answer',
  'cancel.again',
  'cancel.view',
  'cancel.start',
];

function leaveOpen({ findings }: ReadRun): void {
  const reason =
    'The backend says that the live attempt cannot be canceled: pay with a method whose provider can.';
  for (const fact of AFTER_CANCEL) findings.skip(fact, reason);
  findings.note('The payment that this check has started is still open: it could not be canceled.');
}

function cancelMistakes(answer: Answer): readonly string[] {
  if (!isSuccess(answer)) return [`${answer.to} ${inShort(answer)}`];
  const wrong = complaintsOf(CancelSessionResponse, answer.body);
  const session = at(answer.body, ['session']);
  const state = at(session, ['state']);
  const mistake = wrong.length === 0 ? firstMistake(session) : null;
  return [
    ...wrong,
    ...(mistake === null ? [] : [`session: ${mistake}`]),
    ...(state === 'canceled' ? [] : [`session.state is ${quoted(state)}`]),
  ];
}
