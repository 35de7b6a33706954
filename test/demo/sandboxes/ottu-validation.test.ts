import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GATEWAYS } from '../../../demo/sandboxes/ottu/gateways.js';
import { json, ottu, payment, PAYMENTS, type Json } from './support.js';

const REQUIRED = ['This field is required.'];
const long = (length: number): string => 'x'.repeat(length);
const tooLong = (max: number): string[] => [
  `Ensure this field has no more than ${max} characters.`,
];
const address = (fields: Json): Json => ({ line1: 'S', city: 'C', country: 'KW', ...fields });
const agreement = { type: 'recurring' };

/** What is sent on top of a right body, and the whole answer. */
// prettier-ignore
const REFUSED: readonly (readonly [string, Json, Json])[] = [
  ['no type', { type: undefined }, { type: REQUIRED }],
  ['an unknown type', { type: 'gift' }, { type: ['"gift" is not a valid choice.'] }],
  ['no codes', { pg_codes: undefined }, { pg_codes: REQUIRED }],
  ['an empty list of codes', { pg_codes: [] }, { pg_codes: ['This list may not be empty.'] }],
  ['codes that are no list', { pg_codes: 'knet' }, { pg_codes: ['Expected a list of items but got type "string".'] }],
  ['an unknown code', { pg_codes: ['knet', 'x'] }, { pg_codes: ['"x" is not a valid choice.'] }],
  ['no amount', { amount: undefined }, { amount: REQUIRED }],
  ['an amount that is a JSON number', { amount: 14 }, { amount: ['Not a valid string.'] }],
  ['an amount that is no number', { amount: '1e3' }, { amount: ['A valid number is required.'] }],
  ['a negative amount', { amount: '-1' }, { amount: ['A valid number is required.'] }],
  ['an amount of 25 digits', { amount: '1'.repeat(25) }, { amount: tooLong(24) }],
  ['an amount of nothing', { amount: '0.000' }, { amount: ['Ensure this value is greater than or equal to 0.01.'] }],
  ['an amount below a hundredth', { amount: '0.009' }, { amount: ['Ensure this value is greater than or equal to 0.01.'] }],
  ['4 decimals of KWD', { amount: '1.0000' }, { amount: ['Ensure that there are no more than 3 decimal places.'] }],
  ['3 decimals of EUR', { amount: '1.000', currency_code: 'EUR' }, { amount: ['Ensure that there are no more than 2 decimal places.'] }],
  ['decimals of JPY', { amount: '10.5', currency_code: 'JPY' }, { amount: ['Ensure that there are no more than 0 decimal places.'] }],
  ['no currency', { currency_code: undefined }, { currency_code: REQUIRED }],
  ['an unknown currency', { currency_code: 'XXX' }, { currency_code: ['"XXX" is not a valid choice.'] }],
  ['a wrong email', { customer_email: 'nobody' }, { customer_email: ['Enter a valid email address.'] }],
  ['an email of 129', { customer_email: `a@${long(60)}.${long(63)}.co` }, { customer_email: tooLong(128) }],
  ['a first name of 65', { customer_first_name: long(65) }, { customer_first_name: tooLong(64) }],
  ['a last name of 65', { customer_last_name: long(65) }, { customer_last_name: tooLong(64) }],
  ['a customer id of 65', { customer_id: long(65) }, { customer_id: tooLong(64) }],
  ['a phone of 17', { customer_phone: long(17) }, { customer_phone: tooLong(16) }],
  ['a blank name', { customer_first_name: '' }, { customer_first_name: ['This field may not be blank.'] }],
  ['a null name', { customer_first_name: null }, { customer_first_name: ['This field may not be null.'] }],
  ['a birthdate that does not exist', { customer_birthdate: '2001-02-29' }, { customer_birthdate: ['Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'] }],
  ['a due date in ISO', { due_datetime: '2026-01-01 10:00' }, { due_datetime: ['Datetime has wrong format. Use one of these formats instead: DD/MM/YYYY hh:mm.'] }],
  ['a due date that does not exist', { due_datetime: '31/02/2026 10:00' }, { due_datetime: ['Datetime has wrong format. Use one of these formats instead: DD/MM/YYYY hh:mm.'] }],
  ['an expiration in minutes', { expiration_time: '16' }, { expiration_time: ['Duration has wrong format. Use one of these formats instead: DD HH:MM:SS.'] }],
  ['a recipient without @', { email_recipients: ['a@b.co', 'x'] }, { email_recipients: { 1: ['Enter a valid email address.'] } }],
  ['a flag that is a text', { generate_qr_code: 'yes' }, { generate_qr_code: ['Must be a valid boolean.'] }],
  ['another language', { language: 'fr' }, { language: ['"fr" is not a valid choice.'] }],
  ['an order number of 129', { pg_codes: ['knet'], order_no: long(129) }, { order_no: tooLong(128) }],
  ['an order number of 38 for MPGS', { order_no: long(38) }, { order_no: tooLong(37) }],
  ['a product type of 129', { product_type: long(129) }, { product_type: tooLong(128) }],
  ['a vendor of 65', { vendor_name: long(65) }, { vendor_name: tooLong(64) }],
  ['a script as redirect', { redirect_url: 'javascript:alert(1)' }, { redirect_url: ['Enter a valid URL.'] }],
  ['a webhook that is no URL', { webhook_url: '/hook' }, { webhook_url: ['Enter a valid URL.'] }],
  ['an upload that is no URL', { attachment_upload_url: 'x' }, { attachment_upload_url: ['Enter a valid URL.'] }],
  ['extra that is no object', { extra: 'x' }, { extra: ['Invalid data. Expected a dictionary, but got string.'] }],
  ['email notices without email', { notifications: { email: ['paid'] } }, { customer_email: REQUIRED }],
  ['SMS notices without phone', { notifications: { sms: ['paid'] } }, { customer_phone: REQUIRED }],
  ['an unknown notice', { notifications: { email: ['x'] } }, { notifications: { email: { 0: ['"x" is not a valid choice.'] } } }],
  ['an address without street', { billing_address: address({ line1: undefined }) }, { billing_address: { line1: REQUIRED } }],
  ['a street of 129', { billing_address: address({ line1: long(129) }) }, { billing_address: { line1: tooLong(128) } }],
  ['a second line of 129', { billing_address: address({ line2: long(129) }) }, { billing_address: { line2: tooLong(128) } }],
  ['a city of 41', { billing_address: address({ city: long(41) }) }, { billing_address: { city: tooLong(40) } }],
  ['a state of 41', { billing_address: address({ state: long(41) }) }, { billing_address: { state: tooLong(40) } }],
  ['a country that does not exist', { billing_address: address({ country: 'ZZ' }) }, { billing_address: { country: ['"ZZ" is not a valid choice.'] } }],
  ['a postal code of 13', { billing_address: address({ postal_code: long(13) }) }, { billing_address: { postal_code: tooLong(12) } }],
  ['a shipment without recipient', { shipping_address: address({}) }, { shipping_address: { first_name: REQUIRED, last_name: REQUIRED, email: REQUIRED, phone: REQUIRED } }],
  ['an unknown payment type', { payment_type: 'later' }, { payment_type: ['"later" is not a valid choice.'] }],
  ['an agreement for one payment', { agreement }, { agreement: ['This field is only allowed when payment_type is auto_debit.'] }],
  ['an auto debit without agreement', { payment_type: 'auto_debit', pg_codes: ['credit-card'] }, { agreement: REQUIRED, customer_id: REQUIRED }],
  ['an auto debit that cannot tokenize', { payment_type: 'auto_debit', customer_id: 'c', agreement, pg_codes: ['knet'] }, { pg_codes: ['"knet" does not support tokenization.'] }],
  ['a regular unscheduled agreement', { payment_type: 'auto_debit', customer_id: 'c', pg_codes: ['credit-card'], agreement: { type: 'unscheduled', frequency: 'daily' } }, { agreement: { frequency: ['Must be irregular when type is unscheduled.'] } }],
  ['an unknown frequency', { agreement: { frequency: 'hourly' } }, { agreement: { frequency: ['"hourly" is not a valid choice.'] } }],
  ['a seller code of 3 digits', { agreement: { seller: { category_code: '123' } } }, { agreement: { seller: { category_code: ['Ensure this field has 4 digits.'] } } }],
  ['an instrument with two codes', { payment_instrument: { instrument_type: 'apple_pay', payload: { a: 1 } } }, { pg_codes: ['Only one code is allowed with payment_instrument.'] }],
  ['an instrument that the gateway does not take', { pg_codes: ['knet'], payment_instrument: { instrument_type: 'apple_pay', payload: { a: 1 } } }, { payment_instrument: { instrument_type: ['Not supported by "knet".'] } }],
  ['an empty instrument', { pg_codes: ['apple-pay'], payment_instrument: { instrument_type: 'apple_pay', payload: {} } }, { payment_instrument: { payload: ['This field may not be empty.'] } }],
  ['a token instrument without token', { pg_codes: ['credit-card'], payment_instrument: { instrument_type: 'token', payload: { a: 1 } } }, { payment_instrument: { payload: { token: REQUIRED } } }],
  ['an amount that no gateway takes', { pg_codes: ['tabby'], amount: '4.999' }, { pg_codes: ['No payment gateway takes this amount and currency.'] }],
  ['an attachment in JSON', { attachment: 'x' }, { attachment: ['The submitted data was not a file. Check the encoding type on the form.'] }],
];

