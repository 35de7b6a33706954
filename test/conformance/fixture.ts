import type { CheckOptions } from '../../src/conformance/index.js';
import { checkBackend } from '../../src/conformance/index.js';
import type { FactId } from '../../src/conformance/facts.js';
import type { Report } from '../../src/conformance/report.js';
import type { NewSession } from '../../src/server/checkout-types.js';
import { CLIENT_KEY, openShop, PUBLIC_URL, type ShopOptions } from '../support/shop.js';

export const PAGE = 'https://m.shop.test';

export const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);

/** A session in which every fact has something to be about. */
export const RICH = {
  amount: { value: '14.000', currency: 'KWD' },
  dueAt: '2026-01-06T00:00:00Z',
  order: {
    merchant_name: 'Diwan',
    merchant_logo: { file: 'logo.png' },
    items: [{ name: 'Coffee', quantity: 2, total: { value: '14.000', currency: 'KWD' } }],
  },
  terms: { name: 'Conditions of sale', url: 'https://shop.test/terms' },
  attachment: { name: 'Invoice', url: 'https://shop.test/invoice.pdf' },
  defaultPaymentMethod: 'ottu:knet',
} satisfies NewSession;

/** Our own kit over the sandboxes, with a session to check it on. */
export async function openBackend(
  session: Partial<NewSession> = {},
  options: Partial<ShopOptions> = {},
) {
  const shop = await openShop({
    providers: ['ottu', 'postpay'],
    allowedOrigins: [PAGE],
    cancelUrl: 'https://shop.test/cart',
    hostedUrl: 'https://shop.test/pay',
    assets: { files: { 'logo.png': { type: 'image/png', body: PNG } } },
    // The icons of the sandbox.
    fetch: (input) => shop.ottu.fetch(new Request(input)),
    ...options,
  });
  const sessionId = await shop.create({ ...RICH, ...session });
  return { shop, sessionId };
}

/** Answers in the place of the backend; `next` asks the real one. */
export type Lie = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Promise<Response>;

export interface Checking extends Partial<CheckOptions> {
  readonly lie?: Lie;
  readonly session?: Partial<NewSession>;
  readonly shop?: Partial<ShopOptions>;
}

/** Checks the kit, as it is or behind a lie. */
export async function check(checking: Checking = {}): Promise<Report> {
  const { lie, session, shop: shopOptions, ...options } = checking;
  const { shop, sessionId } = await openBackend(session, shopOptions);
  const next = (request: Request): Promise<Response> => shop.checkout.fetch(request);
  const report = await checkBackend({
    backendUrl: PUBLIC_URL,
    clientKey: CLIENT_KEY,
    sessionId,
    fetch: lie ? (request) => lie(request, next) : next,
    ...options,
  });
  await shop.settle();
  return report;
}

export const idsOf = (
  { facts }: Report,
  wanted: 'ok' | 'fault' | 'not_checked',
): readonly FactId[] => facts.filter(({ verdict }) => verdict === wanted).map(({ id }) => id);

/** What is wrong, in words: for the message of an assertion. */
export const faultsOf = ({ facts }: Report): readonly string[] =>
  facts.flatMap((fact) =>
    fact.verdict === 'fault' ? [`${fact.id}: ${fact.did.join(' | ')}`] : [],
  );

/** Why a fact was not checked; null when it was. */
export function reasonOf({ facts }: Report, id: FactId): string | null {
  const fact = facts.find((one) => one.id === id);
  return fact?.verdict === 'not_checked' ? fact.reason : null;
}
