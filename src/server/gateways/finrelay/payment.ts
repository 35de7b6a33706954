import { minorPrice, type Price } from '../amount.js';
import { knownCountry } from '../country.js';
import { defined, fitting, fittingEmail } from '../fields.js';
import type { StartInput } from '../gateway.js';
import { acceptedPrice } from '../hosted-page.js';
import type { Address, Customer, OrderFacts } from '../order-facts.js';
import type { FinrelaySettings } from './options.js';
import type { FinrelayHostedPage } from './request.js';

/** The order amount as Finrelay wants it: an integer of minor units, by ISO 4217. */
export const priceOf = (
  settings: FinrelaySettings,
  { amount }: Pick<OrderFacts, 'amount'>,
): Price<number> => acceptedPrice(settings, amount, minorPrice);

/** Finrelay names no lengths for its texts; more than this is no name and no street. */
const MAX = 255;

/**
 * The body that opens a hosted page. What is known to be malformed is left out: an optional field
 * must not stand between the shopper and paying. `amount` is in minor units.
 */
export function hostedPageBody(
  settings: FinrelaySettings,
  { order, customer, providerSession, urls, saveCard }: StartInput,
  amount: number,
): FinrelayHostedPage {
  return {
    reference: providerSession.reference,
    terminal_id: settings.terminalId,
    currency: order.amount.currency,
    amount,
    transaction_type: settings.transactionType,
    success_url: urls.returnUrl('done'),
    cancel_url: urls.returnUrl('canceled'),
    error_url: urls.returnUrl('failed'),
    ...defined({ description: fitting(order.summary.description, MAX) }),
    ...customerFields(settings, customer),
    ...(saveCard && { tokenization: { save_card_for_future_payments: true } }),
  };
}

function customerFields({ customerId }: FinrelaySettings, customer: Customer | null) {
  if (customer === null) return {};
  const { firstName, lastName, email, phone, billingAddress: address } = customer;
  return defined({
    customer_id: fitting(customerId(customer), MAX),
    customer_first_name: fitting(firstName, MAX),
    customer_last_name: fitting(lastName, MAX),
    customer_email: fittingEmail(email, MAX),
    // E.164 is recommended, not demanded; what we are given is meant to be that.
    customer_phone_number: fitting(phone, 32),
    customer_address: fitting(street(address), MAX),
    customer_city: fitting(address?.city, MAX),
    customer_country: knownCountry(address?.country),
    customer_postal_code: fitting(address?.postalCode, 32),
  });
}

const street = (address: Address | undefined): string =>
  [address?.line1, address?.line2].filter(Boolean).join(', ');
