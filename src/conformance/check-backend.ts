import { judgeAnswers } from './answers.js';
import { checkCanceling } from './canceling.js';
import { createExchange } from './exchange.js';
import type { FactId } from './facts.js';
import { createFindings } from './findings.js';
import { checkImages } from './images.js';
import { toSubject, type CheckOptions, type Subject } from './options.js';
import { checkOrigins } from './origins.js';
import { checkLive, checkShown, choose, startTogether } from './paying.js';
import { checkReading } from './reading.js';
import { checkHarmless, checkRouting, checkUnknown } from './refusals.js';
import type { Report } from './report.js';
import type { ReadRun, Run } from './run.js';
import { checkStartRefusals } from './start-refusals.js';

/**
 * Talks to a running backend as the widget does, and says fact by fact whether it keeps the wire
 * contract. Without `pay` nothing is started and nothing canceled: it reads, and sends what has to
 * be refused.
 * @throws {CheckOptionsError} for an option that cannot be used; the backend itself throws nothing.
 */
export async function checkBackend(options: CheckOptions): Promise<Report> {
  const subject = toSubject(options);
  const { ask, look, answers } = createExchange(subject);
  const findings = createFindings();
  const run: Run = { subject, ask, look, findings };

  const view = await checkReading(run);
  // Who does not answer at all is not asked forty times.
  if (answers.length > 0) {
    await checkUnknown(run);
    await checkRouting(run);
    if (view) await checkSession({ ...run, view });
    judgeAnswers(findings, answers);
  }
  return findings.report(subject.backendUrl, (fact) => {
    return whyNot(fact, subject, { answered: answers.length > 0, viewed: view !== null });
  });
}

async function checkSession(run: ReadRun): Promise<void> {
  await checkImages(run);
  await checkStartRefusals(run);
  await checkOrigins(run);
  await checkHarmless(run, run.view);
  if (!run.subject.pay) return;
  const choice = choose(run);
  if (!choice) return;
  await checkShown(run, choice);
  const started = await startTogether(run, choice);
  if (started) await checkLive(run, choice, started);
  await checkCanceling(run, choice);
}

interface Reached {
  readonly answered: boolean;
  readonly viewed: boolean;
}

/** Why a fact was neither judged nor skipped with a reason of its own. */
function whyNot(fact: FactId, subject: Subject, { answered, viewed }: Reached): string {
  if (!answered) return 'The backend does not answer.';
  const forPaying =
    /^(?:pay|cancel)\./.test(fact) || fact === 'problem.session' || fact === 'problem.attempt';
  if (forPaying && !subject.pay) {
    return 'It takes a payment that is started and a session that is canceled: --pay allows both.';
  }
  if (fact.startsWith('cors.') && subject.origin === subject.ownOrigin) {
    return 'Only for a shop page on another origin than the backend: --origin names it.';
  }
  if (!viewed) return 'The session could not be read.';
  return 'An earlier fault stands in the way.';
}
