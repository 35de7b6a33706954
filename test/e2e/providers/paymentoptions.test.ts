import { testJourneys } from '../support/provider-journeys.js';

testJourneys({ name: 'paymentoptions', method: 'PaymentOptions' });
