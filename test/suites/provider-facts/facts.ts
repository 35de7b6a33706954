import type { ProviderCode } from '../../support/providers.js';
import type { World } from './world.js';

/** What has to be shown of every provider, in the order of the table in `docs/providers.md`. */
export const FACTS = [
  'create',
  'list',
  'redirect',
  'pay',
  'decline',
  'cancel',
  'abandon',
  'return',
  'webhook verified',
  'webhook forged',
  'webhook duplicate and late',
  'proof',
  'capture',
  'refund full',
  'refund partial',
  'void',
  'tokenization',
  'errors',
] as const;
export type FactName = (typeof FACTS)[number];

/** A field of a request: its path with points, and what stands there. */
export type Sent = Readonly<Record<string, unknown>>;

interface Shapes {
  create: {
    /** The sandbox's name of the request that opens a payment. */
    readonly operation: string;
    /** Whether it is made with the session, to list its methods, or for the chosen one. */
    readonly at: 'session' | 'start';
    /** An order of 14.000 KWD, as it is sent. */
    readonly sent: Sent;
    /** The field with our reference. */
    readonly reference: string;
  };
  list: {
    readonly methods: readonly string[];
    /** How often the provider is asked for them. */
    readonly asks: number;
  };
  redirect: {
    /** A part of the provider's page. */
    readonly page: RegExp;
  };
  pay: object;
  decline: {
    /** Whether the declined page takes another try, or a new one is opened for it. */
    readonly again: 'same page' | 'new page';
  };
  cancel: {
    /** What the cancel of a shopper who is back in the shop does while the payment is open. */
    readonly inShop: 'canceled' | 'refused';
  };
  abandon: {
    /** How long a page is watched. */
    readonly hours: number;
  };
  return: {
    /** What is known of a payment when its webhook is late and its shopper is back. */
    readonly known: 'paid' | 'pending';
    /** The fields of the opening request with our URLs. */
    readonly urls: readonly string[];
  };
  'webhook verified': {
    /** What it shows to be authentic: a header, or a field of its body; null: its secret URL. */
    readonly signed: { readonly header: string } | { readonly field: string } | null;
  };
  'webhook forged': {
    readonly forgeries: readonly Forgery[];
  };
  'webhook duplicate and late': object;
  proof: {
    /** Whether a payment that no webhook tells of is found by asking, or waits for its webhook. */
    readonly lost: 'asked' | 'waits';
    /** Makes the provider state another amount: the patch of its sandbox. */
    readonly altered: Readonly<Record<string, unknown>>;
  };
  capture: { readonly partial: boolean };
  'refund full': { readonly by: 'refund' | 'refundOrCancel' };
  'refund partial': object;
  void: object;
  tokenization: {
    /** As the shopper's page knows it. */
    readonly method: string;
    /** The sandbox's name of the request that says whether to save. */
    readonly operation: string;
    /** What goes out when the shopper wants the card to be saved, and what does when not. */
    readonly saving: Sent;
    readonly plain: Sent;
    /** How the shopper pays where the provider's page asks once more. */
    readonly pay?: (world: World) => Promise<void>;
  };
  errors: {
    /** The sandbox's name of the request of a start. */
    readonly operation: string;
    /** Whether a refused token is replaced by a new one, once. */
    readonly renews: boolean;
  };
}

export interface Forgery {
  readonly as: string;
  /** Sends a webhook that says "paid" of a payment that is not. */
  readonly send: (world: World, reference: string) => Promise<unknown>;
  /** What we answer to the last one. */
  readonly status: number;
}

/** `says`: what happens, in a few words; with the name of the fact it is the name of its test. */
export type Fact<Name extends FactName> = { readonly says: string } & Shapes[Name];

/** How each fact is shown of a provider that has it. */
export type Checks = {
  readonly [Name in FactName]: (code: ProviderCode, fact: Fact<Name>) => Promise<void>;
};

/** The provider has no such operation: why, and what happens instead. */
export interface None {
  readonly none: string;
}

export interface ProviderFacts {
  readonly code: ProviderCode;
  readonly facts: { readonly [Name in FactName]: Fact<Name> | None };
}

export const isNone = (fact: { readonly says: string } | None): fact is None => 'none' in fact;

/** The text of a cell. */
export const cellOf = ({ facts }: ProviderFacts, name: FactName): string => {
  const fact = facts[name];
  return isNone(fact) ? `none: ${fact.none}` : fact.says;
};

/** The name of the test behind a cell. */
export const testNameOf = (provider: ProviderFacts, name: FactName): string =>
  `${name}: ${cellOf(provider, name)}`;
