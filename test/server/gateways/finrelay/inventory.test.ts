import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  finrelayClient,
  type FinrelayClient,
} from '../../../../src/server/gateways/finrelay/gateway.js';
import { explainFinrelay } from '../../../../src/server/gateways/finrelay/wire.js';
import { at, inventory } from '../../../demo/sandboxes/inventory-support.js';
import { fixture, json, type Json } from '../../../demo/sandboxes/support.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import {
  checkOf,
  typeOf,
  walkParameter,
  wentBy,
  wentTo,
  type Parameter,
  type Walk,
} from '../inventory-walk.js';
import { finrelayHarness, type FinrelayHarness } from './harness.js';

interface Endpoint {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly request: readonly Parameter[];
  readonly response: readonly { readonly name: string; readonly type: string }[];
}

interface Inventory {
  readonly headers: readonly {
    readonly name: string;
    readonly endpoints: readonly string[];
    readonly required: boolean;
  }[];
  readonly endpoints: readonly Endpoint[];
  readonly errors: readonly { readonly id: string; readonly http?: number }[];
  readonly error_fields: readonly string[];
  readonly error_item_fields: readonly string[];
  readonly misconfiguration_text: string;
  readonly simulation: Readonly<
    Record<
      'flows' | 'response_codes' | 'provider_messages' | 'provider_codes' | 'approval_codes',
      readonly string[]
    >
  >;
  readonly facts: readonly { readonly id: string }[];
  readonly webhook: { readonly events: readonly string[] };
}

const known = inventory('finrelay') as Inventory;
const BASE = 'http://localhost:15301/finrelay';
const pathOf = (id: string): string => known.endpoints.find((one) => one.id === id)?.path ?? '';

const SESSION = fixture('finrelay/session.request.json');
const PAGE = fixture('finrelay/hosted-payment-page.request.json');
const MANAGE: Json = {
  terminal_id: 'TERM001',
  currency: 'EUR',
  amount: 100,
  reference: 'ORDER-123456',
  transaction_type: 'REFUND',
  metadata: { why: 'returned' },
  options: {},
};

interface World extends FinrelayHarness {
  readonly client: FinrelayClient;
  readonly raw: (path: string, body: unknown, change?: Record<string, string>) => Promise<Response>;
}

async function world(): Promise<World> {
  const h = await finrelayHarness();
  const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    h.sandbox.fetch(
      new Request(BASE + path, {
        method: 'POST',
        headers: Object.entries({ 'content-type': 'application/json', ...headers }).filter(
          ([, value]) => value !== '',
        ),
        body: JSON.stringify(body),
      }),
    );
  const { username, password, x_api_key } = h.sandbox.credentials;
  const raw: World['raw'] = async (path, body, change = {}) => {
    const login = await json(await post(pathOf('token'), { username, password }, {}));
    const authorization = `Bearer ${String(login['access_token'])}`;
    return post(path, body, { authorization, 'x-api-key': x_api_key, ...change });
  };
  return { ...h, client: finrelayClient(h.options), raw };
}

/** A payment that a management call can be about. */
async function paidWorld(
  type = 'PURCHASE',
  change: Json = {},
): Promise<World & { readonly parent: string }> {
  const own = await world();
  await own.raw(pathOf('hosted_payment_page'), { ...PAGE, transaction_type: type, ...change });
  await own.sandbox.control.complete('ORDER-123456', 'pay');
  return { ...own, parent: String(at(transactionsOf(own), 'transaction_id')) };
}

/** What the last webhook says of the transaction. */
function transactionsOf({ inbox }: FinrelayHarness): Json {
  const body = JSON.parse(new TextDecoder().decode(inbox.at(-1)?.body)) as Json;
  return body['data'] as Json;
}

type Call = (client: FinrelayClient, body: never) => Promise<unknown>;

const CALLS: Readonly<
  Record<
    string,
    { readonly sample: Json; readonly call: Call; readonly in: (body: Json) => Promise<World> }
  >
