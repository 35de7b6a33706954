import { testProvider } from '../../suites/provider-facts.js';
import { PAYMENTOPTIONS } from './paymentoptions-facts.js';

testProvider(PAYMENTOPTIONS);
