import { testProvider } from '../../suites/provider-facts.js';
import { FINRELAY } from './finrelay-facts.js';

testProvider(FINRELAY);
