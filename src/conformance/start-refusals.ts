import { IDEMPOTENCY_KEY_HEADER } from '../contract/http.js';
import type { Question } from './exchange.js';
import { START } from './refusals.js';
import { expectRefusal, inShort, randomId, unlessRefused, type ReadRun } from './run.js';
import { impossibleStart } from './start-body.js';

const MEGABYTE = 1024 * 1024;

/** States in which a start is looked at at all. */
export const OPEN = ['created', 'pending', 'attempted'];

/** A start with a fresh key and a method that is not offered: whatever goes wrong, nothing starts. */
export function harmlessStart(run: ReadRun, how: string, rest: Partial<Question> = {}): Question {
  const { headers, ...others } = rest;
  return {
    ...START,
    how,
    body: impossibleStart(run.view),
    headers: { [IDEMPOTENCY_KEY_HEADER]: randomId(), ...headers },
    ...others,
  };
}

/** Starts that are refused. Each has one mistake, so that their order does not matter. */
export async function checkStartRefusals(run: ReadRun): Promise<void> {
  const noKey = harmlessStart(run, 'without Idempotency-Key', {
    headers: { [IDEMPOTENCY_KEY_HEADER]: null },
  });
  await expectRefusal(run, 'start.no_key', noKey, 400, 'idempotency_key_missing');
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', null]) {
    const headers = { 'Content-Type': type };
    const typed = harmlessStart(run, `as ${type ?? 'nothing'}`, { headers });
    await expectRefusal(run, 'start.media_type', typed, 415, 'unsupported_media_type');
  }
  const broken = harmlessStart(run, 'with a body that breaks off', { body: '{"payment_method":' });
  await expectRefusal(run, 'start.not_json', broken, 400, 'invalid_request');
  const body = { ...impossibleStart(run.view), amount: { ...run.view.amount, value: 14 } };
  const malformed = harmlessStart(run, 'with a number for an amount', { body });
  await expectRefusal(run, 'start.malformed', malformed, 400, 'invalid_request');
  await checkTooLarge(run);
  await checkUnknownMethod(run);
}

/** A server that cuts the connection while we still send refuses too, but we cannot read how. */
async function checkTooLarge(run: ReadRun): Promise<void> {
  const body = { ...impossibleStart(run.view), padding: 'x'.repeat(MEGABYTE) };
  const answer = await run.ask(harmlessStart(run, 'with more than a megabyte', { body }));
  if (answer.silence === null) {
    run.findings.judge('start.too_large', unlessRefused(answer, 413, 'payload_too_large'));
  } else {
    run.findings.skip('start.too_large', `The connection was cut: ${inShort(answer)}.`);
  }
}

async function checkUnknownMethod(run: ReadRun): Promise<void> {
  const { state } = run.view;
  if (!OPEN.includes(state)) {
    run.findings.skip('start.unknown_method', `The session is ${state}: give one that is open.`);
    return;
  }
  const start = harmlessStart(run, 'with a method that is not offered');
  await expectRefusal(run, 'start.unknown_method', start, 409, 'payment_method_unavailable');
}
