import { gatewayConformance } from '../../../suites/gateway-conformance.js';
import { paymentOptionsHarness } from './harness.js';

gatewayConformance('PaymentOptions', () => Promise.resolve(paymentOptionsHarness()));
