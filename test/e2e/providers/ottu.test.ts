import { testJourneys } from '../support/provider-journeys.js';

testJourneys({ name: 'ottu', method: 'KNET' });
