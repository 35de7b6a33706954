import { gatewayConformance } from '../../../suites/gateway-conformance.js';
import { opttyHarness } from './harness.js';

gatewayConformance('Optty', () => Promise.resolve(opttyHarness()));
