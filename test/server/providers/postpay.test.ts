import { testProvider } from '../../suites/provider-facts.js';
import { POSTPAY } from './postpay-facts.js';

testProvider(POSTPAY);