describe('ottu: a create refuses', () => {
  const { call } = ottu();
  for (const [what, fields, errors] of REFUSED) {
    it(what, async () => {
      const response = await call('POST', PAYMENTS, payment(fields));
      assert.deepEqual(await json(response), JSON.parse(JSON.stringify(errors)));
      assert.equal(response.status, 400);
    });
  }

  it('a KNET payment without phone where KFAST is on', async () => {
    const [knet] = GATEWAYS;
    const response = await ottu({ gateways: [{ ...knet!, kfast: true }] }).call(
      'POST',
      PAYMENTS,
      payment({ pg_codes: ['knet'] }),
    );
    assert.deepEqual(await json(response), { customer_phone: REQUIRED });
  });

  it('what is no JSON', async () => {
    const { sandbox } = ottu();
    const headers = {
      'content-type': 'application/json',
      authorization: 'Api-Key ottu-sandbox-api-key',
    };
    const request = new Request(`https://ottu.test/ottu${PAYMENTS}`, {
      method: 'POST',
      headers,
      body: '{',
    });
    const response = await sandbox.fetch(request);
    assert.equal(response.status, 400);
    assert.deepEqual(await json(response), { detail: 'JSON parse error.' });
  });
});

describe('ottu: a create takes', () => {
  const taken: readonly (readonly [string, Json, string])[] = [
    ['the least amount', { pg_codes: ['knet'], amount: '0.01' }, '0.010'],
    ['two decimals of KWD', { pg_codes: ['knet'], amount: '1.25' }, '1.250'],
    ['no decimals of JPY', { pg_codes: ['knet'], amount: '1000', currency_code: 'JPY' }, '1000'],
    ['an order number of 37 for MPGS', { order_no: long(37) }, '14.000'],
    ['an order number of 128', { pg_codes: ['knet'], order_no: long(128) }, '14.000'],
    [
      'an amount beyond the reach of floats',
      { pg_codes: ['knet'], amount: '90071992547409931.234' },
      '90071992547409931.234',
    ],
  ];
  for (const [what, fields, amount] of taken) {
    it(what, async () => assert.equal((await ottu().create(fields))['amount'], amount));
  }
});

