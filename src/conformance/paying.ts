import { IDEMPOTENCY_KEY_HEADER } from '../contract/http.js';
import type { PaymentMethodView } from '../contract/payment-method.js';
import type { StartPaymentRequest } from '../contract/start-payment.js';
import type { Answer, Question } from './exchange.js';
import { START } from './refusals.js';
import { READ } from './reading.js';
import { expectRefusal, inShort, isSuccess, randomId, unlessRefused, type ReadRun } from './run.js';
import { otherAmount, startBody } from './start-body.js';
import { readStart, wrongRedirect, type Started } from './started.js';
import { at, quoted } from './wire.js';

/** What is paid with, and what else could be. */
export interface Choice {
  readonly method: PaymentMethodView;
  readonly other: PaymentMethodView | null;
  readonly body: StartPaymentRequest;
}

/** The method to pay with; null when there is none, which is a fault of what was asked for. */
export function choose({ view, subject, findings }: ReadRun): Choice | null {
  const usable = view.payment_methods.filter((one) => one.unavailable_reason === null);
  const wanted = subject.paymentMethod ?? view.default_payment_method ?? usable[0]?.code;
  const method = usable.find(({ code }) => code === wanted);
  const codes = usable.map(({ code }) => code).join(', ') || 'none';
  const closed = view.state !== 'created' && view.state !== 'attempted';
  findings.judge(
    'pay.possible',
    closed ? `the session is ${view.state}: nothing can be begun on it` : null,
    method ? null : `the method "${wanted ?? ''}" cannot be used; these can: ${codes}`,
  );
  if (closed || !method) return null;
  const other = usable.find(({ code }) => code !== method.code) ?? null;
  return { method, other, body: startBody(view, method) };
}

function start(how: string, body: StartPaymentRequest, key = randomId()): Question {
  return { ...START, how, body, headers: { [IDEMPOTENCY_KEY_HEADER]: key } };
}

/** What the shopper was not shown, and what they did not accept. Nothing may start. */
export async function checkShown(run: ReadRun, { body }: Choice): Promise<void> {
  const wrong = { ...body, amount: otherAmount(body.amount), total: otherAmount(body.total) };
  const wrongAmount = start('with another amount', wrong);
  await expectRefusal(run, 'pay.wrong_amount', wrongAmount, 409, 'session_changed');
  const wrongTotal = start('with another total', { ...body, total: otherAmount(body.total) });
  await expectRefusal(run, 'pay.wrong_total', wrongTotal, 409, 'session_changed');
  if (!run.view.terms) {
    run.findings.skip('pay.terms', 'The session has no terms: give one that has.');
    return;
  }
  const { terms_accepted: _, ...options } = body.options;
  const silent = start('without a yes to the terms', { ...body, options });
  await expectRefusal(run, 'pay.terms', silent, 422, 'terms_not_accepted');
}

/** Four starts at once, two of them under one key. What came of it, if anything. */
export async function startTogether(run: ReadRun, { body }: Choice): Promise<Started | null> {
  const { findings, ask } = run;
  const [a, b, c] = [randomId(), randomId(), randomId()];
  const keys = [a, a, b, c];
  const answers = await Promise.all(keys.map((key) => ask(start('at the same time', body, key))));
  const won = answers.findIndex(isSuccess);
  const [answer, key] = [answers[won], keys[won]];
  if (answer === undefined || key === undefined) {
    findings.judge('pay.start', ...answers.map((one) => `${one.to} ${inShort(one)}`));
    return null;
  }
  const { started, mistakes } = readStart(answer, body.payment_method, key);
  findings.judge('pay.start', ...mistakes);
  if (started) findings.judge('pay.redirect', ...wrongRedirect(started.response.redirect));
  const ids = new Set(answers.filter(isSuccess).map(attemptIn));
  findings.judge(
    'pay.concurrent',
    ids.size > 1 ? `${ids.size} attempts came of it` : null,
    ...answers
      .filter((one) => !isSuccess(one))
      .map((one) => unlessRefused(one, 409, 'start_in_progress')),
  );
  return started;
}

const attemptIn = ({ body }: Answer): unknown => at(body, ['attempt', 'id']);

/** What holds while one attempt is live. */
export async function checkLive(
  run: ReadRun,
  { body, other }: Choice,
  { key, response }: Started,
): Promise<void> {
  const { findings, ask } = run;
  const again = await ask(start('again with the same key', body, key));
  findings.judge('pay.replay', unlessAttempt(again, response.attempt.id));
  const redirect = JSON.stringify(at(again.body, ['redirect']));
  if (isSuccess(again) && redirect !== JSON.stringify(response.redirect))
    findings.judge('pay.replay', `${again.to} answered another redirect`);

  const joined = await ask(start('again with a new key', body));
  findings.judge('pay.joined', unlessAttempt(joined, response.attempt.id));

  const changed = other
    ? startBody(run.view, other)
    : { ...body, amount: otherAmount(body.amount), total: otherAmount(body.total) };
  const reused = start('with the same key and another body', changed, key);
  await expectRefusal(run, 'pay.key_reused', reused, 422, 'idempotency_key_reused');
  if (other) {
    const beside = start('with another method', startBody(run.view, other));
    await expectRefusal(run, 'pay.other_method', beside, 409, 'attempt_in_progress');
  } else {
    const why = 'Only one method can be used: give a session with two.';
    findings.skip('pay.other_method', why);
    findings.skip('problem.attempt', why);
  }
  const read = await ask({ ...READ, how: 'while an attempt is live' });
  const state = at(read.body, ['state']);
  findings.judge(
    'pay.view',
    state === 'pending' ? null : `${read.to} has state ${quoted(state)}`,
    unlessAttempt(read, response.attempt.id),
  );
}

function unlessAttempt(answer: Answer, id: string): string | null {
  if (!isSuccess(answer)) return `${answer.to} ${inShort(answer)}`;
  return attemptIn(answer) === id ? null : `${answer.to} answered another attempt, or none`;
}
