import { applyScenario, base, byId } from './page.js';

applyScenario();
byId('frame', 'iframe').src = `${base}/checkout${location.search}`;
