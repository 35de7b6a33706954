import { testProvider } from '../../suites/provider-facts.js';
import { OTTU } from './ottu-facts.js';

testProvider(OTTU);
