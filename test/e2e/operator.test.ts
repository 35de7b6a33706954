import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

const world = useWorld();

const sandboxes = () => world().demo.providers.sandboxes;
const retrieve = (id: string) => world().demo.merchants.few.checkout.sessions.retrieve(id);

/** A shopper pays with this method; the answer is the session id. */
async function paidWith(method: string): Promise<string> {
  const shopper = await world().visitor();
  const id = await shopper.checkout();
  await shopper.goToProvider(method);
  await shopper.press('pay');
  await shopper.atReturnPage();
  await shopper.sees(/^Payment (successful|authorized|approved)/);
  await shopper.leave();
  return id;
}

/** The operator, before the page of a session. */
async function operatorAt(id: string, expects: readonly RegExp[] = []): Promise<Visitor> {
  const operator = await world().visitor({ expects });
  await operator.open(`/operator/sessions/${id}`);
  return operator;
}

async function order(operator: Visitor, act: string, amount?: string): Promise<void> {
  const details = operator.page.locator('details', { has: operator.page.getByTestId(act) });
  await details.locator('summary').click();
  if (amount !== undefined) await operator.page.getByTestId(`${act}-amount`).fill(amount);
  await operator.page.getByTestId(act).click();
}

const says = (operator: Visitor, words: string | RegExp): Promise<void> =>
  operator.page.locator('.say').getByText(words).waitFor();

test('the list shows every order, narrows by state, and has pages', async () => {
  const { sessions } = world().demo.merchants.few.checkout;
  const amount = { value: '1.000', currency: 'KWD' };
  for (let n = 0; n < 21; n += 1) await sessions.create({ amount, reference: `LIST-${n}` });
  const operator = await world().visitor();
  await operator.open('/operator');
  await operator.page.getByText('LIST-20').waitFor();
  await operator.accessible();
  assert.equal(await operator.page.getByText('LIST-0', { exact: true }).count(), 0);
  await operator.page.getByRole('link', { name: 'Older' }).click();
  await operator.page.getByText('LIST-0', { exact: true }).waitFor();
  await operator.page.getByRole('link', { name: 'Newest' }).click();
  await operator.page.getByLabel('State').selectOption('paid');
  await operator.page.getByRole('button', { name: 'Show' }).click();
  await operator.page.getByText('Nothing is paid.').waitFor();
  await operator.accessible();
  await operator.leave();
});

test('a payment is refunded in two parts, and no more than that', async () => {
  const id = await paidWith('Finrelay');
  const operator = await operatorAt(id, [/422/]);
  await operator.accessible();
  await order(operator, 'refund', '99.000');
  await says(operator, /At most 11\.250 KWD is left/);
  await operator.accessible();
  await operator.page.getByTestId('refund-amount').fill('4.000');
  await operator.page.getByTestId('refund').click();
  await says(operator, 'Refund of 4.000 KWD: done.');
  await operator.accessible();
  assert.equal((await retrieve(id)).refundedAmount?.value, '4.000');

  await order(operator, 'refund');
  await says(operator, 'Refund of 7.250 KWD: done.');
  assert.equal((await retrieve(id)).state, 'refunded');
  assert.equal(await operator.page.getByTestId('refund').count(), 0);
  await world().until(() =>
    Promise.resolve(world().heard.some((one) => one.session.id === id && one.state === 'refunded')),
  );
  await operator.leave();
});

test('the same form sent twice refunds once', async () => {
  const id = await paidWith('KNET');
  const operator = await operatorAt(id);
  const form = operator.page.locator('form', { has: operator.page.getByTestId('refund') });
  const key = await form.locator('input[name=key]').inputValue();
  const twice = { act: 'refund', key, amount: '1.000', reason: '' };
  const url = `${world().demo.url}/operator/sessions/${id}`;
  const headers = { Origin: world().demo.url };
  for (let n = 0; n < 2; n += 1) {
    const answer = await operator.context.request.post(url, { form: twice, headers });
    assert.equal(answer.status(), 200);
  }
  assert.equal((await retrieve(id)).refundedAmount?.value, '1.000');
  await operator.leave();
});

test('reserved money is captured in part, and then given back', async () => {
  sandboxes().ottu.control.configure({ operations: { 'credit-card': 'authorize' } });
  const id = await paidWith('Credit card');
  assert.equal((await retrieve(id)).state, 'authorized');
  const operator = await operatorAt(id);
  await order(operator, 'capture', '5.000');
  await says(operator, 'Capture of 5.000 KWD: done.');
  await operator.accessible();
  assert.equal((await retrieve(id)).capturedAmount?.value, '5.000');
  await order(operator, 'refund', '5.000');
  await says(operator, 'Refund of 5.000 KWD: done.');
  assert.equal((await retrieve(id)).refundedAmount?.value, '5.000');
  await operator.leave();
});

test('reserved money is released', async () => {
  sandboxes().ottu.control.configure({ operations: { 'credit-card': 'authorize' } });
  const id = await paidWith('Credit card');
  const operator = await operatorAt(id);
  await order(operator, 'void');
  await says(operator, /^Void of 11\.250 KWD: done/);
  assert.equal((await retrieve(id)).state, 'canceled');
  await operator.leave();
});

test('Optty has one call: it gives back what is paid, and ends what is not', async () => {
  const open = await world().visitor();
  const id = await open.checkout();
  await open.goToProvider('Optty');
  await open.context.close();
  const operator = await operatorAt(id);
  await order(operator, 'refundOrCancel');
  await says(operator, /^Refund or cancel of 11\.250 KWD: done/);
  await operator.accessible();
  const { attempts } = await retrieve(id);
  assert.equal(attempts[0]?.state, 'canceled');
  await operator.leave();
});

test('a session that nobody paid is canceled, and its log says so', async () => {
  const shopper = await world().visitor();
  const id = await shopper.order();
  await shopper.leave();
  const operator = await operatorAt(id);
  await order(operator, 'cancel');
  await says(operator, 'The session is canceled.');
  await operator.page.locator('.log').getByText('session canceled').waitFor();
  await operator.accessible();
  await operator.leave();
});

test('what a provider refuses is told, and nothing has happened', async () => {
  const id = await paidWith('Finrelay');
  sandboxes().finrelay.control.configure({ management_outcome: 'declined' });
  const operator = await operatorAt(id, [/409/]);
  await order(operator, 'refund');
  await operator.page.getByRole('alert').waitFor();
  await operator.page.locator('.attempts').getByText('refused').waitFor();
  await operator.accessible();
  sandboxes().finrelay.control.reset();
  assert.equal((await retrieve(id)).refundedAmount, null);
  await operator.leave();
});

test('nobody else may order anything: a foreign origin, a foreign name, an unknown session', async () => {
  const { url } = world().demo;
  const shopper = await world().visitor();
  const id = await shopper.order();
  await shopper.leave();
  const target = `${url}/operator/sessions/${id}`;
  const body = new URLSearchParams({ act: 'cancel', key: 'k' });
  for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
    const { status } = await fetch(target, { method: 'POST', body, headers });
    assert.equal(status, 403);
  }
  assert.equal((await retrieve(id)).state, 'created');
  const { port } = new URL(url);
  const byAddress = await fetch(`${url.replace('localhost', '127.0.0.1')}/operator`).catch(
    () => null,
  );
  assert.ok(byAddress === null || byAddress.status === 421, `by address at port ${port}`);
  assert.equal((await fetch(`${url}/operator/sessions/unknown`)).status, 404);
});
