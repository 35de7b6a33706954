import type { ProviderCode } from '../../support/providers.js';
import type { Setting } from './walk-setting.js';

/** What a walk has to know of a provider. */
interface Facts {
  /** Parts of webhooks that say that money was taken or reserved; one of them is enough. */
  readonly told: readonly RegExp[];
  /** It can be asked what became of a payment: a lost webhook loses nothing. */
  readonly askable: (setting: Setting) => boolean;
  /** Parts of the paths of its operations. */
  readonly operations: readonly string[];
  /** The shopper's method is chosen at the merchant's, not on the page. */
  readonly takesMethod: boolean;
  /** A webhook whose amount was altered on its way is not believed: it is signed, or asked about. */
  readonly noticesForgery: boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;

export const FACTS: Readonly<Record<ProviderCode, Facts>> = {
  ottu: {
    told: [/"state":"(paid|authorized)"/],
    askable: always,
    operations: ['operation'],
    takesMethod: true,
    noticesForgery: true,
  },
  finrelay: {
    told: [/purchase:approved/, /authorize:authorized/],
    askable: never,
    operations: ['manage'],
    takesMethod: false,
    noticesForgery: true,
  },
  optty: {
    told: [/"status":"(PAID|SUCCESSFUL|REFUNDED)"/],
    askable: never,
    operations: ['refund-or-cancel'],
    takesMethod: false,
    noticesForgery: false,
  },
  paymentoptions: {
    told: [/"success":true.*"transaction_type":"(CAPTURE|PRE_AUTH)"/],
    // Else only a webhook tells the id by which a transaction can be asked for.
    askable: ({ paymentoptions }) => paymentoptions.transaction_id === 'link',
    operations: ['/capture', '/refund', '/void'],
    takesMethod: false,
    noticesForgery: true,
  },
  postpay: {
    told: [/"status":"(approved|captured)"/],
    askable: always,
    operations: ['/capture', '/refunds'],
    takesMethod: false,
    noticesForgery: true,
  },
};
