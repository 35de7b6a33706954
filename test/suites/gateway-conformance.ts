import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sandbox } from '../../demo/sandboxes/sandbox.js';
import { sameMoney, type Money } from '../../src/contract/money.js';
import { GatewayError, type GatewayErrorCode } from '../../src/server/gateways/gateway-error.js';
import type {
  Gateway,
  ProviderSession,
  Reading,
  WebhookInput,
  WebhookReading,
} from '../../src/server/gateways/gateway.js';
import type { ProviderFetch } from '../../src/server/gateways/exchange.js';
import {
  CUSTOMER,
  listInput,
  reserved,
  startAt,
  startInput,
  type Opened,
} from './gateway-inputs.js';

/** How a gateway of the suite may differ from the one that works. */
export interface Connection {
  readonly fetch?: ProviderFetch;
  readonly timeoutMs?: number;
  /** Credentials that the provider does not know. */
  readonly stranger?: boolean;
  /** Another key to verify webhooks with. */
  readonly otherKey?: boolean;
}

/** A gateway that talks to the sandbox of its provider in process. */
export interface GatewayHarness {
  readonly sandbox: Sandbox;
  connect(connection?: Connection): Gateway;
  readonly methodCode: string;
  readonly amount: Money;
  /** A part of the path of the call that opens a payment. */
  readonly openPath: string;
  /** Makes the provider hold the payment at `wrongAmount`. */
  misstate(payment: string): void;
  readonly wrongAmount: Money;
  /** Makes the provider send an authentic webhook with a status that nobody knows. */
  sendUnknown(payment: string): Promise<void>;
  /** What no message may hold. */
  readonly secrets: readonly string[];
  /** Whether webhooks are signed, or told from forgeries by their URL alone. Default: signed. */
  readonly webhooks?: 'signed' | 'secret-url';
  /** Takes the money, where what the shopper does is only an approval. */
  capture?(approved: Opened): Promise<void>;
  /** The webhooks that arrived. */
  readonly inbox: readonly WebhookInput[];
}

