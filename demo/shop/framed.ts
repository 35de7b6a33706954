import { applyScenario, base, byId } from './page.js';

applyScenario();
byId<HTMLIFrameElement>('frame').src = `${base}/checkout${location.search}`;
