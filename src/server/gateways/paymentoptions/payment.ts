import { minorPrice, numberPrice, type Price } from '../amount.js';
import { knownCountry } from '../country.js';
import { defined, fitting, fittingEmail } from '../fields.js';
import type { StartInput } from '../gateway.js';
import { acceptedPrice } from '../hosted-page.js';
import type { Address, Customer, OrderFacts } from '../order-facts.js';
import type { PaymentOptionsSettings } from './options.js';
import type { PaymentOptionsAddress, PaymentOptionsCreate } from './wire.js';

/** The order amount as PaymentOptions wants it: a JSON number, in the unit of the account. */
export const priceOf = (
  settings: PaymentOptionsSettings,
  { amount }: Pick<OrderFacts, 'amount'>,
): Price<number> =>
  acceptedPrice(settings, amount, settings.amountUnit === 'major' ? numberPrice : minorPrice);

/**
 * The body that generates a link. What is known to be malformed is left out: the page asks the
 * shopper for what it lacks. Only the amount is never left out: the shopper would choose it.
 */
export function linkBody(
  settings: PaymentOptionsSettings,
  { order, customer, providerSession, urls, saveCard }: StartInput,
  amount: number,
): PaymentOptionsCreate {
  const shipping = customer?.shippingAddress;
  return {
    return_url: {
      webhook_url: urls.webhookUrl,
      success_url: urls.returnUrl('done'),
      decline_url: urls.returnUrl('failed'),
      cancel_url: urls.returnUrl('canceled'),
      ...(settings.inprogressUrl && { inprogress_url: urls.returnUrl('done') }),
    },
    amount,
    currency: order.amount.currency,
    merchant_id: settings.merchantId,
    merchant_email: settings.merchantEmail,
    merchant_txn_ref: providerSession.reference,
    payment_method: { type: 'scheme', ...(saveCard && { store_payment_method: true }) },
    billing_address: addressOf(customer, customer?.billingAddress),
    ...(shipping && { shipping_address: addressOf(customer, shipping) }),
  };
}

/** PaymentOptions names no lengths for these; more than this is no name and no street. */
const MAX = 255;

function addressOf(customer: Customer | null, address: Address | undefined): PaymentOptionsAddress {
  const street = [address?.line1, address?.line2].filter(Boolean).join(', ');
  return defined({
    country: knownCountry(address?.country),
    email: fittingEmail(customer?.email, MAX),
    phone_number: fitting(customer?.phone, 32),
    address1: fitting(street, MAX),
    city: fitting(address?.city, MAX),
    state: fitting(address?.state, MAX),
    postal_code: fitting(address?.postalCode, 32),
  });
}
