import { testJourneys } from '../support/provider-journeys.js';

testJourneys({ name: 'finrelay', method: 'Finrelay' });
