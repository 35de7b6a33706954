import { gatewayConformance } from '../../../suites/gateway-conformance.js';
import { finrelayHarness } from './harness.js';

gatewayConformance('Finrelay', finrelayHarness);
