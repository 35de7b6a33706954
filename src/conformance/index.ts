export { checkBackend } from './check-backend.js';
export { FACTS, type Fact, type FactId } from './facts.js';
export { CheckOptionsError, type CheckOptions } from './options.js';
export type { FactReport, Report, Verdict } from './report.js';
