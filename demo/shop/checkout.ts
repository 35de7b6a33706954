import { applyScenario, base } from './page.js';

declare global {
  interface Window {
    InitData?: { client_key?: string; session_id?: string };
    HppData?: { cancel_url?: string };
  }
}

const KEY = 'pk_demo_diwan';

/** Runs before the script of the widget, as a merchant's own page would set it up. */
const scenario = applyScenario();
const widget = document.querySelector('hpp-checkout');
if (widget !== null) {
  if (base !== '') widget.setAttribute('backend-url', `${base}/api/checkout`);
  if (scenario.theme !== 'auto') widget.setAttribute('theme', scenario.theme);
  if (scenario.layout === 'grid') widget.setAttribute('layout', 'grid');
  if (scenario.methods === 'fifty') widget.setAttribute('skeleton-rows', '8');
  if (scenario.key === 'missing') widget.removeAttribute('client-key');
  if (scenario.key === 'wrong') widget.setAttribute('client-key', 'pk_of_somebody_else');
  if (scenario.config === 'late') configureLate(widget);
}
if (scenario.cancel === 'hppdata') window.HppData = { cancel_url: '/canceled?by=hppdata' };

/** `window.InitData` instead of attributes, and only once the page has loaded. */
function configureLate(element: Element): void {
  element.removeAttribute('client-key');
  element.removeAttribute('session-id-param');
  addEventListener('load', () => {
    window.InitData = {
      client_key: KEY,
      session_id: new URLSearchParams(location.search).get('session_id') ?? '',
    };
  });
}