> = {
  session: {
    sample: SESSION,
    call: async (client, body) => ({ session_id: await client.createSession(body) }),
    in: world,
  },
  hosted_payment_page: {
    sample: PAGE,
    call: (client, body) => client.createHostedPage(body),
    in: world,
  },
  manage: {
    sample: { ...MANAGE, parent_transaction_id: 'a'.repeat(32) },
    call: (client, body) => client.manage(body),
    // An authorization for a capture or a void, a purchase for a refund.
    in: ({ transaction_type }) =>
      paidWorld(transaction_type === 'REFUND' ? 'PURCHASE' : 'AUTHORIZE'),
  },
};

function walkOf(id: string): Walk | undefined {
  const how = CALLS[id];
  if (how === undefined) return undefined;
  // The parent exists in its own world only.
  const fitting = (own: World & { parent?: string }, body: Json): Json =>
    own.parent !== undefined && typeof body['parent_transaction_id'] === 'string'
      ? { ...body, parent_transaction_id: own.parent }
      : body;
  return {
    sample: how.sample,
    client: async (body) => {
      const own = await how.in(body);
      const went = await wentBy(how.call(own.client, fitting(own, body) as never), () => {
        const last = own.sandbox.control.requests().findLast((one) => one.operation === id);
        return JSON.parse(last?.body ?? '{}') as Json;
      });
      const sent = went.sent && {
        ...went.sent,
        ...('parent' in own && { parent_transaction_id: body['parent_transaction_id'] }),
      };
      return { ...went, sent };
    },
    sandbox: async (body) => {
      const own = await how.in(body);
      return wentTo(await own.raw(pathOf(id), fitting(own, body)), body);
    },
    companions: (name, value) => {
      // A void takes the whole amount.
      return name === 'transaction_type' && value === 'VOID' ? { amount: 100 } : {};
    },
  };
}

describe('finrelay: inventory of the requests, through client and sandbox', () => {
  for (const { id, request } of known.endpoints.filter((one) => one.id !== 'token')) {
    for (const parameter of request) walkParameter(id, parameter, walkOf(id));
  }

  for (const { name } of known.endpoints.find(({ id }) => id === 'token')?.request ?? []) {
    it(`token: ${name}`, async () => {
      const { client, sandbox, raw, options } = await world();
      await client.createHostedPage(PAGE as never);
      const [login] = sandbox.control.requests();
      assert.equal(login?.operation, 'token');
      assert.equal((JSON.parse(login.body) as Json)[name], options[name as 'username']);
      const { [name]: _, ...rest } = JSON.parse(login.body) as Json;
      assert.equal((await raw(pathOf('token'), rest)).status, 400);
      assert.throws(() => finrelayClient({ ...options, [name]: '' }), new RegExp(`${name}: `));
    });
  }

  for (const { id, response } of known.endpoints) {
    it(`${id} answers what is documented`, async () => {
      const { raw, options } = await paidWorld();
      const { username, password } = options;
      const sample = id === 'token' ? { username, password } : checkOf(CALLS, id).sample;
      const { parent_transaction_id: _, ...body } = {
        ...sample,
        ...(id === 'hosted_payment_page' && { reference: 'B' }),
      } as Json;
      const answer = await raw(pathOf(id), body);
      assert.equal(answer.status, 200);
      const fields = await json(answer);
      for (const { name, type } of response) assert.equal(typeOf(fields[name]), type, name);
    });
  }

  for (const { name, endpoints, required } of known.headers) {
    it(`sends ${name}${required ? ', which is required' : ''}`, async () => {
      const { client, sandbox, raw } = await paidWorld();
      const { parent_transaction_id: _, ...manage } = {
        ...MANAGE,
        parent_transaction_id: '',
      } as Json;
      await client.createSession(SESSION as never);
      await client.createHostedPage({ ...PAGE, reference: 'ORDER-2' } as never);
      await client.manage(manage as never);
      for (const id of endpoints) {
        const request = sandbox.control.requests().findLast((one) => one.operation === id);
        assert.ok(request, id);
        const headers = request.headers;
        assert.ok(headers[name], `${id} has no ${name}`);
        const { sample } = id === 'token' ? { sample: {} } : checkOf(CALLS, id);
        if (required) assert.ok((await raw(pathOf(id), sample, { [name]: '' })).status >= 400, id);
      }
    });
  }
});

