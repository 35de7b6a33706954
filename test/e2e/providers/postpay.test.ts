import { testJourneys } from '../support/provider-journeys.js';

testJourneys({ name: 'postpay', method: 'Postpay' });
