import type { PaymentSessionView } from '../contract/payment-session.js';
import type { ProblemCode } from '../contract/problem.js';
import type { Answer, Ask } from './exchange.js';
import type { FactId } from './facts.js';
import type { Complaint, Findings } from './findings.js';
import type { Subject } from './options.js';
import { knownCode } from './problem.js';

/** What every check works with. */
export interface Run {
  readonly subject: Subject;
  readonly ask: Ask;
  readonly look: (url: string) => Promise<Answer>;
  readonly findings: Findings;
}

/** A run in which the session could be read. */
export interface ReadRun extends Run {
  readonly view: PaymentSessionView;
}

/** What was answered, in words. */
export function inShort({ status, silence, body, headers }: Answer): string {
  if (silence !== null) return `gave no answer (${silence})`;
  const location = headers.get('Location');
  const to = status >= 300 && status < 400 && location ? ' with a redirect' : '';
  const code = knownCode(body);
  return `answered ${status}${code ? ` ${code}` : ''}${to}`;
}

/** Exactly this refusal, its code included. */
export function isRefused({ status, body }: Answer, wanted: number, code: ProblemCode): boolean {
  return status === wanted && knownCode(body) === code;
}

/** Null when the answer is this refusal. A code that is none at all is a fault of its own. */
export function unlessRefused(answer: Answer, status: number, code: ProblemCode): Complaint {
  const told = knownCode(answer.body);
  if (answer.status === status && (told === code || told === null)) return null;
  return `${answer.to} ${inShort(answer)}`;
}

export const isSuccess = ({ status }: Answer): boolean => status === 200 || status === 201;

/** Asks for what must be refused, and judges it. */
export async function expectRefusal(
  { ask, findings }: Run,
  fact: FactId,
  question: Parameters<Ask>[0],
  status: number,
  code: ProblemCode,
): Promise<Answer> {
  const answer = await ask(question);
  findings.judge(fact, unlessRefused(answer, status, code));
  return answer;
}

/** Unguessable, and of the alphabet of session ids and keys. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