const ERRORS: Readonly<Record<string, (own: World) => Promise<Response>>> = {
  tokenization_not_supported: ({ raw }) =>
    raw(pathOf('hosted_payment_page'), { ...PAGE, terminal_id: 'TERM002' }),
  field: ({ raw }) => raw(pathOf('hosted_payment_page'), { ...PAGE, amount: 0 }),
  no_token: ({ raw }) => raw(pathOf('hosted_payment_page'), PAGE, { authorization: '' }),
  no_api_key: ({ raw }) => raw(pathOf('session'), SESSION, { 'x-api-key': '' }),
  wrong_password: ({ raw, options }) =>
    raw(pathOf('token'), { username: options.username, password: 'no' }),
};

/** Opens a page and ends the visit; where the shopper is sent, and what was told. */
async function visit(
  action: 'pay' | 'decline' | 'cancel',
  change: Json = {},
): Promise<{ url: string | null; data: Json | null }> {
  const own = await world();
  const path = 'error_url' in change || !('metadata' in change) ? 'hosted_payment_page' : 'session';
  const body: Json = { ...(path === 'session' ? SESSION : PAGE), ...change };
  assert.equal((await own.raw(pathOf(path), body)).status, 200);
  const { redirect_url: url } = await own.sandbox.control.complete(
    String(body['reference']),
    action,
  );
  return { url, data: own.inbox.length > 0 ? transactionsOf(own) : null };
}

const opened = async (change: Json): Promise<Response> => {
  const own = await world();
  const { redirect_url } = await json(
    await own.raw(pathOf('hosted_payment_page'), { ...PAGE, ...change }),
  );
  return own.sandbox.fetch(new Request(String(redirect_url)));
};

