export { createBackground, type Background } from './background.js';
export { consoleLog, jsonLog } from './console-log.js';
export { toNodeListener, type NodeListener } from './listener.js';
export { serve, type RunningServer, type ServeOptions } from './serve.js';
