import { HppCheckout } from './widget/hpp-checkout.js';

// A second copy of the script on one page must not throw.
if (!customElements.get('hpp-checkout')) customElements.define('hpp-checkout', HppCheckout);
