import { gatewayConformance } from '../../../suites/gateway-conformance.js';
import { ottuHarness } from './harness.js';

gatewayConformance('Ottu', () => Promise.resolve(ottuHarness()));