describe('ottu: a form', () => {
  const { sandbox } = ottu();
  const send = (fill: (form: FormData) => void): Promise<Response> => {
    const form = new FormData();
    const fields = {
      type: 'e_commerce',
      amount: '14',
      currency_code: 'KWD',
      'billing_address.line1': 'S',
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('pg_codes', 'knet');
    form.append('pg_codes', 'tabby');
    form.append('billing_address.city', 'C');
    form.append('billing_address.country', 'KW');
    fill(form);
    const headers = { authorization: 'Api-Key ottu-sandbox-api-key' };
    return sandbox.fetch(
      new Request(`https://ottu.test/ottu${PAYMENTS}`, { method: 'POST', headers, body: form }),
    );
  };

  it('carries an attachment, lists, flags and objects', async () => {
    const answer = await json(
      await send((form) => {
        form.append('attachment', new File(['pdf'], 'Invoice 1.PDF'));
        form.append('shortify_attachment_url', 'true');
        form.append('notifications', '{"email":["paid"]}');
        form.append('customer_email', 'a@b.co');
      }),
    );
    assert.deepEqual(answer['pg_codes'], ['knet', 'tabby']);
    assert.deepEqual(answer['billing_address'], { line1: 'S', city: 'C', country: 'KW' });
    assert.match(String(answer['attachment']), /\/attachments\/[0-9a-f]{40}\/Invoice%201\.PDF$/);
    assert.match(String(answer['attachment_short_url']), /\/b\/a\/\w{8}$/);
    const file = await sandbox.fetch(new Request(String(answer['attachment'])));
    assert.equal(await file.text(), 'pdf');
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment;/);
    const short = await sandbox.fetch(new Request(String(answer['attachment_short_url'])));
    assert.equal(short.headers.get('location'), answer['attachment']);
  });

  for (const name of ['run.exe', 'noextension', `${long(97)}.pdf`]) {
    it(`refuses the attachment ${name.slice(0, 20)}`, async () => {
      const response = await send((form) => form.append('attachment', new File(['x'], name)));
      assert.equal(response.status, 400);
      assert.deepEqual(Object.keys(await json(response)), ['attachment']);
    });
  }
});