const FACTS: Readonly<Record<string, () => Promise<void>>> = {
  success_goes_to_success_url: async () =>
    assert.equal((await visit('pay')).url, PAGE['success_url']),
  cancel_goes_to_cancel_url: async () =>
    assert.equal((await visit('cancel')).url, PAGE['cancel_url']),
  failure_goes_to_error_url: async () =>
    assert.equal((await visit('decline')).url, PAGE['error_url']),
  description_is_shown_on_the_page: async () =>
    assert.match(await (await opened({ description: 'Four cups' })).text(), /Four cups/),
  amount_is_in_minor_units: async () =>
    assert.match(await (await opened({ amount: 100 })).text(), /1\.00 EUR/),
  tokenization_needs_an_enabled_terminal: async () => {
    const own = await world();
    const error = await own.client
      .createHostedPage({ ...PAGE, terminal_id: 'TERM002' } as never)
      .catch((thrown: unknown) => thrown);
    assert.equal((error as { providerCode?: unknown }).providerCode, 'TOKENIZATION');
  },
  card_is_stored_only_when_asked: async () => {
    assert.equal(typeof (await visit('pay')).data?.['card_token'], 'string');
    const unasked = await visit('pay', { tokenization: { save_card_for_future_payments: false } });
    assert.equal(unasked.data?.['card_token'], undefined);
  },
  page_without_methods_says_that_it_is_unavailable: async () => {
    const page = await opened({ terminal_id: 'TERM003' });
    assert.ok((await page.text()).includes(known.misconfiguration_text));
    assert.equal(
      explainFinrelay({ message: known.misconfiguration_text }),
      known.misconfiguration_text,
    );
  },
  reference_names_one_order: async () => {
    const { client } = await paidWorld();
    await assert.rejects(client.createHostedPage(PAGE as never), /reference: must be unique/);
  },
  authorize_only_reserves: async () => {
    const { client } = await paidWorld('AUTHORIZE');
    await assert.rejects(client.manage(MANAGE as never), /REFUND is not possible/);
    const captured = await client.manage({ ...MANAGE, transaction_type: 'CAPTURE' } as never);
    assert.equal(captured.status, 'APPROVED');
  },
  metadata_steers_the_simulation: async () => {
    const { data } = await visit('pay', { metadata: { response_code: 'INSUFFICIENT_FUNDS' } });
    assert.deepEqual(
      [data?.['status'], data?.['response_code']],
      ['DECLINED', 'INSUFFICIENT_FUNDS'],
    );
  },
  management_is_on_the_original_order: async () => {
    const { client } = await paidWorld();
    await assert.rejects(client.manage({ ...MANAGE, reference: 'OTHER' } as never), /reference: /);
    await assert.rejects(client.manage({ ...MANAGE, currency: 'USD' } as never), /currency: /);
    await assert.rejects(
      client.manage({ ...MANAGE, terminal_id: 'TERM002' } as never),
      /terminal_id: /,
    );
  },
  management_takes_no_more_than_is_left: async () => {
    const { client } = await paidWorld();
    await client.manage({ ...MANAGE, amount: 60 } as never);
    await assert.rejects(client.manage({ ...MANAGE, amount: 41 } as never), /amount: /);
  },
  management_answers_a_transaction: async () => {
    const { client, parent } = await paidWorld();
    const done = await client.manage(MANAGE as never);
    assert.equal(done.parent_transaction_id, parent);
    assert.ok(done.transaction_id);
  },
};

describe('finrelay: inventory of errors and facts', () => {
  for (const { id, http, ...expected } of known.errors) {
    it(`${id} is refused as documented`, async () => {
      const response = await checkOf(ERRORS, id)(await world());
      assert.equal(response.status, http ?? 400);
      const body = await json(response);
      assert.deepEqual(Object.keys(body), known.error_fields);
      const [first] = body['errors'] as Json[];
      assert.deepEqual(Object.keys(first ?? {}), known.error_item_fields);
      const { property, message, status } = expected as Readonly<Record<string, string>>;
      if (property !== undefined) assert.deepEqual(first, { property, message });
      if (status !== undefined) assert.equal(body['status'], status);
    });
  }
  for (const { id } of known.facts) it(id.replaceAll('_', ' '), () => checkOf(FACTS, id)());

  it('every value of the simulation comes back as the documented one', async () => {
    const { flows, response_codes, provider_messages, provider_codes, approval_codes } =
      known.simulation;
    const { data, url } = await visit('pay', { metadata: SESSION['metadata'] });
    assert.equal(url, SESSION['success_url']);
    assert.deepEqual(
      [
        [at(SESSION, 'metadata.simulated_flow')],
        [data?.['response_code']],
        [data?.['payment_provider_response_message']],
        [data?.['payment_provider_response_code']],
        [data?.['approval_code']],
      ],
      [flows, response_codes, provider_messages, provider_codes, approval_codes],
    );
  });
});

describe('finrelay: inventory of the webhooks', () => {
  for (const event of known.webhook.events) {
    it(`${event} is sent, verified and understood`, async () => {
      const h = await finrelayHarness();
      const gateway = h.connect();
      await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
      await h.sandbox.control.complete('hpp-1', 'pay');
      const overrides = { transaction_type: 'REFUND' };
      await h.sandbox.control.emit('hpp-1', {
        event,
        ...(event.includes('management') && { overrides }),
      });
      const input = h.inbox.at(-1);
      assert.ok(input);
      const read = await gateway.readWebhook(input);
      assert.ok(read.kind === 'authentic');
      assert.notEqual(read.reading?.outcome.kind, 'unknown');
    });
  }
});
