import { cancelSession } from '../contract/cancel-session.js';
import { CLIENT_KEY_HEADER, IDEMPOTENCY_KEY_HEADER } from '../contract/http.js';
import { PaymentSessionView } from '../contract/payment-session.js';
import { retrieveSession } from '../contract/retrieve-session.js';
import { startPayment } from '../contract/start-payment.js';
import type { Answer } from './exchange.js';
import { READ } from './reading.js';
import { expectRefusal, inShort, isRefused, randomId, unlessRefused, type Run } from './run.js';
import { isRecord } from './wire.js';

export const START = { method: startPayment.method, path: startPayment.path };
export const CANCEL = { method: cancelSession.method, path: cancelSession.path };

/** Sessions that nobody knows, wrong keys, and ways in which nobody may learn which of these it is. */
export async function checkUnknown(run: Run): Promise<void> {
  const unknown = { sessionId: randomId() };
  const wrongKey = { [CLIENT_KEY_HEADER]: `pk_${randomId()}` };
  const refused = (fact: Parameters<typeof expectRefusal>[1], how: string, rest: object) =>
    expectRefusal(run, fact, { ...READ, how, ...rest }, 404, 'session_not_found');
  const answers = [
    await refused('unknown.session', 'with an unknown id', unknown),
    await refused('unknown.malformed_id', 'with a malformed id', { sessionId: 'malformed' }),
    await refused('unknown.client_key', 'with a wrong client key', { headers: wrongKey }),
    await refused('unknown.no_client_key', 'without a client key', {
      headers: { [CLIENT_KEY_HEADER]: null },
    }),
  ].filter((answer) => isRefused(answer, 404, 'session_not_found'));
  const [first, ...others] = answers;
  if (first === undefined || others.length === 0) {
    run.findings.skip('unknown.same', 'Fewer than two of them were refused as they have to be.');
  } else {
    run.findings.judge('unknown.same', ...others.map((answer) => difference(first, answer)));
  }
  const posted = { ...unknown, how: 'with an unknown id' };
  const key = { [IDEMPOTENCY_KEY_HEADER]: randomId() };
  const start = { ...START, ...posted, headers: key, body: PLAIN_START };
  await expectRefusal(run, 'unknown.start', start, 404, 'session_not_found');
  const cancel = { ...CANCEL, ...posted, body: {} };
  await expectRefusal(run, 'unknown.cancel', cancel, 404, 'session_not_found');
}

/** Well-formed, and of no session. */
const PLAIN_START = {
  payment_method: 'card',
  options: {},
  amount: { value: '1', currency: 'EUR' },
  total: { value: '1', currency: 'EUR' },
};

/** What would tell one refusal from another, were it not the same. */
const TELLING = ['Content-Type', 'Cache-Control', 'Retry-After', 'WWW-Authenticate', 'Set-Cookie'];

function difference(a: Answer, b: Answer): string | null {
  const [fieldsA, fieldsB] = [fieldsOf(a), fieldsOf(b)];
  const fields = [...new Set([...Object.keys(fieldsA), ...Object.keys(fieldsB)])].filter(
    (name) => JSON.stringify(fieldsA[name]) !== JSON.stringify(fieldsB[name]),
  );
  const headers = TELLING.filter((name) => a.headers.get(name) !== b.headers.get(name));
  const told = [...fields.map((name) => `"${name}"`), ...headers];
  return told.length === 0 ? null : `${told.join(', ')} differ between ${a.to} and ${b.to}`;
}

function fieldsOf({ body }: Answer): Readonly<Record<string, unknown>> {
  return isRecord(body) ? { ...body, request_id: undefined } : {};
}

/** A path of nobody, and a method that no endpoint has. PATCH, because it cannot do any harm. */
export async function checkRouting(run: Run): Promise<void> {
  const nowhere = { method: 'GET', path: `${retrieveSession.path}/no-such-path` };
  await expectRefusal(run, 'paths.unknown', nowhere, 404, 'not_found');
  for (const { path, method } of [READ, START, CANCEL]) {
    const answer = await run.ask({ method: 'PATCH', path });
    run.findings.judge('methods.status', unlessRefused(answer, 405, 'method_not_allowed'));
    if (answer.status !== 405) continue;
    const allow = answer.headers.get('Allow') ?? '';
    const told = allow.split(',').map((one) => one.trim().toUpperCase());
    const right = told.includes(method) && !told.includes('PATCH');
    run.findings.judge(
      'methods.allow',
      right ? null : `${answer.to} has Allow: ${allow || 'none'}`,
    );
  }
  if (run.findings.isOpen('methods.allow'))
    run.findings.skip('methods.allow', 'No other HTTP method was answered with 405.');
}

/** Nothing that was refused has started or ended anything. */
export async function checkHarmless(run: Run, before: PaymentSessionView): Promise<void> {
  const answer = await run.ask({ ...READ, how: 'after the refused requests' });
  if (answer.status !== 200) {
    run.findings.judge('refusals.harmless', `${answer.to} ${inShort(answer)}`);
    return;
  }
  const read = PaymentSessionView.safeParse(answer.body);
  const [then, now] = [stateOf(before), read.success ? stateOf(read.data) : ['no view']];
  const same = JSON.stringify(then) === JSON.stringify(now);
  run.findings.judge(
    'refusals.harmless',
    same ? null : `the session went from ${then.join(', ')} to ${now.join(', ')}`,
  );
}

/** The state of the session, and of its attempt. */
function stateOf({ state, attempt }: PaymentSessionView): readonly string[] {
  return [`state "${state}"`, attempt === null ? 'no attempt' : `attempt "${attempt.state}"`];
}
