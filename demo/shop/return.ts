import { applyScenario, base, byId } from './page.js';

const scenario = applyScenario();
const widget = document.querySelector('hpp-checkout');
if (base !== '') widget?.setAttribute('backend-url', `${base}/api/checkout`);
if (scenario.theme !== 'auto') widget?.setAttribute('theme', scenario.theme);

// Words only: the goods are handed out by the server, when the provider has confirmed.
widget?.addEventListener('hpp-settled', (event) => {
  const { outcome } = event as Event & { readonly outcome: string };
  byId('thanks', 'p').hidden = outcome !== 'paid' && outcome !== 'authorized';
});
