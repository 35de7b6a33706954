import { testProvider } from '../../suites/provider-facts.js';
import { OPTTY } from './optty-facts.js';

testProvider(OPTTY);
