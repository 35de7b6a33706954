import { memoryStore } from '../../../src/server/store/memory.js';
import { storeConformance } from '../../suites/store-conformance.js';

storeConformance('memory', () =>
  Promise.resolve({ store: memoryStore(), close: () => Promise.resolve() }),
);
