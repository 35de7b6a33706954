import { CLIENT_KEY_HEADER, IDEMPOTENCY_KEY_HEADER, REQUEST_ID_HEADER } from '../contract/http.js';
import type { Answer } from './exchange.js';
import { CANCEL, START } from './refusals.js';
import { READ } from './reading.js';
import { expectRefusal, inShort, randomId, type ReadRun } from './run.js';
import { harmlessStart } from './start-refusals.js';

/** `.invalid` is nobody's (RFC 2606); "null" is what a sandboxed frame sends. */
export const FOREIGN = ['https://foreign.invalid', 'null'];

export async function checkOrigins(run: ReadRun): Promise<void> {
  for (const origin of FOREIGN) {
    const start = harmlessStart(run, `of the origin ${origin}`, { headers: { Origin: origin } });
    await expectRefusal(run, 'origin.foreign', start, 403, 'origin_not_allowed');
  }
  const { origin, ownOrigin } = run.subject;
  const headers = { Origin: origin };
  const own = await run.ask(harmlessStart(run, `of the origin ${origin}`, { headers }));
  const refused = own.status === 403 || own.silence !== null;
  run.findings.judge('origin.page', refused ? `${own.to} ${inShort(own)}` : null);
  if (origin !== ownOrigin) await checkSharing(run, own);
}

/** CORS, for a page on another origin than the backend. */
async function checkSharing(run: ReadRun, start: Answer): Promise<void> {
  await checkPreflights(run);
  const { origin } = run.subject;
  const headers = { Origin: origin };
  const how = `of the origin ${origin}`;
  const answers = [
    start,
    await run.ask({ ...READ, how, headers }),
    await run.ask({ ...READ, how: `${how} with an unknown id`, headers, sessionId: randomId() }),
  ];
  for (const answer of answers) {
    run.findings.judge('cors.allow_origin', unlessAllowed(answer, origin));
    const exposed = listIn(answer, 'Access-Control-Expose-Headers');
    const hidden = ['retry-after', REQUEST_ID_HEADER.toLowerCase()].filter(
      (name) => !exposed.includes(name) && !exposed.includes('*'),
    );
    run.findings.judge(
      'cors.expose',
      hidden.length > 0 ? `${answer.to} exposes no ${hidden.join(', no ')}` : null,
    );
  }
}

async function checkPreflights(run: ReadRun): Promise<void> {
  const key = CLIENT_KEY_HEADER.toLowerCase();
  const wanted = [
    { ...READ, asks: [key] },
    { ...START, asks: [key, 'content-type', IDEMPOTENCY_KEY_HEADER.toLowerCase()] },
    { ...CANCEL, asks: [key, 'content-type'] },
  ];
  for (const { method, path, asks } of wanted) {
    const answer = await run.ask({
      method: 'OPTIONS',
      path,
      kind: 'preflight',
      headers: {
        [CLIENT_KEY_HEADER]: null,
        Origin: run.subject.origin,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': [...asks].sort().join(','),
      },
    });
    const allowed = listIn(answer, 'Access-Control-Allow-Headers');
    const missing = asks.filter((name) => !allowed.includes(name) && !allowed.includes('*'));
    const passed = answer.status >= 200 && answer.status < 300;
    run.findings.judge(
      'cors.preflight',
      passed ? unlessAllowed(answer, run.subject.origin) : `${answer.to} ${inShort(answer)}`,
      passed && missing.length > 0 ? `${answer.to} allows no ${missing.join(', no ')}` : null,
    );
  }
}

function unlessAllowed({ to, headers }: Answer, origin: string): string | null {
  const allowed = headers.get('Access-Control-Allow-Origin');
  if (allowed === origin || allowed === '*') return null;
  return `${to} has ${allowed === null ? 'no Access-Control-Allow-Origin' : `"${allowed}"`}`;
}

function listIn({ headers }: Answer, name: string): readonly string[] {
  const list = headers.get(name) ?? '';
  return list.split(',').map((one) => one.trim().toLowerCase());
}
