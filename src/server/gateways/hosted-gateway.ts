import { sameMoney } from '../../contract/money.js';
import type { UnavailableReason } from '../../contract/payment-method.js';
import type { Price } from './amount.js';
import type { Gateway, GatewayData, OpenedSession, StartInput, Started } from './gateway.js';
import {
  assetHostsOf,
  demandPrice,
  hostedPageOffer,
  hostedPageRedirect,
  type HostedPageSettings,
} from './hosted-page.js';
import type { Customer, OrderFacts } from './order-facts.js';

/** What a provider with one hosted page per attempt does in its own way. */
export interface HostedPage<T> {
  /** The order amount as the provider wants it, or why it cannot be paid there. */
  readonly price: (order: OrderFacts) => Price<T>;
  readonly canSaveCard: boolean;
  /** Why the provider does not take this customer; null when it does. Default: it takes all. */
  readonly refuses?: (customer: Customer | null) => UnavailableReason | null;
  /** Opens the page at the provider. */
  readonly open: (input: StartInput, price: T) => Promise<OpenedPage>;
}

export interface OpenedPage {
  readonly providerId: string;
  /** Where the shopper pays, as the provider answered it. */
  readonly url: string;
  /** Until when it can be paid (ISO 8601 UTC). */
  readonly expiresAt: string;
  /** What else has to be remembered of it. */
  readonly data?: GatewayData;
}

/** The part of a gateway that lists its one page, opens it per attempt and sends the shopper there. */
export function hostedPage<T>(settings: HostedPageSettings, page: HostedPage<T>) {
  const { price, canSaveCard, refuses } = page;
  return {
    code: settings.gateway,
    assetHosts: assetHostsOf(settings),
    sharesSession: false,
    list: ({ order, customer }) => {
      const priced = price(order);
      const unavailableReason = priced.ok ? (refuses?.(customer) ?? null) : priced.reason;
      const offer = hostedPageOffer(settings, order, { canSaveCard, unavailableReason });
      return Promise.resolve({ offers: [offer], opened: null });
    },
    start: (input) => start(settings, page, input),
  } satisfies Partial<Gateway>;
}

async function start<T>(
  settings: HostedPageSettings,
  { price, refuses, open }: HostedPage<T>,
  input: StartInput,
): Promise<Started> {
  const priced = demandPrice(settings, price(input.order));
  const reason = refuses?.(input.customer) ?? null;
  if (reason !== null) demandPrice(settings, { ok: false, reason });
  const opened = openedBefore(input) ?? remembered(input, await open(input, priced));
  return hostedPageRedirect(settings, opened, opened.data['url'], 'page');
}

/** The page of this very attempt, when it was opened for the same thing already. */
function openedBefore({ providerSession, order, saveCard }: StartInput): OpenedSession | null {
  const { providerId, data, amount, expiresAt } = providerSession;
  const same = sameMoney(amount, order.amount) && data['saveCard'] === saveCard;
  return providerId !== null && same ? { providerId, data, expiresAt } : null;
}

const remembered = (
  { saveCard }: StartInput,
  { providerId, url, expiresAt, data }: OpenedPage,
): OpenedSession => ({ providerId, data: { ...data, url, saveCard }, expiresAt });
