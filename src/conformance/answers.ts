import { AttemptView } from '../contract/attempt.js';
import { PROBLEM_MEDIA_TYPE, REQUEST_ID_HEADER } from '../contract/http.js';
import type { ProblemCode } from '../contract/problem.js';
import type { Answer } from './exchange.js';
import type { Findings } from './findings.js';
import { knownCode } from './problem.js';
import { isSuccess } from './run.js';
import { firstMistake } from './view.js';
import { at, inWords, isRecord, wrongFields } from './wire.js';

/** What holds for all answers alike, looked at once everything has been asked. */
export function judgeAnswers(findings: Findings, answers: readonly Answer[]): void {
  const ids = new Set<string>();
  for (const answer of answers.filter(({ kind }) => kind === 'image')) {
    findings.judge('answers.nosniff', unlessHeader(answer, 'X-Content-Type-Options', 'nosniff'));
  }
  for (const answer of answers.filter(({ kind }) => kind === 'endpoint')) {
    const { to, headers, status } = answer;
    findings.judge('answers.no_store', unlessHeader(answer, 'Cache-Control', 'no-store'));
    findings.judge(
      'answers.referrer_policy',
      unlessHeader(answer, 'Referrer-Policy', 'no-referrer'),
    );
    findings.judge('answers.nosniff', unlessHeader(answer, 'X-Content-Type-Options', 'nosniff'));
    const id = headers.get(REQUEST_ID_HEADER) ?? '';
    const known = ids.has(id) ? `${to} has the request id of another answer` : null;
    findings.judge('answers.request_id', id === '' ? `${to} has none` : known);
    ids.add(id);
    findings.judge('answers.retry_after', unlessTime(to, headers.get('Retry-After')));
    if (isSuccess(answer)) {
      findings.judge('answers.media_type', unlessType(answer, 'application/json'));
    } else if (status >= 400) {
      judgeProblem(findings, answer);
    }
  }
}

const WITH_SESSION: readonly ProblemCode[] = [
  'session_changed',
  'session_closed',
  'session_expired',
  'terms_not_accepted',
];
const WITH_ATTEMPT: readonly ProblemCode[] = ['attempt_in_progress', 'attempt_not_cancelable'];

function judgeProblem(findings: Findings, answer: Answer): void {
  const { to, status, headers, body } = answer;
  findings.judge('problem.media_type', unlessType(answer, PROBLEM_MEDIA_TYPE));
  const code = knownCode(body);
  findings.judge('problem.code', code === null ? `${to} answered ${status} ${codeIn(body)}` : null);
  const told = at(body, ['status']);
  const otherStatus = told !== undefined && told !== status;
  findings.judge(
    'problem.status',
    otherStatus ? `${to} answered ${status}, and "status" is ${JSON.stringify(told)}` : null,
  );
  const id = headers.get(REQUEST_ID_HEADER);
  if (id !== null) {
    const quoted = at(body, ['request_id']) === id;
    findings.judge('problem.request_id', quoted ? null : `${to} has another "request_id", or none`);
  }
  if (code !== null && WITH_SESSION.includes(code)) {
    findings.judge('problem.session', unlessWhole(to, at(body, ['session']), firstMistake));
  } else if (code !== null && WITH_ATTEMPT.includes(code)) {
    findings.judge('problem.attempt', unlessWhole(to, at(body, ['attempt']), attemptMistake));
  }
}

function unlessWhole(
  to: string,
  value: unknown,
  mistakeIn: (value: unknown) => string | null,
): string | null {
  if (!isRecord(value)) return `${to} brought nothing`;
  const mistake = mistakeIn(value);
  return mistake === null ? null : `${to}: ${mistake}`;
}

function attemptMistake(attempt: unknown): string | null {
  const [first] = wrongFields(AttemptView, attempt);
  return first ? inWords(first) : null;
}

function codeIn(body: unknown): string {
  if (!isRecord(body)) return 'without a JSON object';
  const code = body['code'];
  return code === undefined ? 'without a code' : `with the code ${JSON.stringify(code)}`;
}

/** `Cache-Control` has other words beside the one that counts. */
function unlessHeader({ to, headers }: Answer, name: string, word: string): string | null {
  const value = headers.get(name);
  const words = (value ?? '').split(',').map((one) => one.trim().toLowerCase());
  if (words.includes(word)) return null;
  return `${to} has ${value === null ? `no ${name}` : `${name}: ${value}`}`;
}

function unlessType({ to, headers }: Answer, type: string): string | null {
  const value = headers.get('Content-Type') ?? 'no Content-Type';
  return value.split(';')[0]?.trim().toLowerCase() === type ? null : `${to} has ${value}`;
}

/** RFC 9110: whole seconds, or a date in GMT. */
function unlessTime(to: string, value: string | null): string | null {
  if (value === null || /^\d+$/.test(value)) return null;
  const isDate = value.endsWith(' GMT') && !Number.isNaN(Date.parse(value));
  return isDate ? null : `${to} has Retry-After: ${value}`;
}
