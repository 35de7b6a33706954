import { gatewayConformance } from '../../../suites/gateway-conformance.js';
import { postpayHarness } from './harness.js';

gatewayConformance('Postpay', () => Promise.resolve(postpayHarness()));