/** The facts that hold for every gateway. */
export function gatewayConformance(name: string, makeHarness: () => Promise<GatewayHarness>): void {
  let serial = 0;
  const fresh = (h: GatewayHarness): ProviderSession =>
    reserved(h.amount, `hpp-conformance-${++serial}`);
  const open = (h: GatewayHarness): Promise<Opened> => startAt(h.connect(), fresh(h), h.methodCode);
  const pay = async (h: GatewayHarness): Promise<Opened & { webhook: WebhookInput }> => {
    const opened = await open(h);
    await h.sandbox.control.complete(opened.session.reference, 'pay');
    await h.capture?.(opened);
    return { ...opened, webhook: last(h) };
  };

  describe(`the ${name} gateway keeps the rules of every gateway`, () => {
    it('states capabilities that fit together', async () => {
      const gateway = (await makeHarness()).connect();
      assert.match(gateway.code, /^[a-z0-9][a-z0-9_-]*$/);
      assert.equal(gateway.proof === 'retrieve', gateway.retrieve !== null);
      for (const host of gateway.assetHosts) assert.equal(new URL(`https://${host}`).host, host);
    });

    it('lists methods whose total is the amount and the fee', async () => {
      const h = await makeHarness();
      const gateway = h.connect();
      const { offers } = await gateway.list(listInput(fresh(h)));
      const usable = offers.filter((offer) => offer.unavailableReason === null);
      assert.ok(usable.some((offer) => offer.code === h.methodCode));
      for (const { fee, total, icon } of usable) {
        const sum = Number(h.amount.value) + Number(fee?.value ?? 0);
        assert.ok(Math.abs(Number(total.value) - sum) < 1e-9, `${total.value} is not ${sum}`);
        assert.equal(total.currency, h.amount.currency);
        if (icon !== null) assert.ok(gateway.assetHosts.includes(new URL(icon).host));
      }
    });

    it('starts with a redirect that a browser may follow', async () => {
      const h = await makeHarness();
      const { started, session } = await open(h);
      const url = new URL(started.redirect.url);
      assert.ok(url.protocol === 'https:' || url.hostname === 'localhost');
      assert.ok(session.providerId);
      assert.ok(session.expiresAt !== null && !Number.isNaN(Date.parse(session.expiresAt)));
      assert.equal((await h.sandbox.fetch(new Request(url))).status, 200);
    });

    it('finishes a start whose answer was lost under the same reference', async () => {
      const h = await makeHarness();
      const session = fresh(h);
      h.sandbox.control.failApi({ kind: 'lose_answer', times: 1, path: h.openPath });
      const start = startInput(session, h.methodCode);
      await fails(h.connect().start(start), 'unavailable');
      const again = await startAt(h.connect(), session, h.methodCode);
      await h.sandbox.control.complete(again.session.providerId ?? '', 'pay');
      assert.equal(readingOf(await h.connect().readWebhook(last(h))).reference, session.reference);
    });

    it('starts again on an open session without opening another', async () => {
      const h = await makeHarness();
      const { session } = await open(h);
      const again = await startAt(h.connect(), session, h.methodCode);
      assert.equal(again.session.providerId, session.providerId);
      assert.equal(again.session.expiresAt, session.expiresAt);
    });

    it('reads an authentic webhook of a payment: reference, amount, outcome', async () => {
      const h = await makeHarness();
      const { webhook, session } = await pay(h);
      const reading = readingOf(await h.connect().readWebhook(webhook));
      assert.equal(reading.reference, session.reference);
      assert.equal(reading.outcome.kind, 'paid');
      assert.ok(reading.amount && sameMoney(reading.amount, h.amount));
      assert.ok(reading.transactionId);
    });

    it('reads a replayed webhook as authentic: repeats are told apart elsewhere', async () => {
      const h = await makeHarness();
      const { webhook } = await pay(h);
      const first = await h.connect().readWebhook(webhook);
      assert.deepEqual(await h.connect().readWebhook(webhook), first);
    });

    it('reads a declined payment as failed', async () => {
      const h = await makeHarness();
      const { session } = await open(h);
      await h.sandbox.control.complete(session.reference, 'decline');
      const reading = readingOf(await h.connect().readWebhook(last(h)));
      assert.equal(reading.outcome.kind, 'failed');
      assert.equal(reading.methodCode, h.methodCode);
    });

    it('states a wrong amount as the provider states it', async () => {
      const h = await makeHarness();
      const { session } = await open(h);
      h.misstate(session.reference);
      await h.sandbox.control.complete(session.providerId ?? '', 'pay');
      const reading = readingOf(await h.connect().readWebhook(last(h)));
      assert.equal(reading.outcome.kind, h.capture ? 'authorized' : 'paid');
      assert.ok(reading.amount && sameMoney(reading.amount, h.wrongAmount));
    });

    it('reads a status that it does not know as unknown', async () => {
      const h = await makeHarness();
      const { session } = await open(h);
      await h.sandbox.control.complete(session.reference, 'abandon');
      await h.sendUnknown(session.reference);
      const reading = readingOf(await h.connect().readWebhook(last(h)));
      assert.equal(reading.outcome.kind, 'unknown');
      assert.equal(reading.reference, session.reference);
    });

    for (const forge of ['signature', 'unsigned', 'body'] as const) {
      it(`refuses a webhook that is forged by its ${forge}`, async (t) => {
        const h = await makeHarness();
        if (h.webhooks === 'secret-url') {
          t.skip(UNSIGNED);
          return;
        }
        const { session } = await open(h);
        h.sandbox.control.setWebhooks({ forge });
        await h.sandbox.control.complete(session.reference, 'pay');
        assert.equal((await h.connect().readWebhook(last(h))).kind, 'forged');
      });
    }

    it('refuses an authentic webhook that was altered, cut, stripped or signed for another', async (t) => {
      const h = await makeHarness();
      if (h.webhooks === 'secret-url') {
        t.skip(UNSIGNED);
        return;
      }
      const { webhook } = await pay(h);
      const gateway = h.connect();
      const { headers, body } = webhook;
      const text = new TextDecoder().decode(body);
      const encode = (changed: string): Uint8Array => new TextEncoder().encode(changed);
      const hostile: WebhookInput[] = [
        {
          headers,
          body: encode(text.replace(/[Aa]mount":"?\d/, (part) => part.slice(0, -1) + '9')),
        },
        { headers, body: body.slice(0, -1) },
        { headers, body: new Uint8Array() },
        { headers, body: encode('null') },
        { headers, body: encode('[') },
        { headers, body: Uint8Array.from([0xff, 0xfe, 0x00]) },
        { headers: new Headers(), body: encode('{}') },
        {
          headers: new Headers({ authorization: 'Bearer a.b.c' }),
          body: encode('{"signature":1}'),
        },
      ];
      for (const input of hostile) {
        assert.equal((await gateway.readWebhook(input)).kind, 'forged');
      }
      assert.equal((await h.connect({ otherKey: true }).readWebhook(webhook)).kind, 'forged');
      assert.equal((await gateway.readWebhook(webhook)).kind, 'authentic');
    });

    it('takes no word from what is not the message of its provider, where nothing is signed', async (t) => {
      const h = await makeHarness();
      if (h.webhooks !== 'secret-url') {
        t.skip('webhooks are signed');
        return;
      }
      for (const text of ['', 'null', '[', '[]', '7', '"paid"', '\u0000']) {
        const body = new TextEncoder().encode(text);
        const answer = await h.connect().readWebhook({ headers: new Headers(), body });
        assert.equal(answer.kind, 'forged', text);
      }
    });

    const statuses: readonly [number, GatewayErrorCode][] = [
      [400, 'refused'],
      [404, 'refused'],
      [422, 'refused'],
      [403, 'misconfigured'],
      [401, 'misconfigured'],
      [429, 'unavailable'],
      [500, 'unavailable'],
      [503, 'unavailable'],
    ];
    for (const [status, code] of statuses) {
      it(`calls HTTP ${status} ${code}, and quotes neither secrets nor the customer`, async () => {
        const h = await makeHarness();
        const said = `no: ${h.secrets.join(' ')} ${CUSTOMER.email ?? ''} ${CUSTOMER.phone ?? ''}`;
        const body = { detail: said, message: said };
        h.sandbox.control.failApi({ kind: 'status', status, body, path: h.openPath });
        const error = await fails(h.connect().start(startInput(fresh(h), h.methodCode)), code);
        assert.equal(error.status, status);
        for (const hidden of [...h.secrets, CUSTOMER.email ?? '', CUSTOMER.phone ?? '']) {
          assert.ok(!everythingIn(error).includes(hidden), `${error.message} tells ${hidden}`);
        }
      });
    }

    it('calls unknown credentials misconfigured', async () => {
      const h = await makeHarness();
      const start = startInput(fresh(h), h.methodCode);
      const error = await fails(h.connect({ stranger: true }).start(start), 'misconfigured');
      for (const secret of h.secrets) assert.ok(!everythingIn(error).includes(secret));
    });

    it('calls a broken connection and a missing answer unavailable', async () => {
      const h = await makeHarness();
      const start = startInput(fresh(h), h.methodCode);
      h.sandbox.control.failApi({ kind: 'network_error', times: 1, path: h.openPath });
      await fails(h.connect().start(start), 'unavailable');
      h.sandbox.control.failApi({ kind: 'hang', times: 1 });
      await fails(h.connect({ timeoutMs: 20 }).start(start), 'unavailable');
      const deaf: ProviderFetch = () => new Promise(() => undefined);
      await fails(h.connect({ fetch: deaf, timeoutMs: 20 }).start(start), 'unavailable');
    });

    it('gives up when the caller does', async () => {
      const h = await makeHarness();
      const caller = new AbortController();
      const start = startInput(fresh(h), h.methodCode, { signal: caller.signal });
      caller.abort();
      await fails(h.connect().start(start), 'unavailable');
    });

    it('calls an answer that it cannot read invalid', async () => {
      const h = await makeHarness();
      const start = startInput(fresh(h), h.methodCode);
      const answers: readonly ProviderFetch[] = [
        () => Promise.resolve(new Response('<html>maintenance</html>')),
        () => Promise.resolve(Response.json({ unexpected: true })),
        () => Promise.resolve(new Response(null, { status: 204 })),
        () => Promise.resolve(Response.redirect('https://elsewhere.test/', 307)),
      ];
      for (const fetch of answers) await fails(h.connect({ fetch }).start(start), 'invalid_answer');
    });

    it('reads a paid payment by asking for it, where it can be asked', async (t) => {
      const h = await makeHarness();
      const { retrieve } = h.connect();
      if (retrieve === null) {
        t.skip('the provider has no such call');
        return;
      }
      const signal = new AbortController().signal;
      const { session } = await open(h);
      const ask = {
        providerSession: session,
        methodCode: h.methodCode,
        webhook: null,
        wanted: true,
        signal,
      };
      assert.equal((await retrieve(ask)).outcome.kind, 'open');
      await h.sandbox.control.complete(session.reference, 'pay');
      const reading = await retrieve(ask);
      assert.equal(reading.outcome.kind, 'paid');
      assert.equal(reading.reference, session.reference);
      assert.ok(reading.amount && sameMoney(reading.amount, h.amount));
      assert.equal(reading.methodCode, h.methodCode);
    });

    it('cancels what is open and refuses what is paid, where it can cancel', async (t) => {
      const h = await makeHarness();
      const { cancel } = h.connect();
      if (cancel === null) {
        t.skip('the provider has no such call');
        return;
      }
      const ask = { methodCode: h.methodCode, signal: new AbortController().signal };
      const { session } = await open(h);
      assert.deepEqual(await cancel({ providerSession: session, ...ask }), { kind: 'canceled' });
      assert.deepEqual(await cancel({ providerSession: session, ...ask }), { kind: 'canceled' });
      const paid = await pay(h);
      const answer = await cancel({ providerSession: paid.session, ...ask });
      assert.deepEqual(answer, { kind: 'refused' });
    });

    it('gives a whole charge back, once, where it can', async (t) => {
      const h = await makeHarness();
      const { refund, refundOrCancel } = h.connect();
      const giveBack = refund ?? refundOrCancel;
      if (giveBack === null) {
        t.skip('the provider has no such call');
        return;
      }
      const { session, webhook } = await pay(h);
      const { transactionId } = readingOf(await h.connect().readWebhook(webhook));
      const order = {
        providerSession: session,
        methodCode: h.methodCode,
        transactionId,
        amount: h.amount,
        whole: true,
        idempotencyKey: 'refund-1',
        signal: new AbortController().signal,
      };
      assert.equal((await giveBack.run(order)).kind, 'done');
      const again = await giveBack.run({ ...order, idempotencyKey: 'refund-2' });
      assert.equal(again.kind, 'refused');
    });
  });
}

const UNSIGNED = 'nothing is signed: the secret URL and the amount tell a forgery';

function last(h: GatewayHarness): WebhookInput {
  const webhook = h.inbox.at(-1);
  assert.ok(webhook, 'The provider sent no webhook.');
  return webhook;
}

function readingOf(answer: WebhookReading): Reading {
  assert.ok(answer.kind === 'authentic', answer.kind === 'forged' ? answer.why : '');
  assert.ok(answer.reading !== null);
  return answer.reading;
}

async function fails(work: Promise<unknown>, code: GatewayErrorCode): Promise<GatewayError> {
  const error = await work.then(
    () => assert.fail('It succeeded.'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof GatewayError, String(error));
  assert.equal(error.code, code, error.message);
  assert.equal(error.definite, code === 'refused' || code === 'misconfigured');
  return error;
}

/** The message, the stack and the same of every cause. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message}\n${error.stack ?? ''}\n${JSON.stringify(error)}\n${everythingIn(error.cause)}`;
}
