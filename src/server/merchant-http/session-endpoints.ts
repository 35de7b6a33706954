import { idempotencyKeyOf, type EdgeContext, type Endpoint } from '../edge.js';
import { defined } from '../gateways/fields.js';
import { sessionAnswer } from './answer.js';
import { EmptyBody, ListQuery, NewSessionBody, SessionUpdateBody } from './body.js';
import { creationKeys } from './creation-key.js';
import type { MerchantHttp } from './merchant-http.js';
import { parsed, readBodyAs } from './read.js';
import { toNewSession, toUpdate } from './to-session.js';

type Name = 'create' | 'retrieve' | 'view' | 'update' | 'cancel' | 'list' | 'events';

export function sessionEndpoints(http: MerchantHttp): Readonly<Record<Name, Endpoint>> {
  const { sessions, clientKey, options, gateways, publicUrl } = http;
  return {
    async create(c) {
      const key = idempotencyKeyOf(c);
      const body = await readBodyAs(c, NewSessionBody);
      const names = await creationKeys(options.tokenSecrets, key, body);
      const session = await sessions.createOnce(names, toNewSession(body, gateways));
      // The same answer for every repetition, so that a client need not tell them apart.
      c.header('Location', `${publicUrl}/merchant/sessions/${session.id}`);
      return c.json(sessionAnswer(session, clientKey), 201);
    },
    async retrieve(c) {
      return c.json(sessionAnswer(await sessions.retrieve(sessionIdOf(c)), clientKey));
    },
    async view(c) {
      return c.json(await sessions.view(sessionIdOf(c)));
    },
    async update(c) {
      const id = sessionIdOf(c);
      const body = await readBodyAs(c, SessionUpdateBody);
      const { amount } = await sessions.retrieve(id);
      const session = await sessions.update(id, toUpdate(body, amount.currency));
      return c.json(sessionAnswer(session, clientKey));
    },
    async cancel(c) {
      await readBodyAs(c, EmptyBody);
      return c.json(sessionAnswer(await sessions.cancel(sessionIdOf(c)), clientKey));
    },
    async list(c) {
      const query = parsed(ListQuery, Object.fromEntries(new URL(c.req.url).searchParams));
      const { created_after, created_before, ...rest } = query;
      const given = { ...rest, createdAfter: created_after, createdBefore: created_before };
      const page = await sessions.list(defined(given));
      const answers = page.sessions.map((each) => sessionAnswer(each, clientKey));
      return c.json({ sessions: answers, next: page.next });
    },
    async events(c) {
      const events = await sessions.events(sessionIdOf(c));
      return c.json({
        events: events.map(({ at, type, attemptId, data }) => {
          return { at, type, attempt_id: attemptId, data };
        }),
      });
    },
  };
}

/** Whatever it is: an id that cannot be one is unknown to the store as well. */
export const sessionIdOf = (c: EdgeContext): string => c.req.param('session_id') ?? '';
