import { chosen, type Scene } from './scene.js';
import type { Visitor } from './visitor.js';

const payLater = async (shopper: Visitor): Promise<void> => {
  await chosen(shopper, 'Optty');
  await shopper.page.getByTestId('method-pay-in-4').click();
};

/** The page of a session that was paid with Finrelay. */
const paidAtOperator = async (shopper: Visitor): Promise<void> => {
  await chosen(shopper, 'Finrelay');
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees('Payment successful');
  const id = new URL(shopper.page.url()).searchParams.get('session_id') ?? '';
  await shopper.open(`/operator/sessions/${id}`);
};

const refund = async (shopper: Visitor, amount: string): Promise<void> => {
  await shopper.page.getByText('Refund', { exact: true }).first().click();
  await shopper.page.getByTestId('refund-amount').fill(amount);
  await shopper.page.getByTestId('refund').click();
  await shopper.page.locator('.say').waitFor();
};

/** Behind the shop: the pages of the providers, and those of the operator. */
export const BACK_SCENES: Readonly<Record<string, Scene>> = {
  'hosted-ottu': { act: (shopper) => chosen(shopper, 'KNET') },
  'hosted-finrelay': { act: (shopper) => chosen(shopper, 'Finrelay') },
  'hosted-optty': { act: (shopper) => chosen(shopper, 'Optty') },
  'hosted-optty-provider': { act: payLater },
  'hosted-paymentoptions': { act: (shopper) => chosen(shopper, 'PaymentOptions') },
  'hosted-postpay': { act: (shopper) => chosen(shopper, 'Postpay') },
  'operator-list': {
    act: async (shopper) => {
      await paidAtOperator(shopper);
      await refund(shopper, '4.000');
      await shopper.order();
      await shopper.open('/operator');
    },
  },
  'operator-session': { act: paidAtOperator },
  'operator-refunded': {
    act: async (shopper) => {
      await paidAtOperator(shopper);
      await refund(shopper, '4.000');
    },
  },
  'operator-refused': {
    act: async (shopper) => {
      await paidAtOperator(shopper);
      await refund(shopper, '99.000');
    },
  },
};
