import type { ProviderFacts } from '../../suites/provider-facts/facts.js';
import { FINRELAY } from './finrelay-facts.js';
import { OPTTY } from './optty-facts.js';
import { OTTU } from './ottu-facts.js';
import { PAYMENTOPTIONS } from './paymentoptions-facts.js';
import { POSTPAY } from './postpay-facts.js';

/** In the order of the seeds, and of the columns in `docs/providers.md`. */
export const PROVIDERS: readonly ProviderFacts[] = [OPTTY, FINRELAY, PAYMENTOPTIONS, OTTU, POSTPAY];
