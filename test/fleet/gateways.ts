import { finrelay, type FinrelayOptions } from '../../src/server/gateways/finrelay/gateway.js';
import type { Gateway } from '../../src/server/gateways/gateway.js';
import { optty, type OpttyOptions } from '../../src/server/gateways/optty/gateway.js';
import { ottu, type OttuOptions } from '../../src/server/gateways/ottu/gateway.js';
import {
  paymentOptions,
  type PaymentOptionsOptions,
} from '../../src/server/gateways/paymentoptions/gateway.js';
import { postpay, type PostpayOptions } from '../../src/server/gateways/postpay/gateway.js';

/** The options of every gateway, as plain JSON: they travel to the backend processes. */
export interface GatewaySettings {
  readonly ottu: OttuOptions;
  readonly finrelay: FinrelayOptions;
  readonly optty: OpttyOptions;
  readonly postpay: PostpayOptions;
  readonly paymentoptions: PaymentOptionsOptions;
}

/** The gateways of a backend process, on the clock of the test. */
export function gatewaysOf(settings: GatewaySettings, now: () => number): Gateway[] {
  return [
    ottu({ ...settings.ottu, now }),
    finrelay({ ...settings.finrelay, now }),
    optty({ ...settings.optty, now }),
    postpay({ ...settings.postpay, now }),
    paymentOptions({ ...settings.paymentoptions, now }),
  ];
}
