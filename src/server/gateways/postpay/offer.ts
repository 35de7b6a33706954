import type { ListInput, MethodOffer } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import type { PostpaySettings } from './options.js';
import { draftOf } from './payment.js';

/** The one method: on Postpay's page the shopper chooses the instalments. No card can be saved. */
export function offerOf(settings: PostpaySettings, input: ListInput): MethodOffer {
  const { name, icon = null, description = null } = settings.method;
  const draft = draftOf(settings, input);
  return {
    ...{ code: METHOD_CODE, name, icon, description },
    ...{ fee: null, feeDescription: null, total: input.order.amount },
    sandbox: settings.sandbox,
    canSaveCard: false,
    unavailableReason: draft.ok ? null : draft.reason,
  };
}
