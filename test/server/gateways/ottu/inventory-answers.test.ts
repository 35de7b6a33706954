import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at } from '../../../demo/sandboxes/inventory-support.js';
import { basic, type Json } from '../../../demo/sandboxes/support.js';
import { checkOf, typeOf } from '../inventory-walk.js';
import {
  answerOf,
  endpoint,
  known,
  ORDER,
  paid,
  WHOLE,
  world,
  type World,
} from './inventory-support.js';

describe('ottu: inventory of the answers', () => {
  /** What makes each conditional field appear. */
  const PRESENCE: Readonly<Record<string, Json>> = {
    shortify_attachment_url: { shortify_attachment_url: true },
    shortify_checkout_url: { shortify_checkout_url: true },
    generate_qr_code: { generate_qr_code: true },
    include_sdk_setup_preload: { include_sdk_setup_preload: true },
  };
  const { payment_instrument: _, ...whole } = WHOLE;
  const attachment = new File(['%PDF'], 'a.pdf');

  for (const { name, type, presence, values, max_length } of endpoint('create').response) {
    it(`create, patch, put and retrieve answer ${name}: ${presence}`, async () => {
      const own = world();
      const { client } = own;
      const everything = { ...whole, attachment } as never;
      const plain = {
        type: 'e_commerce',
        pg_codes: ['knet'],
        amount: '14.000',
        currency_code: 'KWD',
      } as const;
      const withFile = presence === 'shortify_attachment_url' ? { attachment } : {};
      if (presence === 'basic_authentication') {
        const { username, password } = own.sandbox.credentials;
        const answer = await own.create({}, basic(username, password));
        assert.equal(typeOf(answer[name]), type);
        assert.ok(!(name in (await own.create())));
        return;
      }
      const { session_id } = await client.create(everything);
      const answers = [
        await client.create(everything),
        await client.update(session_id, everything),
        await client.replace(session_id, everything),
        await client.retrieve(session_id),
      ];
      for (const answer of answers) {
        const value = (answer as Json)[name];
        assert.equal(typeOf(value), type, name);
        if (values) assert.ok(values.includes(String(value)), String(value));
        if (max_length !== undefined) assert.ok(String(value).length <= max_length);
      }
      const bare = (await client.create({ ...plain, ...withFile })) as Json;
      assert.equal(
        bare[name] !== undefined && bare[name] !== null,
        presence === 'always',
        'only then',
      );
      const asked = PRESENCE[presence];
      if (asked === undefined) assert.ok(presence === 'always' || presence === 'given', presence);
      else assert.ok(((await client.create({ ...plain, ...withFile, ...asked })) as Json)[name]);
    });
  }

  it('a payment method has every field, for the client as well', async () => {
    const own = world();
    const raw = await own.create();
    const [shown] = raw['payment_methods'] as Json[];
    const [read] = (await own.client.create(ORDER as never)).payment_methods ?? [];
    for (const { name, type } of known.payment_method) {
      assert.equal(typeOf(shown?.[name]), type, name);
      assert.ok(read && name in read, name);
    }
  });

  it('the preload payload has every field, and is given on as it is', async () => {
    const { client, call } = world();
    const { session_id, sdk_setup_preload_payload: preload } = await client.create(whole as never);
    for (const { name, type } of known.preload) assert.equal(typeOf(preload?.[name]), type, name);
    const raw = await answerOf(
      await call('GET', endpoint('retrieve').path.replace('{session_id}', session_id)),
    );
    assert.deepEqual(preload, raw['sdk_setup_preload_payload']);
    assert.equal(typeof at(await client.retrieve(session_id), 'extra.basket.items'), 'number');
  });

  /** A good call of each other endpoint. */
  const CALLS: Readonly<
    Record<string, (own: World & { readonly session: string }) => readonly [Json, Promise<object>]>
  > = {
    operation: ({ client, session: session_id }) => {
      const body = { session_id, operation: 'refund', amount: '4.000' } as const;
      return [body, client.operate(body, 'key-1')];
    },
    inquiry: ({ client, session: session_id }) => [{ session_id }, client.inquire({ session_id })],
    payment_methods: ({ client }) => {
      const body = { plugin: 'e_commerce' } as const;
      return [body, client.paymentMethods(body)];
    },
  };

  for (const id of Object.keys(CALLS)) {
    it(`${id} answers every field`, async () => {
      const { response, items = [], method, path } = endpoint(id);
      const own = await paid();
      own.clock.advance(600_000);
      const [body, answer] = checkOf(CALLS, id)(own);
      const read = await answer;
      for (const { name } of response) assert.ok(name in read, name);
      own.clock.advance(1_800_000);
      const raw = await answerOf(await own.call(method, path, body));
      for (const { name, type } of response) assert.equal(typeOf(raw[name]), type, name);
      const [item] = (raw['payment_methods'] ?? []) as Json[];
      for (const { name, type } of items) assert.equal(typeOf(item?.[name]), type, name);
    });
  }
});
