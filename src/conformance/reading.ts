import { PaymentSessionView } from '../contract/payment-session.js';
import { retrieveSession } from '../contract/retrieve-session.js';
import type { Answer } from './exchange.js';
import { inShort, type Run } from './run.js';
import { secretsIn } from './secrets.js';
import { mistakesIn, wrongLinks, wrongMethods } from './view.js';
import { isRecord, unknownFields } from './wire.js';

export const READ = { method: retrieveSession.method, path: retrieveSession.path };

/** Reads the session and judges the view. Null when it cannot be worked with. */
export async function checkReading(run: Run): Promise<PaymentSessionView | null> {
  const answer = await run.ask(READ);
  if (!judgeAnswer(run, answer)) return null;
  const { body } = answer;
  const { findings, subject } = run;
  const { contract, shape, words, amounts, times } = mistakesIn(body);
  findings.judge('session.contract', ...contract);
  findings.judge('session.shape', ...shape);
  findings.judge('session.words', ...words);
  findings.judge('session.amounts', ...amounts);
  findings.judge('session.times', ...times);
  findings.judge('session.urls', ...wrongLinks(body));
  findings.judge('session.secrets', ...secretsIn(body));
  const parsed = PaymentSessionView.safeParse(body);
  if (!parsed.success) return null;
  const same = parsed.data.id === subject.sessionId;
  findings.judge('session.id', same ? null : '"id" is another one');
  findings.judge('session.methods', ...wrongMethods(parsed.data));
  for (const path of unknownFields(body, parsed.data)) {
    findings.note(`The view has a field that the contract does not know: ${path}.`);
  }
  return parsed.data;
}

function judgeAnswer({ findings }: Run, answer: Answer): boolean {
  const found = answer.status === 200 && isRecord(answer.body);
  const instead = answer.status === 200 ? 'answered 200 with something else' : inShort(answer);
  findings.judge('session.answer', found ? null : `${answer.to} ${instead}`);
  return found;
}
